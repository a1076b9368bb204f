"""Where a series begins and what it counts from (design 4.2): first, last, or its place in the spread.

The spread keeps a new register from putting three hundred extinguishers on 1 January, and keeps every
date where it is when an asset or a task is added: it hangs on ids alone.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from math import ceil

from fmplan.assets.estate import Asset, Estate
from fmplan.assets.task_form import Force
from fmplan.dates.day import Day, weekday
from fmplan.dates.period import Period, Unit
from fmplan.dates.ranges import Season
from fmplan.schedules.series import Anchor, AnchorOrigin
from fmplan.schedules.task import ByAge, Every, OncePer, Task

_PLACES = 365
_SHORT = 30
"""Periods up to this many days use their ordinary place even where the last completion is unknown."""


@lru_cache(maxsize=200_000)
def spread_number(id_: str) -> int:
    """Return the number an id is spread by: the first 8 bytes, big-endian, of the SHA-256 of its UTF-8."""
    return int.from_bytes(sha256(id_.encode()).digest()[:8], "big")


def asset_begin(estate: Estate, asset: Asset) -> Day:
    """Return the day before which nothing of an asset is planned or owed."""
    return max(estate.starts, asset.starts or 0, asset.in_service or 0)


def series_begin(estate: Estate, asset: Asset, task: Task) -> Day:
    """Return the day a series begins on; the `starts` of a task with older forms is only that of its newest."""
    begin = asset_begin(estate, asset)
    if task.starts is not None and not task.was:
        begin = max(begin, task.starts)
    waiver = asset.waive.get(task.id) or asset.waive.get(task.bare_id)
    if waiver is not None and waiver.until is not None:
        begin = max(begin, waiver.until + 1)
    return begin


def anchor_of(
    begin: Day, asset: Asset, task: Task, first: Day | None, last: Day | None, workweek: frozenset[int], starts: Day
) -> Anchor:
    """Return what the series counts from. `begin` is the asset's, `starts` the estate's."""
    if first is not None:
        return Anchor(first, AnchorOrigin.FIRST)
    if last is not None:
        return Anchor(last, AnchorOrigin.LAST)
    number = spread_number(asset.oldest_id)
    days = task.period_days
    if (task.force is Force.LAW or task.max_gap is not None) and isinstance(task.timing, Every):
        if asset.in_service is not None and asset.in_service >= starts:
            return Anchor(asset.in_service, AnchorOrigin.IN_SERVICE)
        if days > _SHORT:
            return Anchor(begin + number % 30, AnchorOrigin.UNKNOWN)
    return Anchor(place_of(begin, asset.oldest_id, task, workweek), AnchorOrigin.PLACE)


def place_of(begin: Day, oldest_id: str, task: Task, workweek: frozenset[int]) -> Day:
    """Return the day through which the dates of a task run where nothing else anchors it."""
    number = spread_number(oldest_id)
    timing = task.timing
    days = task.period_days
    if task.season is not None and days >= 365 and not isinstance(timing, OncePer):
        place = _place_in_season(begin, number, task.season)
    else:
        place = begin + number % _PLACES
    if not isinstance(timing, Every) or isinstance(timing.period, ByAge):
        return place
    if timing.period.whole_weeks:
        return _on_its_weekday(place, number, workweek)
    years = ceil(timing.period.months / 12) if timing.period.months else ceil(timing.period.step / 366)
    if years > 1:
        return Period(spread_number(f"{oldest_id}/{task.bare_id}") % years, Unit.YEAR).after(place)
    return place


def _place_in_season(begin: Day, number: int, season: Season) -> Day:
    days = [day for day in range(begin, begin + _PLACES) if season.holds(day)]
    return days[number % len(days)] if days else begin + number % _PLACES


def _on_its_weekday(place: Day, number: int, workweek: frozenset[int]) -> Day:
    """Return the first day on or after `place` that is the asset's own day of the working week."""
    week = sorted(workweek) or list(range(7))
    wanted = week[number // _PLACES % len(week)]
    return place + (wanted - weekday(place)) % 7
