"""The ground a series may stand on: the working days of its team, without quiet ones, in season and in use."""

from __future__ import annotations

from msgspec import Struct

from fmplan.assets.timing_form import Shift
from fmplan.dates.day import Day
from fmplan.dates.workdays import WorkingDays
from fmplan.schedules.calendars import Calendars
from fmplan.schedules.series import Series
from fmplan.schedules.slots import is_usable
from fmplan.schedules.task import Before, Task

LONG_CLOSURE = 3
"""From so many working days taken away, visits are spread over the days around a closure (docs/dates.md, 3)."""


class Terrain(Struct, frozen=True):
    """What the series of one task and calendar share: working days, with and without quiet ones, and the shift.

    `days` are without the quiet days, `workdays` with them. `under_cap` says that the task has a cap or covers
    one that has: its visits are not heaped on the eve of a long closure.
    """

    days: WorkingDays
    workdays: WorkingDays
    shift: Shift
    under_cap: bool

    @property
    def moves(self) -> bool:
        """Whether any date can be moved by a day without work."""
        return self.shift is not Shift.KEEP and self.days.longest_closure > 0


class Ground(Struct, frozen=True):
    """The terrain of one series, cut to its life, its season and what its asset is suspended for."""

    series: Series
    terrain: Terrain

    def holds(self, day: Day) -> bool:
        """Tell whether the series can be worked on a day; under `shift: keep` it can on days off too."""
        works = self.terrain.shift is Shift.KEEP or self.terrain.days.is_working(day)
        return works and self._is_in_life(day) and is_usable(self.series.asset, self.series.task.season, day)

    def nearest(self, day: Day, step: int, low: Day, high: Day | None = None) -> Day | None:
        """Return the nearest working day from `day` on in one direction (`step` is 1 or -1), inside low..high.

        None where there is none before the season, the life or a suspension of the asset bars the way.
        """
        days = self.terrain.days
        if not days.first <= day <= days.last:
            return None
        found = days.before_or_on(day) if step < 0 else days.on_or_after(day)
        if found == 0 or found < low or (high is not None and found > high) or not self._is_in_life(found):
            return None
        return found if is_usable(self.series.asset, self.series.task.season, found) else None

    def between(self, start: Day, end: Day) -> list[Day]:
        """Return every day of start..end on which the series can be worked on, earliest first."""
        days, asset, season = self.terrain.days, self.series.asset, self.series.task.season
        start, end = max(start, days.first, self.series.begin), min(end, days.last)
        return [day for day in range(start, end + 1) if days.is_working(day) and is_usable(asset, season, day)]

    def lost_around(self, day: Day) -> int:
        """Return how many working days the closure around a day takes away; 0 on a working day."""
        closure = self.terrain.days.closure_around(day)
        return 0 if closure is None else self.terrain.days.lost(closure)

    def _is_in_life(self, day: Day) -> bool:
        return day >= self.series.begin and (self.series.end is None or day <= self.series.end)


class Terrains:
    """The terrain of each task and calendar, made when it is asked for; `default` is the shift of the estate."""

    def __init__(self, calendars: Calendars, default: Shift) -> None:
        self._calendars = calendars
        self._default = default
        self._known: dict[tuple[int, str, bool], Terrain] = {}

    def of(self, series: Series, *, covers_capped: bool) -> Terrain:
        """Return the terrain of a series; `covers_capped` says that its task covers one that has a cap."""
        task = series.task
        key = (id(task), series.calendar, covers_capped)
        terrain = self._known.get(key)
        if terrain is None:
            shift = shift_of(task, self._default, covers_capped=covers_capped)
            terrain = self._known[key] = Terrain(
                self._calendars.days_for(series.calendar, task.impact),
                self._calendars.days(series.calendar),
                shift,
                covers_capped or task.max_gap is not None,
            )
        return terrain


def shift_of(task: Task, default: Shift, *, covers_capped: bool) -> Shift:
    """Return what a day without work does to a task; `default` is what the estate says of those that do not.

    What hangs on the logbook has one open date, and no other comes before it is done: that one is never dropped.
    """
    shift = _said_of(task, default, covers_capped=covers_capped)
    return Shift.LATER if shift is Shift.SKIP and task.hangs_on_the_logbook else shift


def _said_of(task: Task, default: Shift, *, covers_capped: bool) -> Shift:
    if task.shift is not None:
        return task.shift
    if task.max_gap is not None or covers_capped or isinstance(task.timing, Before):
        return Shift.EARLIER
    if 0 < task.period_days < 7:
        return Shift.KEEP
    return default
