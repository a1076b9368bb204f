"""The spread: where in the year an asset's dates run through when nothing else anchors them (docs/dates.md, 2).

It keeps a new register from putting three hundred extinguishers on 1 January, and keeps every date where
it is when an asset or a task is added: it hangs on ids alone.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from math import ceil

from fmplan.dates.day import Day, weekday
from fmplan.dates.period import Period, Unit
from fmplan.dates.ranges import Season
from fmplan.schedules.task import ByAge, CalendarPeriod, Every, OncePer, Task

_PLACES = 365


@lru_cache(maxsize=200_000)
def spread_number(id_: str) -> int:
    """Return the number an id is spread by: the first 8 bytes, big-endian, of the SHA-256 of its UTF-8."""
    return int.from_bytes(sha256(id_.encode()).digest()[:8], "big")


def place_of(begin: Day, oldest_id: str, task: Task, workweek: frozenset[int]) -> Day:
    """Return the day through which the dates of a task run where nothing else anchors it."""
    number = spread_number(oldest_id)
    timing = task.timing
    days = task.period_days
    if task.season is not None and days >= 365 and not isinstance(timing, OncePer):
        place = _place_in_season(begin, number, task.season)
    else:
        place = begin + number % _PLACES
    if isinstance(timing, OncePer) and timing.period is CalendarPeriod.WEEK:
        return _on_its_weekday(place, number, workweek)
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
