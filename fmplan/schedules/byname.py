"""Planning a series whose entries each close a date of its own by naming it: so it is of nearly all of a register.

No date looks at another there, and no entry need be looked at to tell what is open.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from itertools import chain
from typing import Final, overload

from msgspec import Struct

from fmplan.dates.day import Day
from fmplan.dates.dayset import Days, days_of, each_of, span_of
from fmplan.logbook.closed import Closed
from fmplan.logbook.entries import Logbook
from fmplan.schedules.acts import KINDS
from fmplan.schedules.ground import Ground, Terrain
from fmplan.schedules.history import NONE, Closing, History
from fmplan.schedules.likeness import is_shared, likeness
from fmplan.schedules.occurrence import Occurrence, Status
from fmplan.schedules.recorded import Recorded, date_with_history, plan_recorded
from fmplan.schedules.series import Series
from fmplan.schedules.slots import due_dates
from fmplan.schedules.status import collapses
from fmplan.schedules.task import Task, period_days


class ByName:
    """Plans the series of one task and calendar whose entries each close a date of its own by naming it.

    What is open is what the rule gives without what is closed. `span` is the range, and the day it is seen on; with
    `only_open` what was closed may be left out. `closed` is what was found in reading the logbook, by asset.
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
            one = date_with_history(self.series, ground, NONE, due, today)
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
