"""Planning a series whose dates look neither back nor at their neighbours: most of a register, so it is fast.

No cap, no least gap, no covering: each date is the rule's, moved off days without work, or stands in its
own calendar period. It gives what `course.py` would give, for one date as for ten thousand.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import overload

from fmplan.assets.timing_form import Shift
from fmplan.dates.day import Day
from fmplan.schedules.expiry import CONTRACT
from fmplan.schedules.ground import Ground, Terrain
from fmplan.schedules.likeness import is_shared, likeness
from fmplan.schedules.occurrence import Because, Move, Occurrence, Status
from fmplan.schedules.series import Series
from fmplan.schedules.shifting import placed, preferred
from fmplan.schedules.slots import due_dates, slots_within
from fmplan.schedules.status import open_status
from fmplan.schedules.task import Ages, Basis, Dates, Every, OncePer, Recurrence, Task

_NO_MOVES: tuple[Move, ...] = ()

_BY_ITSELF = (Every, Ages, Recurrence, Dates)


def is_direct(task: Task) -> bool:
    """Tell whether the dates of a task stand each by itself."""
    return (
        (isinstance(task.timing, _BY_ITSELF) or is_in_periods(task))
        and task.max_gap is None
        and not task.expires
        and task.bare_id != CONTRACT
        and task.between is None
        and task.min_gap is None
        and task.basis is Basis.FIXED
        and all(isinstance(form.timing, _BY_ITSELF) for form in task.was)
    )


def is_in_periods(task: Task) -> bool:
    """Tell whether each date of a task stands in a calendar period of its own, and always did."""
    return isinstance(task.timing, OncePer) and not task.was and task.rotation is None


class Alike(Sequence[Occurrence]):
    """The occurrences of one series that has its dates in common with others, made when they are looked at.

    `model` are those of the first such series: only the series is another. Exports write it once for all.
    """

    __slots__ = ("model", "series")

    def __init__(self, series: Series, model: Sequence[Occurrence]) -> None:
        self.series = series
        self.model = model

    def __len__(self) -> int:
        return len(self.model)

    def __iter__(self) -> Iterator[Occurrence]:
        new, series = tuple.__new__, (self.series,)
        return (new(Occurrence, series + one[1:]) for one in self.model)

    @overload
    def __getitem__(self, at: int) -> Occurrence: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Occurrence]: ...
    def __getitem__(self, at: int | slice) -> Occurrence | Sequence[Occurrence]:
        return tuple(self)[at] if isinstance(at, slice) else self.model[at]._replace(series=self.series)


class DirectPlanner:
    """Plans the series of one task and calendar inside start..end; those alike share their dates.

    `is_direct` tells whether it can: whether their dates stand each by itself; `is_alone` that the task covers
    none either. `is_in_periods` tells that each stands in a calendar period, which what was recorded is for; `moves`
    whether a day without work can move a date.
    """

    def __init__(self, task: Task, terrain: Terrain, start: Day, end: Day, today: Day) -> None:
        self.terrain = terrain
        self.is_direct = is_direct(task)
        self.is_alone = self.is_direct and not task.covers
        self.is_in_periods = is_in_periods(task)
        self.moves = terrain.moves
        self._span = (start, end, today)
        self._shares = is_shared(task)
        self._models: dict[Hashable, Sequence[Occurrence]] = {}
        self._stranded: dict[int, bool] = {}

    def occurrences_of(self, series: Series) -> Sequence[Occurrence]:
        """Return the occurrences of a series, earliest first."""
        if not self._shares or series.asset.suspended:
            return plan_directly(series, self.terrain, *self._span)
        key = likeness(series, self._span[0])
        model = self._models.get(key)
        if model is None:
            model = plan_directly(series, self.terrain, *self._span)
            if any(one.covered_by for one in model):  # by a key, which is the series' own
                return model
            self._models[key] = model
        return Alike(series, model)

    def strands(self, dates: Sequence[Occurrence]) -> bool:
        """Tell whether one of the dates stands where nobody works; asked once for all that share them."""
        if type(dates) is not Alike:
            return any(not self.terrain.days.is_working(one.planned) for one in dates)
        found = self._stranded.get(id(dates.model))
        if found is None:
            found = self._stranded[id(dates.model)] = self.strands(dates.model)
        return found


def plan_directly(series: Series, terrain: Terrain, start: Day, end: Day, today: Day) -> list[Occurrence]:
    """Return the occurrences planned inside start..end, earliest first."""
    if isinstance(series.task.timing, OncePer):
        return _in_periods(series, terrain, start, end, today)
    days = terrain.days
    margin = 0 if terrain.shift is Shift.KEEP else days.longest_closure
    dues = due_dates(series, max(series.begin, start - margin), min(end + margin, days.last))
    if terrain.shift is not Shift.KEEP and days.longest_closure:
        # Only a move can bring two dates onto one day.
        return one_visit_a_day(_moved(series, terrain, dues, start, end, today))
    task = series.task
    late = task.late
    new = tuple.__new__
    if dues and dues[0] - task.early > today:
        planned = Status.PLANNED
        return [
            new(Occurrence, (series, due, due, due + late, planned, None, _NO_MOVES, None, None, (), None))
            for due in dues
        ]
    return [occurrence_at(series, due, due, _NO_MOVES, today) for due in dues]


def _moved(series: Series, terrain: Terrain, dues: list[Day], start: Day, end: Day, today: Day) -> list[Occurrence]:
    days, shift = terrain.days, terrain.shift
    ground = Ground(series, terrain)
    earlier, first = days.earlier, days.first
    found = []
    for due in dues:
        if earlier[due - first] == due:
            if start <= due <= end:
                found.append(occurrence_at(series, due, due, _NO_MOVES, today))
            continue
        if shift is Shift.SKIP:
            continue
        planned = working_day(ground, due)
        if start <= planned <= end:
            moves = _NO_MOVES if planned == due else (Move(due, planned, Because.NO_WORK, days.why(due)),)
            found.append(occurrence_at(series, due, planned, moves, today))
    return found


def _in_periods(series: Series, terrain: Terrain, start: Day, end: Day, today: Day) -> list[Occurrence]:
    ground = Ground(series, terrain)
    found = []
    for slot in slots_within(series, start, end):
        # Without a cap no visit looks at the one before, and none leaves its period.
        placement = placed(ground, slot, None, 0)
        if placement is not None and start <= placement.day <= end:
            found.append(occurrence_at(series, slot.due, placement.day, placement.moved, today))
    return found


def working_day(ground: Ground, due: Day) -> Day:
    """Return the working day that a date by itself is moved to; the date itself where there is none."""
    begin = ground.series.begin
    earlier, later = ground.nearest(due, -1, begin), ground.nearest(due, 1, begin)
    if earlier is None or later is None:
        return earlier or later or due
    return preferred(ground.terrain.shift, due, earlier, later)


def occurrence_at(series: Series, due: Day, planned: Day, moves: tuple[Move, ...], today: Day) -> Occurrence:
    """Return one open occurrence that stands by itself."""
    task = series.task
    latest = max(due + task.late, planned)
    return Occurrence(series, due, planned, latest, open_status(task, due, planned, latest, None, today), None, moves)


def one_visit_a_day(dates: list[Occurrence]) -> list[Occurrence]:
    """Let the last of several dates on one day stand, done or not, and cover the open others (docs/dates.md, 1)."""
    if all(one.planned != other.planned for one, other in pairwise(dates)):
        return dates
    result: list[Occurrence] = []
    for _, same in groupby(dates, key=lambda one: one.planned):
        group = list(same)
        last = next((one for one in reversed(group) if one.status is not Status.SKIPPED), None)
        others = [one for one in group if one is not last and one.done_on is None and one.status is not Status.SKIPPED]
        for one in group:
            if one is last:
                result.append(one._replace(covers=tuple(other.key for other in others)) if others else one)
            elif one in others and last is not None:
                result.append(one._replace(status=Status.COVERED, covered_by=last.key))
            else:
                result.append(one)
    return result
