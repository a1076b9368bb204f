"""Shifting: from the day a date would like to stand on to one on which people work (docs/dates.md, 1 and 3)."""

from __future__ import annotations

from typing import NamedTuple

from fmplan.assets.timing_form import Shift
from fmplan.dates.day import Day
from fmplan.dates.ranges import DateRange
from fmplan.schedules.ground import LONG_CLOSURE, Ground
from fmplan.schedules.occurrence import Because, Detail, Move
from fmplan.schedules.slots import Slot


class Placement(NamedTuple):
    """Where a slot was placed, over which moves; `troubled` says why nobody works there, where nothing else is left."""

    day: Day
    moved: tuple[Move, ...] = ()
    troubled: tuple[Detail, ...] = ()


def placed(ground: Ground, slot: Slot, previous: Day | None, half: int) -> Placement | None:
    """Return the working day a slot is moved to inside its bounds; None where the date is dropped.

    `previous` is the visit before, None where there is none; `half` is half the period in days: no visit is
    laid nearer than that behind the one before, when an eve is spread.
    """
    target, shift = slot.target, ground.terrain.shift
    moved: tuple[Move, ...] = ()
    if target != slot.due and slot.high is not None:
        moved = (Move(slot.due, target, Because.PLACED, (DateRange(slot.low, slot.high),)),)
    days = ground.terrain.days
    if shift is Shift.KEEP or days.is_working(target):
        return Placement(target, moved)
    if shift is Shift.SKIP:
        return None
    low = max(slot.low, ground.series.begin)
    day = _working_day(ground, target, low, slot.high, previous, half)
    why = days.why(target)
    if day is None:
        return Placement(target, moved, why)
    is_eve = day < target and ground.terrain.under_cap and ground.lost_around(target) >= LONG_CLOSURE
    return Placement(day, (*moved, Move(target, day, Because.EVE if is_eve else Because.NO_WORK, why)))


def _working_day(
    ground: Ground, target: Day, low: Day, high: Day | None, previous: Day | None, half: int
) -> Day | None:
    earlier = ground.nearest(target, -1, low, high)
    later = ground.nearest(target, 1, low, high)
    if earlier is None or later is None:
        day = earlier if earlier is not None else later
    else:
        day = preferred(ground.terrain.shift, target, earlier, later)
    if day is not None and day == earlier and ground.terrain.under_cap:
        return _spread_over_the_eve(ground, target, day, low, previous, half)
    return day


def preferred(shift: Shift, target: Day, earlier: Day, later: Day) -> Day:
    """Return which of the working days around a day off a shift takes; of two equally near the earlier."""
    if shift is Shift.NEAREST:
        return earlier if target - earlier <= later - target else later
    return earlier if shift is Shift.EARLIER else later


def _spread_over_the_eve(ground: Ground, target: Day, eve: Day, low: Day, previous: Day | None, half: int) -> Day:
    """Lay a visit by the asset's hash over as many working days before a long closure as it takes away."""
    lost = ground.lost_around(target)
    if lost < LONG_CLOSURE:
        return eve
    earliest = low if previous is None else max(low, previous + half)
    choice: list[Day] = []
    day: Day | None = eve if eve >= earliest else None
    while day is not None and len(choice) < lost:
        choice.append(day)
        day = ground.nearest(day - 1, -1, earliest)
    return choice[ground.series.number % len(choice)] if choice else eve
