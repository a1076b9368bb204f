"""Where a series begins and what it counts from: its first date, the day last done, or its place (docs/dates.md, 2)."""

from __future__ import annotations

from typing import Final

from fmplan.assets.estate import Asset, Estate
from fmplan.assets.task_form import Force
from fmplan.dates.day import Day
from fmplan.schedules.series import Anchor, AnchorOrigin
from fmplan.schedules.spread import place_of, spread_number
from fmplan.schedules.task import Every, Task

# Asked of every series: to look a member up in its class takes longer than all the rest.
_FIRST: Final = AnchorOrigin.FIRST
_LAST: Final = AnchorOrigin.LAST

_SHORT = 30
"""Periods up to this many days use their ordinary place even where the last completion is unknown."""


def asset_begin(estate: Estate, asset: Asset) -> Day:
    """Return the day before which nothing of an asset is planned or owed."""
    return max(estate.starts, asset.starts or 0, asset.in_service or 0)


def series_begin(asset: Asset, task: Task, since: Day) -> Day:
    """Return the day a series begins on: `since`, the asset's own, or later where the task or a waiver says so.

    The `starts` of a task with older forms is only that of its newest.
    """
    begin = since
    if task.starts is not None and not task.was:
        begin = max(begin, task.starts)
    waiver = asset.waiver_of(task.schedule, task.id, task.bare_id)
    if waiver is not None and waiver.until is not None:
        begin = max(begin, waiver.until + 1)
    return begin


def anchor_of(
    begin: Day,
    asset: Asset,
    task: Task,
    first: Day | None,
    last: Day | None,
    workweek: frozenset[int],
    starts: Day,
) -> Anchor:
    """Return what the series counts from. `begin` is the asset's, `starts` the estate's."""
    # A floating series counts from the newest completion, and from `first` only before there is any.
    if first is not None and not (task.is_floating and last is not None):
        return Anchor(first, _FIRST)
    if last is not None:
        return Anchor(last, _LAST)
    number = spread_number(asset.oldest_id)
    days = task.period_days
    if (task.force is Force.LAW or task.max_gap is not None) and isinstance(task.timing, Every):
        if asset.in_service is not None and asset.in_service >= starts:
            return Anchor(asset.in_service, AnchorOrigin.IN_SERVICE)
        if days > _SHORT:
            return Anchor(begin + number % 30, AnchorOrigin.UNKNOWN)
    return Anchor(place_of(begin, asset.oldest_id, task, workweek), AnchorOrigin.PLACE)
