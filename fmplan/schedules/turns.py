"""Turns: how many dates of a series a year has, and how many lie before a day, for the units that take turns.

Both are reckoned from where the series begins, never from the first day asked for (docs/dates.md, 1).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from math import ceil, gcd
from typing import Final

from msgspec.structs import replace

from fmplan.assets.timing_form import Shift
from fmplan.dates.day import DATE, LAST_DAY, Day, day_of, weekday
from fmplan.dates.period import Period
from fmplan.schedules.following import leader_of
from fmplan.schedules.ground import Terrain, shift_of
from fmplan.schedules.rotation import turn_of
from fmplan.schedules.series import AnchorOrigin, Series
from fmplan.schedules.slots import due_dates, slots_of
from fmplan.schedules.task import CalendarPeriod, Dates, Every, OncePer, Recurrence, Timing

_YEAR_DAYS: Final = 365
_YEAR_MONTHS: Final = 12
_SAME_WEEKDAYS: Final = 28
"""After so many years the days of the year fall on the same days of the week again."""
_BEGUN: Final = 2
"""The year in which a series begins, and that with which the look at it ends, are not whole."""

_WITHOUT_A_PLACE: Final = (OncePer, Recurrence, Dates)

_PARTS: Final = {
    CalendarPeriod.WEEK: 52,
    CalendarPeriod.HALF_MONTH: 24,
    CalendarPeriod.MONTH: 12,
    CalendarPeriod.TWO_MONTHS: 6,
    CalendarPeriod.QUARTER: 4,
    CalendarPeriod.HALF_YEAR: 2,
    CalendarPeriod.YEAR: 1,
}


class Turner:
    """Gives series their turns; `default` is the shift of tasks that say none."""

    def __init__(self, default: Shift) -> None:
        self._default = default
        self._known: dict[Hashable, int] = {}

    def with_turns(self, group: Sequence[Series]) -> list[Series]:
        """Return the series of one asset, those whose units rotate with their turn and the minutes of it.

        A task that follows another has as many dates as that.
        """
        by_task = {one.task.bare_id: one for one in group}
        return [one if one.task.rotation is None else self._with_turn(one, _led_by(one, by_task)) for one in group]

    def _with_turn(self, series: Series, led_by: Series) -> Series:
        task, asset = series.task, series.asset
        assert task.rotation is not None  # noqa: S101 - asked only of what rotates
        turn = turn_of(task.rotation, asset.quantity, self._dates_in_a_year(led_by))
        minutes = task.duration.minutes_for(turn.each, asset.area) if task.duration else None
        return replace(series, turn=turn, minutes=minutes)

    def _dates_in_a_year(self, series: Series) -> int:
        """Return how many dates a series has in a year; a rule that no place moves is reckoned once for all assets."""
        if not isinstance(series.task.timing, _WITHOUT_A_PLACE):
            return dates_in_a_year(series, self._default)
        anchor = None if series.anchor.origin is AnchorOrigin.PLACE else series.anchor
        key = (id(series.task), series.begin, anchor, series.last, series.workweek)
        dates = self._known.get(key)
        if dates is None:
            dates = self._known[key] = dates_in_a_year(series, self._default)
        return dates


def _led_by(series: Series, by_task: dict[str, Series]) -> Series:
    """Return the series whose dates those of `series` hang on in the end: its own, where it follows none."""
    seen = {series.task.bare_id}
    while (leader := leader_of(series)) is not None and leader in by_task and leader not in seen:
        series = by_task[leader]
        seen.add(leader)
    return series


def dates_in_a_year(series: Series, default: Shift) -> int:
    """Return how many dates a series has in a year at least, by its rule and season; 1 for one that has none.

    What its asset is suspended for, and the days off of a year, are not known beforehand and do not count.
    """
    drops = shift_of(series.task, default, covers_capped=False) is Shift.SKIP
    if series.task.season is None and not drops:
        match series.task.timing:
            case Every(period=Period() as period, on=None):
                whole = _YEAR_MONTHS // period.months if period.months else _YEAR_DAYS // period.step
                return max(1, whole)
            case OncePer(period=period, count=count) if period in _PARTS:
                return _PARTS[period] * count
    return _least_in_a_year(series, drops)


def _least_in_a_year(series: Series, drops: bool) -> int:
    """Return the least number of dates in a calendar year between the first date and the last, of those with any."""
    asset = replace(series.asset, suspended=())
    begin = max(series.begin, series.anchor.day) if series.anchor.origin is AnchorOrigin.FIRST else series.begin
    end = min(day_of(min(DATE[begin].year + _years_to_see(series.task.timing), DATE[LAST_DAY].year), 12, 31), LAST_DAY)
    free = replace(series, asset=asset, end=None, older=())
    days = _dues(free, end)
    if drops:
        days = [day for day in days if weekday(day) in series.workweek]
    years = Counter(DATE[day].year for day in days)
    if not years:
        return 1
    whole = [count for year, count in years.items() if min(years) < year < max(years)]
    return min(whole) if whole else max(years.values())


def _years_to_see(timing: Timing) -> int:
    """Return after how many years a rule has fallen in every way it can."""
    match timing:
        case Every(period=Period(months=months), on=None) if months:
            return min(_SAME_WEEKDAYS, months // gcd(months, _YEAR_MONTHS) + _BEGUN)
    return _SAME_WEEKDAYS + _BEGUN


def dates_before(series: Series, day: Day, terrain: Terrain) -> int:
    """Return how many dates of a fixed series that stand each by itself are due before `day`, by division where it can.

    Those that fall out because nobody works are not counted.
    """
    drops = terrain.shift is Shift.SKIP and terrain.moves
    if not drops and series.task.season is None and not series.older and not series.asset.suspended:
        match series.task.timing:
            case Every(period=Period() as period, on=None):
                return _steps_before(series, period, day)
    days = due_dates(series, series.begin, day - 1)
    return sum(map(terrain.days.is_working, days)) if drops else len(days)


def _steps_before(series: Series, period: Period, day: Day) -> int:
    anchor = series.anchor.day
    # The first dates show where the grid begins, and whether one is owed on the begin.
    begin = max(series.begin, anchor) if series.anchor.origin is not AnchorOrigin.PLACE else series.begin
    first = due_dates(series, series.begin, begin + 2 * ceil(period.days) + 2)
    if not first or day <= first[-1]:
        return bisect_left(first, day)
    return len(first) - 1 + period.first_n_on_or_after(anchor, day) - period.first_n_on_or_after(anchor, first[-1])


def _dues(series: Series, end: Day) -> list[Day]:
    if isinstance(series.task.timing, OncePer):
        return [slot.due for slot in slots_of(series, end)]
    return due_dates(series, series.begin, end)
