"""When a floating series is due: so long after it was done, or when its meter reaches the mark."""

from __future__ import annotations

from fmplan.dates.day import Day
from fmplan.dates.period import Period
from fmplan.schedules.caps import period_at
from fmplan.schedules.gauge import Gauge
from fmplan.schedules.gridshift import GridShift
from fmplan.schedules.series import AnchorOrigin, Series
from fmplan.schedules.slots import first_day_back
from fmplan.schedules.task import Every


def due_after(series: Series, previous: Day | None, gauge: Gauge | None) -> Day | None:
    """Return when a series is due that was done on `previous`, None where it never was; `gauge` is that of its meter.

    A day in season and in use; None where the meter does not tell, or no such day is left.
    """
    if gauge is None:
        return _due_by_period(series, previous)
    metered = _due_by_meter(series, previous, gauge)
    if not isinstance(series.task.timing, Every):
        return metered
    periodic = _due_by_period(series, previous)
    if metered is None or periodic is None:
        return periodic
    return max(metered, periodic) if series.task.waits_for_both else min(metered, periodic)


def due_on_grid(series: Series, grid: GridShift) -> Day | None:
    """Return when a series is due whose grid a delay shifts."""
    return first_day_back(series.asset, series.task.season, grid.due())


def _due_by_meter(series: Series, previous: Day | None, gauge: Gauge) -> Day | None:
    day = gauge.due_after(previous)
    return None if day is None else first_day_back(series.asset, series.task.season, max(day, series.begin))


def _due_by_period(series: Series, previous: Day | None) -> Day | None:
    if previous is not None:
        day = _period_after(series, previous)
    elif series.anchor.origin is AnchorOrigin.FIRST:
        day = series.anchor.day
    else:
        day = _first_of_the_spread(series)
    return first_day_back(series.asset, series.task.season, max(day, series.begin))


def _period_after(series: Series, previous: Day) -> Day:
    """Return the day one period after another, by the form of the rule that holds on it."""
    since = 0
    for form, _ in series.older:
        if isinstance(form.timing, Every):
            day = _every_after(series, form.timing, previous)
            if day <= form.until:
                return max(day, since)
        since = form.until + 1
    timing = series.task.timing
    assert isinstance(timing, Every)  # noqa: S101 - settled: only `every` floats
    return max(_every_after(series, timing, previous), since)


def _every_after(series: Series, timing: Every, previous: Day) -> Day:
    day = period_at(timing.period, series, previous).after(previous)
    if timing.on is not None:
        days = timing.on.in_range(previous + 1, day)
        day = days[-1] if days else day
    return day


def _first_of_the_spread(series: Series) -> Day:
    timing, anchor = series.task.timing, series.anchor.day
    if isinstance(timing, Every) and isinstance(timing.period, Period):
        return timing.period.after(anchor, timing.period.first_n_on_or_after(anchor, series.begin))
    return anchor
