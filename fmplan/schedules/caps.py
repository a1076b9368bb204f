"""Caps: two visits are never further apart than the cap, whatever the calendar does (docs/dates.md, 3)."""

from __future__ import annotations

from fmplan.dates.day import Day
from fmplan.dates.period import Period
from fmplan.schedules.ground import Ground
from fmplan.schedules.marks import birth_of
from fmplan.schedules.occurrence import Detail
from fmplan.schedules.series import Series
from fmplan.schedules.slots import first_day_back, is_usable
from fmplan.schedules.task import ByAge, period_days


def cap_day(series: Series, previous: Day | None, due: Day | None = None) -> Day | None:
    """Return the last day for the next visit under the cap; None without a cap or a visit before.

    None too for a visit that is `due` while an older form of the rule held that knew no such cap.

    One that runs out while the asset is suspended or out of season ends on the first day back; one that ran
    out before the series begins, on its begin.
    """
    cap = series.task.max_gap
    if cap is None or previous is None or (due is not None and first_under(cap, series, due, previous) > due):
        return None
    day = max(end_of_cap(cap, series, previous), series.begin)
    back = first_day_back(series.asset, series.task.season, day)
    return day if back is None else back


def end_of_cap(cap: Period | ByAge, series: Series, previous: Day) -> Day:
    """Return the day that lies the cap after a visit; where no such cap was known by then, the first day it was."""
    return first_under(cap, series, period_at(cap, series, previous).after(previous), previous)


def first_under(cap: Period | ByAge, series: Series, day: Day, previous: Day) -> Day:
    """Return the first day, from one on, that no older form of the rule holds which knew no such cap.

    An older form knew it not if its visits were further apart than the cap: nobody asked for more.
    """
    apart = period_at(cap, series, previous).days
    for form, _ in series.older:
        if day > form.until:
            continue
        if period_days(form.timing) <= apart:  # it is the form that holds the day
            break
        day = form.until + 1
    return day


def last_resort(ground: Ground, previous: Day, limit: Day) -> tuple[Day, tuple[Detail, ...]]:
    """Return the latest day under the cap on which anybody works, and what is wrong with it.

    A quiet day before a day off; where nobody works at all, the cap's own day with the closure's name: the
    law wins.
    """
    inside = ground.between(previous + 1, limit)
    if inside:
        return inside[-1], ()
    series, workdays = ground.series, ground.terrain.workdays
    for day in range(limit, max(previous, series.begin - 1), -1):
        if workdays.is_working(day) and is_usable(series.asset, series.task.season, day):
            return day, ground.terrain.days.why(day)
    closure = workdays.closure_around(limit)
    return limit, (*workdays.why(limit), closure) if closure else workdays.why(limit)


def period_at(period: Period | ByAge, series: Series, day: Day) -> Period:
    """Return the period that holds on a day, which may depend on the age of the asset."""
    if isinstance(period, Period):
        return period
    born = birth_of(series.asset, series.task) or series.begin
    chosen = period.steps[0][1]
    for age, one in period.steps:
        if age is None or age.after(born) <= day:
            chosen = one
    return chosen
