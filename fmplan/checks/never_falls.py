"""Allow a task that has no date at all.

*Why it matters*: a task that never falls looks planned and is not: the register names the work, and no calendar
ever will.

*Example*:

    winter-check: {name: Winter check, every: 1 year, first: 2027-01-15, season: 05..09}

*Mend it*: bring rule and season together; the finding says which of them leaves nothing over.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from fmplan.assets.estate import Asset
from fmplan.checks.situation import Situation
from fmplan.dates.day import ISO, LAST_DAY
from fmplan.findings import Finding, Severity
from fmplan.schedules.expiry import CONTRACT
from fmplan.schedules.marks import LIFE
from fmplan.schedules.series import Series
from fmplan.schedules.slots import is_usable, slots_of
from fmplan.schedules.task import After, Ages, Before, Dates, Event, Every, Meter, OncePer, Recurrence, Task

SEVERITY: Final = Severity.ERROR

_YEARS: Final = 12
_PERIODS: Final = 3
_FIRST_LOOKS: Final = (40, 400)
"""How many days are looked at first: most rules fall soon, and all dates of twelve years take their time."""


def check(situation: Situation) -> Iterator[Finding]:
    """Yield an error for each series without a date in its first twelve years or three periods."""
    for task, sharing in situation.by_task:
        if _is_asked(task):
            always_falls = _always_falls(task)
            for series in sharing:
                if series.asset.suspended or not always_falls:
                    yield from _failing(series)


def _is_asked(task: Task) -> bool:
    """Tell whether dates come of the rule alone: not from something else that it follows."""
    # The end of a life is not written: life-over looks at it. What has run out is owed on the day the plan begins.
    if task.id in {LIFE, CONTRACT} or task.expires:
        return False
    return not isinstance(task.timing, Meter | Event | After | Before | Ages) and not task.is_floating


def _always_falls(task: Task) -> bool:
    """Tell apart the bare grids, of which most of a register consists; they fail only where assets are suspended."""
    if isinstance(task.timing, OncePer):  # every season meets some calendar period
        return True
    return isinstance(task.timing, Every) and task.timing.on is None and task.season is None


def _failing(series: Series) -> Iterator[Finding]:
    key, message, remedy = _reason(series)
    if message:
        yield Finding(
            "never-falls",
            SEVERITY,
            series.mended_at(key),
            f"{series.asset.id} {series.task.id}: {message}",
            remedy,
        )


def _reason(series: Series) -> tuple[str, str, str]:
    """Return the key, the message and the remedy for a series that never falls; an empty message for others."""
    timing = series.task.timing
    if isinstance(timing, Dates):
        return _reason_of_dates(series, timing)
    until = min(LAST_DAY, series.begin + int(max(_YEARS * 365.25, _PERIODS * series.task.period_days)))
    # How long the asset itself lasts is no matter of the rule: a yearly task may miss a short life.
    endless = replace(series, end=None)
    # A recurrence without a date is looked for in vain until the end of time, so it is looked for once.
    looks = (until,) if isinstance(timing, Recurrence) else (*_FIRST_LOOKS, until)
    if any(slots_of(endless, min(until, series.begin + days)) for days in looks):
        return "", "", ""
    key = _key(series)
    rule = str(timing)
    if series.task.season is not None:
        season = series.task.season
        ever = slots_of(replace(endless, task=replace(series.task, season=None), asset=_unsuspended(series)), until)
        if ever:
            return (
                "season",
                f"{rule} falls on {ISO[ever[0].due]} and the like, never in the season {season}",
                "Write a season that holds such days, or first: with a date in season.",
            )
    if series.asset.suspended and slots_of(replace(endless, asset=_unsuspended(series)), until):
        return key, f"{rule} falls only while the asset is suspended", "Correct suspended: of the asset."
    return (
        key,
        f"{rule} names no day between {ISO[series.begin]} and {ISO[until]}",
        "Write a rule that has dates, for example every: 1 year.",
    )


def _reason_of_dates(series: Series, timing: Dates) -> tuple[str, str, str]:
    task, begin, end = series.task, series.begin, series.end
    if end is not None and end < begin:
        return "", "", ""
    alive = [day for day in timing.days if begin <= day and (end is None or day <= end)]
    if not alive:
        life = f"begins on {ISO[begin]}" if end is None else f"is {ISO[begin]} to {ISO[end]}"
        return (
            "dates",
            f"all its dates lie outside its time, which {life}",
            "Write later dates, or a rule that goes on, for example every: 1 year.",
        )
    if any(is_usable(series.asset, task.season, day) for day in alive):
        return "", "", ""
    outside = f"the season {task.season}" if task.season is not None else "the time the asset is in use"
    return "dates", f"all its dates lie outside {outside}", "Write dates inside it, or correct it."


def _unsuspended(series: Series) -> Asset:
    return replace(series.asset, suspended=())


def _key(series: Series) -> str:
    return next((key for key in ("rrule", "on", "every", "once_per") if series.written_at(key) is not None), "name")
