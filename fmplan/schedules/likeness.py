"""What the dates of a series hang on beside its task and calendar: series alike have all of them in common.

Ten thousand assets have places of their own in the year, but a weekly round has only seven days to fall on. So
what a plan of thousands takes is what those take that differ.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Final

from fmplan.dates.day import DATE, Day, month_number, weekday
from fmplan.dates.period import Period
from fmplan.schedules.due import MONTHS_OF
from fmplan.schedules.series import AnchorOrigin, Series
from fmplan.schedules.slots import slots_within
from fmplan.schedules.task import CalendarPeriod, Every, OncePer, Task

_YEAR: Final = 365

# Asked of every series: to look a member up in its class, or ask `isinstance` of a Struct, takes three times as long.
_PLACE: Final = AnchorOrigin.PLACE
_UNKNOWN: Final = AnchorOrigin.UNKNOWN


def is_shared(task: Task) -> bool:
    """Tell whether `likeness` says all that the dates of a task hang on; age and older rules are an asset's own."""
    timing = task.timing
    return not task.was and (
        isinstance(timing, OncePer) or (isinstance(timing, Every) and isinstance(timing.period, Period))
    )


def likeness(series: Series, start: Day) -> Hashable:
    """Return what the dates of a series from `start` on hang on, of one whose asset is never suspended.

    Where a rule looks at its neighbours, a cap or turns bring the asset's own number in: then it does not suffice.
    """
    anchor, timing = series.anchor, series.task.timing
    origin = anchor.origin
    is_spread = origin is _PLACE or origin is _UNKNOWN
    where: Hashable = anchor.day
    if type(timing) is OncePer:
        where = (_in_its_period(series, timing, start), None if is_spread else anchor.day)
    elif is_spread and type(timing) is Every and timing.on is None and type(timing.period) is Period:
        where = _phase(timing.period, anchor.day)
    # The origin by its identity: to hash an enum's member takes longer than all the rest.
    return where, id(origin), series.last, series.begin, series.end


def _phase(period: Period, anchor: Day) -> Hashable:
    """Return what of an anchor its grid hangs on: grids of one phase lay the same days."""
    if period.step:
        return anchor % period.step
    return DATE[anchor].day, month_number(anchor) % period.months


def _in_its_period(series: Series, timing: OncePer, start: Day) -> Hashable:
    """Return where in each of its calendar periods a series is to stand."""
    number = series.number % _YEAR
    if series.task.season is not None or series.end is not None:
        return number, series.place
    at = _placed(series, timing, number)
    if series.begin < start - _YEAR:
        return at
    # Where the begin cuts a period short, its first date may not stand where the others do.
    first = slots_within(series, series.begin, series.begin)
    return at, first[0].target if first else 0


def _placed(series: Series, timing: OncePer, number: int) -> Hashable:
    # The place in the year as the anchor has it already, where it is no other day.
    anchor = series.anchor
    place = anchor.day if anchor.origin is _PLACE else series.place
    period = timing.period
    if timing.count > 1 or period is CalendarPeriod.SEASON:
        return number, place
    if period is CalendarPeriod.WEEK:
        return weekday(place)
    if period is CalendarPeriod.HALF_MONTH:
        return (DATE[place].day - 1) % 15
    return DATE[place].day, month_number(place) % MONTHS_OF[period]
