"""Planning a series whose dates stand each by itself, with what the logbook says of it.

It gives what `course.py` would give: ten thousand assets with two years of logbook have half a million dates.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Hashable, Iterator, Sequence
from itertools import chain
from typing import Final, overload

from msgspec import Struct

from fmplan.assets.timing_form import Shift
from fmplan.dates.day import ISO, Day
from fmplan.dates.dayset import Days, days_of, each_of, span_of
from fmplan.dates.ranges import parse_day
from fmplan.logbook.closed import Closed
from fmplan.logbook.entries import Logbook
from fmplan.schedules.act import Act, ActKind
from fmplan.schedules.acts import KINDS
from fmplan.schedules.arranging import as_arranged
from fmplan.schedules.direct import occurrence_at, one_visit_a_day, working_day
from fmplan.schedules.ground import Ground, Terrain
from fmplan.schedules.history import NONE, Closing, History
from fmplan.schedules.likeness import is_shared, likeness
from fmplan.schedules.matching import fixed_history, looked_ahead
from fmplan.schedules.occurrence import Because, Move, Occurrence, Status
from fmplan.schedules.series import Series
from fmplan.schedules.slots import Slot, due_dates
from fmplan.schedules.status import OWED, arranged_status, closed_status, collapses
from fmplan.schedules.task import Task, period_days


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
        one = _with_history(series, ground, history, due, today)
        if one is not None and start <= one.planned <= end:
            found.append(one)
    if history.arranged:
        found.sort(key=lambda one: (one.planned, one.due))
    return one_visit_a_day(found) if terrain.moves or history.arranged else found


class ByName:
    """Plans the series of one task and calendar whose entries each close a date of its own by naming it.

    So it is for nearly all of a register, and then no date looks at another: what is open is what the rule gives
    without what is closed. `span` is the range, and the day it is seen on;
    with `only_open` what was closed may be left out. `closed` is what was found in reading the logbook, by asset.
    """

    def __init__(
        self,
        task: Task,
        terrain: Terrain,
        span: tuple[Day, Day, Day],
        horizon: Day,
        logbook: Logbook,
        *,
        only_open: bool,
    ) -> None:
        start, end, _ = span
        self.terrain = terrain
        self.moves = terrain.moves
        self.span = span
        self.logbook = logbook
        self.closed = logbook.closings.by_task.get(task.id, {})
        self._horizon = horizon
        self._only_open = only_open
        self._shares = is_shared(task)
        self._dues: dict[Hashable, Dues] = {}
        margin = terrain.days.longest_closure if self.moves else 0
        self._low, self._high = start - margin, min(end + margin, terrain.days.last)

    @staticmethod
    def fits(task: Task) -> bool:
        """Tell whether series of a task can be planned so."""
        alone = task.keep_anchor is None and task.rotation is None and task.id == task.bare_id
        return alone and not collapses(task)

    def lay_out(self, series: Series, closed: Closed) -> Sequence[Occurrence] | None:
        """Return the occurrences of a series; None where an entry is not as it should be."""
        dues = self._dues_of(series)
        first, days, is_all = closed
        if not is_all or first < series.begin or days | dues.days != dues.days or (days and series.older):
            return None
        open_ = dues.looked_at
        open_ ^= open_ & days
        if not self._only_open:
            return LaidOut(series, self, dues, open_)
        return LaidOut(series, self, dues, open_).still_open() if open_ or dues.before else ()

    def _dues_of(self, series: Series) -> Dues:
        if not self._shares or series.asset.suspended:
            return self._reckoned(series)
        key = likeness(series, series.begin)
        found = self._dues.get(key)
        if found is None:
            found = self._dues[key] = self._reckoned(series)
        return found

    def _reckoned(self, series: Series) -> Dues:
        dues = due_dates(series, series.begin, self._horizon)
        since = self.logbook.since
        before = [due for due in dues[: bisect_left(dues, since)] if self._low <= due <= self._high]
        days = days_of(dues, since)
        return Dues(dues, before, days, days & span_of(self._low, self._high, since))


class Dues(Struct, frozen=True):
    """The due days of a series, earliest first.

    `days` are those from the first that a logbook can close by name, as a set, and `looked_at` those of them that may
    be planned in the range; `before` are such that lie before them.
    """

    dues: Sequence[Day]
    before: Sequence[Day]
    days: Days
    looked_at: Days


class LaidOut(Sequence[Occurrence]):
    """The occurrences of a series inside a range, each closed by name or open, made when they are looked at.

    Ten thousand assets with two years of logbook have half a million that were done: who asks what is owed need not
    look at them.
    """

    __slots__ = ("_by_name", "_dates", "_dues", "_open", "series")

    def __init__(self, series: Series, by_name: ByName, dues: Dues, open_: Days) -> None:
        """`open_` are the due days that nobody closed, of those that may be planned in the range."""
        self.series = series
        self._by_name = by_name
        self._dues = dues
        self._open = open_
        self._dates: list[Occurrence] | None = None

    @property
    def terrain(self) -> Terrain:
        """What is shared by the series of its task and calendar."""
        return self._by_name.terrain

    def still_open(self) -> Sequence[Occurrence]:
        """Return those that nobody closed, earliest first."""
        if not self._open and not self._dues.before:
            return ()
        terrain = self.terrain
        if terrain.moves and period_days(self.series.task.timing) <= terrain.days.longest_closure:
            # Two of them may be moved onto one day.
            return [one for one in self if one.status not in _CLOSED]
        start, end, today = self._by_name.span
        ground = Ground(self.series, terrain)
        found = []
        for due in chain(self._dues.before, each_of(self._open, self._by_name.logbook.since)):
            one = _with_history(self.series, ground, NONE, due, today)
            if one is not None and start <= one.planned <= end:
                found.append(one)
        return found

    def _all(self) -> list[Occurrence]:
        if self._dates is None:
            asset = self.series.asset
            entries = self._by_name.logbook.entries_of((asset.id, *asset.formerly), self.series.task.id)
            named = [(entry.for_, entry) for entry in entries if entry.for_ is not None]
            closings = {name: Closing(KINDS[entry.kind], entry.on, entry) for name, entry in named}
            of = Recorded(self._dues.dues, History(closings=closings))
            self._dates = plan_recorded(self.series, self.terrain, of, *self._by_name.span)
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
    # Asked of every series; `isinstance` of a Sequence takes ten times as long.
    return dates.still_open() if type(dates) is LaidOut else dates


def newest_given(series: Series, terrain: Terrain, of: Recorded, today: Day) -> Day:
    """Return the due day of the newest date that was done or is overdue: of what collapses, none before it is owed."""
    ground = Ground(series, terrain)
    done = max((name for name, one in of.history.closings.items() if one.kind is ActKind.DONE), default=None)
    newest = today + (terrain.days.longest_closure if terrain.moves else 0)
    newest = newest if done is None else max(newest, parse_day(done[:10]))  # an extra visit has a plus behind
    standing: set[Day] = set()
    for due in reversed(of.dues[: bisect_right(of.dues, min(newest, terrain.days.last))]):
        one = _with_history(series, ground, of.history, due, today)
        if one is None or one.status is Status.SKIPPED:
            continue
        # What was moved onto the day of a later date is covered by it, and not overdue itself.
        if one.done_on is not None or (one.status in OWED and one.planned not in standing):
            return due
        standing.add(one.planned)
    return 0


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
    return one._replace(status=arranged_status(arranged, one.status, today))
