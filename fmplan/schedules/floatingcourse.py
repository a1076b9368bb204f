"""The course of a floating series: from visit to visit, each due so long after the one before was done.

First come the closed ones, then the one that is open; what follows that is a forecast.
"""

from __future__ import annotations

from fmplan.dates.day import LAST_DAY, Day
from fmplan.schedules.act import ActKind
from fmplan.schedules.arranging import holds_under
from fmplan.schedules.caps import cap_day, last_resort
from fmplan.schedules.course import Course
from fmplan.schedules.floatingdue import due_after, due_on_grid
from fmplan.schedules.gauge import Gauge
from fmplan.schedules.gridshift import GridShift
from fmplan.schedules.ground import Ground
from fmplan.schedules.history import NONE, Closing, History, Link
from fmplan.schedules.occurrence import Because, Move
from fmplan.schedules.shifting import placed
from fmplan.schedules.slots import Slot
from fmplan.schedules.visit import Visit


class FloatingCourse(Course):
    """A floating series on its way from visit to visit."""

    __slots__ = ("_credited", "_gauge", "_grid", "_link")

    is_floating = True

    def __init__(
        self,
        ground: Ground,
        end: Day,
        today: Day,
        done: Day | None,
        history: History = NONE,
        gauge: Gauge | None = None,
    ) -> None:
        """`done` is the day last done before it begins, `end` where forecasts stop, `gauge` the meter it goes by."""
        super().__init__(ground, end, today, done, history)
        self._gauge = gauge
        self._grid = GridShift(self.series) if self.task.between is not None else None
        # The place of the next visit in the history, and the due day of a skipped one, from which it counts.
        self._link = 0
        self._credited: Day | None = None

    def _next(self) -> Visit | None:
        links = self.history.links
        if self._link < len(links):
            return self._closed(links[self._link])
        if self._link == len(links):
            return self._open()
        return self._forecast(self.previous, self._number)

    def _following(self, here: Visit) -> Visit | None:
        passed = self._counted_from(here.planned)
        if self._grid is not None:
            return self._at(self._grid.after(here.due, None, passed).due(), here.planned, self._number + 1)
        return self._forecast(passed, self._number + 1)

    def _go_on(self, here: Visit, day: Day) -> None:
        closing = here.closing
        if self._grid is not None:
            done = closing.on if closing is not None and closing.kind is ActKind.DONE else None
            passed = self._counted_from(day) if closing is None else here.due if done is None else done
            self._grid = self._grid.after(here.due, done, passed)
        if closing is None:
            self.previous = self._counted_from(day)
            self._credited = None
        elif closing.kind is ActKind.SKIPPED:
            # The next counts from the due day of the skipped one, its cap from the completion before.
            self._credited = here.due
        else:
            self.previous = self._credit(here.due, closing)
            self._credited = None
        self._link += 1

    def _closed(self, link: Link) -> Visit:
        closing = link.closing
        visit = self._reckoned(self._newest_completion(self.previous, closing.on))
        if visit is None:
            return Visit(closing.on, closing.on, None, (), f"#{link.number}", closing=closing)
        return visit._replace(closing=closing, is_forecast=False, troubled=())

    def _open(self) -> Visit | None:
        visit = self._reckoned(self._newest_completion(self.previous, LAST_DAY))
        if visit is None:
            return None
        visit, arranged = visit._replace(is_forecast=False), self.history.arranged.get(f"#{self._number}")
        return visit if arranged is None or not holds_under(arranged, visit.limit) else visit.agreed_on(arranged)

    def _reckoned(self, previous: Day | None) -> Visit | None:
        """Return the visit of a closed link or of the open one: where it is due hangs on no range."""
        set_day = self.history.links[self._link - 1].next if self._link else self.history.set_first
        due = self._due(previous) if set_day is None else max(set_day, self.series.begin)
        return self._at(due, previous, self._number)

    def _forecast(self, previous: Day | None, number: int) -> Visit | None:
        due = self._due(previous)
        return None if due is None or due > self.end else self._at(due, previous, number)

    def _due(self, previous: Day | None) -> Day | None:
        if self._credited is not None and (previous is None or previous < self._credited):
            previous = self._credited
        if self._grid is not None:
            return due_on_grid(self.series, self._grid)
        return due_after(self.series, previous, self._gauge)

    def _at(self, due: Day | None, previous: Day | None, number: int) -> Visit | None:
        """Return the visit for a due day that was reckoned; None where there is none, or the life ends before."""
        if due is None or (self.series.end is not None and due > self.series.end):
            return None
        limit = cap_day(self.series, previous, due)
        target = due if limit is None else min(due, limit)
        low = self.series.begin if previous is None else max(self.series.begin, previous + 1)
        if target > self.ground.terrain.days.last:  # further than any range of this plan reaches
            return Visit(due, due, limit, (), f"#{number}", False, (), due, due, True)
        slot = Slot(due, target, low, limit)
        placement = placed(self.ground, slot, previous, self.half)
        if placement is None:
            return None
        planned, moved, troubled = placement
        if target != due:
            moved = (Move(due, target, Because.CAP), *moved[1:])
        if troubled and limit is not None and previous is not None:
            planned, troubled = last_resort(self.ground, previous, limit)
            moved = (*moved, Move(target, planned, Because.CAP, troubled)) if planned != target else moved
        planned, moved = self._after_least_gap(None, previous, limit, planned, moved)
        return Visit(due, planned, limit, moved, f"#{number}", False, troubled, due, due, True)

    @property
    def _number(self) -> int:
        """The number of the next visit."""
        links = self.history.links
        if self._link < len(links):
            return links[self._link].number
        return self.history.number + self._link - len(links)

    def _counted_from(self, day: Day) -> Day:
        # Open work of the past cannot be done before today; forecasts count from there (docs/dates.md, 3).
        return max(day, self.today)

    def _credit(self, due: Day, closing: Closing) -> Day:
        """Return the day a completion counts as: the due day, where it came at most `keep_anchor` before it."""
        keep = self.task.keep_anchor
        return due if keep is not None and keep.after(due, -1) <= closing.on <= due else closing.on
