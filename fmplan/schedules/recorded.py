"""Planning a series whose dates stand each by itself, with what the logbook says of it.

It gives what `course.py` would give: ten thousand assets with two years of logbook have half a million dates.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, overload

from fmplan.assets.timing_form import Shift
from fmplan.dates.day import ISO, Day
from fmplan.logbook.entry import Entry, Kind
from fmplan.schedules.acts import KINDS, NO_ACCESS
from fmplan.schedules.arranging import as_arranged
from fmplan.schedules.direct import occurrence_at, one_visit_a_day, working_day
from fmplan.schedules.ground import Ground, Terrain
from fmplan.schedules.history import NONE, Act, ActKind, Closing, History, fixed_history, looked_ahead
from fmplan.schedules.occurrence import Because, Move, Occurrence, Status
from fmplan.schedules.series import Series
from fmplan.schedules.slots import Slot, due_dates
from fmplan.schedules.status import OWED, arranged_status, closed_status
from fmplan.schedules.task import period_days


class Recorded(NamedTuple):
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
        one = _with_history(series, ground, history, due, today)
        if one is not None and start <= one.planned <= end:
            found.append(one)
    if history.arranged:
        found.sort(key=lambda one: (one.planned, one.due))
    return one_visit_a_day(found) if terrain.moves or history.arranged else found


class LaidOut(Sequence[Occurrence]):
    """The occurrences of a series inside a range, each closed by name or open, made when they are looked at.

    Ten thousand assets with two years of logbook have half a million that were done: who asks what is owed need not
    look at them.
    """

    __slots__ = ("_dates", "_entries", "_high", "_low", "_span", "dues", "series", "terrain")

    def __init__(
        self,
        series: Series,
        terrain: Terrain,
        dues: Sequence[Day],
        entries: Sequence[Entry],
        span: tuple[Day, Day, Day],
    ) -> None:
        """`entries` close each a date of its own, by name; `span` is the range and the day it is seen on."""
        self.series = series
        self.terrain = terrain
        self.dues = dues
        self._entries = entries
        self._span = span
        self._dates: list[Occurrence] | None = None

    def still_open(self) -> Iterator[Occurrence]:
        """Yield those that nobody closed, earliest first."""
        if self.terrain.moves and period_days(self.series.task.timing) <= self.terrain.days.longest_closure:
            # Two of them may be moved onto one day.
            yield from (one for one in self if one.status not in _CLOSED)
            return
        closed = {entry.for_ for entry in self._entries}
        start, end, today = self._span
        margin = self.terrain.days.longest_closure if self.terrain.moves else 0
        ground = Ground(self.series, self.terrain)
        last = min(end + margin, self.terrain.days.last)
        for due in self.dues[bisect_left(self.dues, start - margin) : bisect_right(self.dues, last)]:
            if ISO[due] not in closed:
                one = _with_history(self.series, ground, NONE, due, today)
                if one is not None and start <= one.planned <= end:
                    yield one

    def _all(self) -> list[Occurrence]:
        if self._dates is None:
            named = [(entry.for_, entry) for entry in self._entries if entry.for_ is not None]
            closings = {name: Closing(KINDS[entry.kind], entry.on, entry) for name, entry in named}
            of = Recorded(self.dues, History(closings=closings))
            self._dates = plan_recorded(self.series, self.terrain, of, *self._span)
        return self._dates

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[Occurrence]:
        return iter(self._all())

    @overload
    def __getitem__(self, at: int) -> Occurrence: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Occurrence]: ...
    def __getitem__(self, at: int | slice) -> Occurrence | Sequence[Occurrence]:
        return self._all()[at]


_CLOSED: Final = frozenset({Status.DONE, Status.SKIPPED, Status.COVERED})


def still_open(dates: Sequence[Occurrence]) -> Sequence[Occurrence]:
    """Return the dates of one series that nobody closed, and perhaps others: what is owed is among them."""
    return list(dates.still_open()) if isinstance(dates, LaidOut) else dates


def lay_out(
    series: Series,
    terrain: Terrain,
    by_task: Mapping[str, Sequence[Entry]],
    span: tuple[Day, Day, Day],
    horizon: Day,
) -> LaidOut | None:
    """Return the occurrences of a series whose entries each close by name a date of its own; None where some do not.

    `span` is the range, and the day it is seen on.
    """
    task = series.task
    if task.keep_anchor is not None or task.id != task.bare_id or (series.older and by_task.get(task.id)):
        return None
    entries = by_task.get(task.id, ())
    if any("/" in name for name in by_task) or (entries and entries[0].on < series.begin):
        return None
    dues = due_dates(series, series.begin, horizon)
    if entries:
        named = {
            entry.for_
            for entry in entries
            if entry.kind in _CLOSING_KINDS and entry.next is None and entry.result != NO_ACCESS
        }
        if len(named) != len(entries) or not named.issubset([ISO[due] for due in dues]):
            return None
    return LaidOut(series, terrain, dues, entries, span)


_CLOSING_KINDS: Final = frozenset({Kind.DONE.value, Kind.SKIPPED.value})


def newest_given(series: Series, terrain: Terrain, of: Recorded, today: Day) -> Day:
    """Return the due day of the newest date that was done or is overdue: of what collapses, none before it is owed."""
    ground = Ground(series, terrain)
    for due in reversed(of.dues[: bisect_right(of.dues, min(today + _DONE_EARLY, terrain.days.last))]):
        one = _with_history(series, ground, of.history, due, today)
        if one is not None and (one.done_on is not None or one.status in OWED):
            return due
    return 0


_DONE_EARLY: Final = 31
"""What comes weekly or oftener is not done earlier than this."""


def _with_history(series: Series, ground: Ground, history: History, due: Day, today: Day) -> Occurrence | None:
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
    return one._replace(status=arranged_status(arranged, one.status))
