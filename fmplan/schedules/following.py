"""Tasks that hang on another: after each of its occurrences, or so long before it or before a holiday."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fmplan.dates.day import ISO, Day
from fmplan.dates.ranges import DateRange
from fmplan.schedules.ground import Terrain
from fmplan.schedules.occurrence import Occurrence
from fmplan.schedules.series import Series
from fmplan.schedules.slots import Slot, is_usable
from fmplan.schedules.task import After, Before


def leader_of(series: Series) -> str | None:
    """Return the bare id of the task a series follows; None for one that stands by itself."""
    match series.task.timing:
        case After(task=task):
            return task
        case Before(task=task):
            return task
    return None


def slots_after(series: Series, after: After, leaders: Iterable[Occurrence], terrain: Terrain) -> list[Slot]:
    """Return a slot for each occurrence of the leader: the first working day after it, due `within` of it."""
    slots = []
    for leader in leaders:
        due = after.within.after(leader.planned)
        target = _first_working_day(terrain, leader.planned + 1)
        slots.append(Slot(due, target, target, max(due, target), _tail(leader)))
    return _in_life(series, slots)


def slots_before(series: Series, before: Before, leaders: Iterable[Occurrence]) -> list[Slot]:
    """Return a slot for each occurrence of the leader, `by` before its planned day.

    Here alone `due` moves with the leader; one that would lie before the series begins counts as its begin.
    """
    slots = []
    for leader in leaders:
        due = max(before.by.after(leader.planned, -1), series.begin)
        slots.append(Slot(due, due, series.begin, max(due, leader.planned), _tail(leader)))
    return _in_life(series, slots)


def slots_before_holiday(series: Series, before: Before, blocks: Sequence[DateRange]) -> list[Slot]:
    """Return a slot for each run of days off the holiday lies in, `by` before its first day."""
    dues = [before.by.after(block.start, -1) for block in blocks]
    return _in_life(series, [Slot(due, due, series.begin, due) for due in dues if due >= series.begin])


def _tail(leader: Occurrence) -> str:
    return leader.tail or ISO[leader.due]


def _in_life(series: Series, slots: list[Slot]) -> list[Slot]:
    asset, season = series.asset, series.task.season
    end = series.end
    return [
        slot
        for slot in slots
        if is_usable(asset, season, slot.due) and slot.target >= series.begin and (end is None or slot.due <= end)
    ]


def _first_working_day(terrain: Terrain, day: Day) -> Day:
    found = terrain.days.on_or_after(day) if day <= terrain.days.last else 0
    return found or day
