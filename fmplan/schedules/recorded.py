"""Planning a series whose dates stand each by itself, with what the logbook says of it.

It gives what `course.py` would give: ten thousand assets with two years of logbook have half a million dates.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence

from msgspec import Struct

from fmplan.assets.timing_form import Shift
from fmplan.dates.day import ISO, Day
from fmplan.dates.ranges import parse_day
from fmplan.schedules.act import Act, ActKind
from fmplan.schedules.arranging import as_arranged
from fmplan.schedules.direct import occurrence_at, one_visit_a_day, working_day
from fmplan.schedules.ground import Ground, Terrain
from fmplan.schedules.history import Closing, History
from fmplan.schedules.matching import fixed_history, looked_ahead
from fmplan.schedules.occurrence import Because, Move, Occurrence, Status
from fmplan.schedules.series import Series
from fmplan.schedules.slots import Slot, due_dates
from fmplan.schedules.status import OWED, arranged_status, closed_status


class Recorded(Struct, frozen=True):
    """The due days of a series, earliest first, and what the logbook says of them."""

    dues: Sequence[Day]
    history: History


def recorded(series: Series, acts: Sequence[Act], horizon: Day) -> Recorded:
    """Return the due days of a series whose dates stand each by itself, and their history.

    Nearly always each act names the due date it closes: then no slots need to be laid out.
    """
    dues = due_dates(series, series.begin, horizon)
    names = {ISO[due] for due in dues}
    if series.task.keep_anchor is None and all(_is_simple(act, names) for act in acts):
        closings = {act.named: Closing(act.kind, act.on, act.entry, act.by) for act in acts if act.named is not None}
        if len(closings) == len(acts):
            return Recorded(dues, History(closings=closings))
    far = looked_ahead(series, acts, horizon)
    dues = dues if far == horizon else due_dates(series, series.begin, far)
    history = fixed_history(series, [Slot(due, due, series.begin) for due in dues], acts)
    return Recorded([slot.due for slot in history.slots], history)


def _is_simple(act: Act, names: Container[str]) -> bool:
    return act.named in names and act.next is None and act.kind in {ActKind.DONE, ActKind.SKIPPED}


def plan_recorded(series: Series, terrain: Terrain, of: Recorded, start: Day, end: Day, today: Day) -> list[Occurrence]:
    """Return the occurrences planned inside start..end, earliest first, with what the logbook says of them."""
    days, dues, history = terrain.days, of.dues, of.history
    margin = days.longest_closure if terrain.moves else 0
    low, high = bisect_left(dues, start - margin), bisect_right(dues, min(end + margin, days.last))
    wanted = dues[low:high]
    if history.arranged:
        wanted = sorted({*wanted, *(due for due in dues if due <= days.last and ISO[due] in history.arranged)})
    ground = Ground(series, terrain)
    found = []
    for due in wanted:
        one = date_with_history(series, ground, history, due, today)
        if one is not None and start <= one.planned <= end:
            found.append(one)
    if history.arranged:
        found.sort(key=lambda one: (one.planned, one.due))
    return one_visit_a_day(found) if terrain.moves or history.arranged else found


def newest_given(series: Series, terrain: Terrain, of: Recorded, today: Day) -> Day:
    """Return the due day of the newest date that was done or is overdue: of what collapses, none before it is owed."""
    ground = Ground(series, terrain)
    done = max((name for name, one in of.history.closings.items() if one.kind is ActKind.DONE), default=None)
    newest = today + (terrain.days.longest_closure if terrain.moves else 0)
    newest = newest if done is None else max(newest, parse_day(done[:10]))  # an extra visit has a plus behind
    standing: set[Day] = set()
    for due in reversed(of.dues[: bisect_right(of.dues, min(newest, terrain.days.last))]):
        one = date_with_history(series, ground, of.history, due, today)
        if one is None or one.status is Status.SKIPPED:
            continue
        # What was moved onto the day of a later date is covered by it, and not overdue itself.
        if one.done_on is not None or (one.status in OWED and one.planned not in standing):
            return due
        standing.add(one.planned)
    return 0


def date_with_history(series: Series, ground: Ground, history: History, due: Day, today: Day) -> Occurrence | None:
    """Return the occurrence of a due day, as its history tells; None where the date is dropped."""
    name = ISO[due]
    planned = due
    moves: tuple[Move, ...] = ()
    days = ground.terrain.days
    closing = history.closings.get(name)
    if ground.terrain.moves and not days.is_working(due):
        if ground.terrain.shift is not Shift.SKIP:
            planned = working_day(ground, due)
            moves = () if planned == due else (Move(due, planned, Because.NO_WORK, days.why(due)),)
        elif closing is None:
            return None
    if closing is not None:
        status = closed_status(closing)
        done = None if closing.kind is ActKind.SKIPPED else closing.on
        latest = max(due + series.task.late, planned)
        return Occurrence(series, due, planned, latest, status, None, moves, None, None, (), done)
    arranged = history.arranged.get(name)
    if arranged is None:
        return occurrence_at(series, due, planned, moves, today)
    planned, moves = as_arranged(arranged, planned, moves)
    one = occurrence_at(series, due, planned, moves, today)
    return one._replace(status=arranged_status(arranged, one.status, today))
