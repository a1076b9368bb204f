"""Which date of a fixed series an act is for that names none: the one an engineer would say it was for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Final

from fmplan.dates.day import Day
from fmplan.dates.ranges import parse_day
from fmplan.schedules.act import Act
from fmplan.schedules.due import calendar_parts
from fmplan.schedules.series import Series
from fmplan.schedules.slots import Slot
from fmplan.schedules.task import After, Event, OncePer, period_days

LONG: Final = 366.0
"""The period, in days, of rules without one of their own, such as a list of dates."""


def period_on(series: Series, day: Day) -> float:
    """Return how many days lie between two dates, about, by the form of the rule that holds on a day."""
    return period_days(series.timing_on(day)) or LONG


def opening_days(series: Series, slots: Sequence[Slot]) -> list[Day]:
    """Return from which day on each slot may be meant: when it is due, or when what it follows was done."""
    timing = series.task.timing
    if isinstance(timing, Event):
        return [parse_day(slot.name) for slot in slots]
    if isinstance(timing, After):
        return [min(slot.target, timing.within.after(slot.due, -1)) for slot in slots]
    return [slot.due for slot in slots]


def slot_meant(
    series: Series, slots: Sequence[Slot], opening: Sequence[Day], act: Act, is_open: Callable[[Slot], bool]
) -> Slot | None:
    """Return the open slot that an act is for by its day alone, given the `opening_days`; None where it is for none.

    A larger task closes the next of this one, however far it is.
    """
    timing = series.timing_on(act.on)
    if isinstance(timing, OncePer):
        return _oldest_of_period(series, slots, timing, act.on, is_open)
    here = bisect_right(opening, act.on)
    for number in range(here - 1, -1, -1):
        if not act.by and act.on - opening[number] >= period_on(series, opening[number]):
            break
        if is_open(slots[number]):
            return slots[number]
    if isinstance(timing, Event) or (isinstance(timing, After) and not act.by):
        return None  # nobody looks at the damage before the storm, nor takes the sample before the cleaning
    for number in range(here, len(opening)):
        if not act.by and _is_too_far(series, act.on, opening[number]):
            break
        if is_open(slots[number]):
            return slots[number]
    return None


def _oldest_of_period(
    series: Series, slots: Sequence[Slot], timing: OncePer, on: Day, is_open: Callable[[Slot], bool]
) -> Slot | None:
    whole = calendar_parts(timing.period, 1, on, on, series.task.season)
    if not whole:
        return None
    start, end = whole[0].start, whole[-1].end
    return next((one for one in slots if start <= one.due <= end and is_open(one)), None)


def _is_too_far(series: Series, on: Day, due: Day) -> bool:
    keep = series.task.keep_anchor
    return due - on > period_on(series, due) // 2 if keep is None else on < keep.after(due, -1)
