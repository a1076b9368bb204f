"""Tasks that hang on another: after each of its occurrences, or so long before it or before a holiday."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from fmplan.dates.day import ISO, Day
from fmplan.dates.ranges import DateRange
from fmplan.logbook.entry import Entry
from fmplan.schedules.act import ActKind
from fmplan.schedules.ground import Terrain
from fmplan.schedules.history import Closing, History
from fmplan.schedules.numbering import number_in
from fmplan.schedules.occurrence import Occurrence, Status
from fmplan.schedules.series import Series
from fmplan.schedules.slots import Slot, is_usable
from fmplan.schedules.task import After, Before, Event

_NOTHING: Final[Mapping[str, Day]] = {}


def leader_of(series: Series) -> str | None:
    """Return the bare id of the task a series follows; None for one that stands by itself."""
    match series.task.timing:
        case After(task=task):
            return task
        case Before(task=task):
            return task
    return None


def slots_after(
    series: Series, after: After, leaders: Sequence[Occurrence], terrain: Terrain, closed: Mapping[str, Day] = _NOTHING
) -> list[Slot]:
    """Return a slot for each occurrence of the leader: the first working day after it, due `within` of it.

    One whose leader was skipped is dropped, unless it was `closed` itself, on the day that is told by its name.
    """
    slots = list(_left_behind(series, leaders, closed))
    for leader in leaders:
        if leader.status is Status.SKIPPED and _tail(leader) not in closed:
            continue
        day = leader.done_on or leader.planned
        due = after.within.after(day)
        target = _first_working_day(terrain, day + 1)
        slots.append(Slot(due, target, target, max(due, target), _tail(leader)))
    return _in_life(series, slots)


def slots_before(
    series: Series, before: Before, leaders: Sequence[Occurrence], closed: Mapping[str, Day] = _NOTHING
) -> list[Slot]:
    """Return a slot for each occurrence of the leader, `by` before its planned day.

    Here alone `due` moves with the leader; one that would lie before the series begins counts as its begin. One
    whose leader was skipped is dropped, unless it was `closed` itself.
    """
    slots = list(_left_behind(series, leaders, closed))
    for leader in leaders:
        if leader.status is Status.SKIPPED and _tail(leader) not in closed:
            continue
        due = max(before.by.after(leader.planned, -1), series.begin)
        slots.append(Slot(due, due, series.begin, max(due, leader.planned), _tail(leader)))
    return _in_life(series, slots)


def slots_before_holiday(series: Series, before: Before, blocks: Sequence[DateRange]) -> list[Slot]:
    """Return a slot for each run of days off the holiday lies in, `by` before its first day."""
    dues = [before.by.after(block.start, -1) for block in blocks]
    return _in_life(series, [Slot(due, due, series.begin, due) for due in dues if due >= series.begin])


def slots_of_events(series: Series, event: Event, entries: Iterable[Entry], terrain: Terrain) -> list[Slot]:
    """Return a slot for each day on which the event was entered in the logbook, due `within` that long of it."""
    slots = []
    for day in sorted({entry.on for entry in entries if entry.on >= series.begin}):
        due = event.within.after(day)
        target = _first_working_day(terrain, day + 1)
        slots.append(Slot(due, target, target, max(due, target), ISO[day]))
    return _in_life(series, slots)


def led(history: History, leaders: Iterable[Occurrence]) -> History:
    """Return a history in which what precedes a leader that is done was done with it at the latest."""
    closings = dict(history.closings)
    for leader in leaders:
        name = _tail(leader)
        if leader.done_on is not None and name not in closings:
            by = leader.series.task.bare_id
            closings[name] = Closing(ActKind.DONE, leader.done_on, None, by, leader.covered_by or leader.key)
    return replace(history, closings=closings)


def _left_behind(series: Series, leaders: Sequence[Occurrence], closed: Mapping[str, Day]) -> Iterator[Slot]:
    """Yield a slot for what was closed and whose leader is not in sight, on the day it was closed.

    The entry of a floating leader may be undone, or come later; its forecast may lie further than the plan looks; an
    extra visit is not asked for any more. What followed it was done all the same, and is no other date's.
    """
    tails = {_tail(leader): leader.done_on is not None or leader.status is Status.SKIPPED for leader in leaders}
    newest = max((number_in(tail) for tail, is_closed in tails.items() if is_closed), default=0)
    for name, day in closed.items():
        if name in tails or day < series.begin:
            continue
        if 0 < number_in(name) <= newest + _IN_SIGHT or ("+" in name and name.partition("+")[0] in tails):
            yield Slot(day, day, series.begin, day, name)


_IN_SIGHT: Final = 2
"""After the newest closed one comes the open one, and the first of the forecasts."""


def _tail(leader: Occurrence) -> str:
    return leader.tail or ISO[leader.due]


def _in_life(series: Series, slots: list[Slot]) -> list[Slot]:
    asset, season = series.asset, series.task.season
    end = series.end
    # Leaders that were done out of their order leave what follows them out of order.
    return sorted(
        slot
        for slot in slots
        if is_usable(asset, season, slot.due) and slot.target >= series.begin and (end is None or slot.due <= end)
    )


def _first_working_day(terrain: Terrain, day: Day) -> Day:
    found = terrain.days.on_or_after(day) if day <= terrain.days.last else 0
    return found or day
