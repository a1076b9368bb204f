"""The course of one series, forward in time: its next visit, given the one before.

Caps, closures and the least gap look back at the previous visit, whoever made it; so a course is asked
for its next visit, and told when that visit, or a larger task's in its place, has been settled.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left
from typing import ClassVar

from fmplan.dates.day import Day
from fmplan.dates.period import Period
from fmplan.schedules.act import ActKind
from fmplan.schedules.ground import Ground
from fmplan.schedules.history import History
from fmplan.schedules.occurrence import Because, Move
from fmplan.schedules.task import Every, Task, period_days
from fmplan.schedules.visit import Visit


class Course(ABC):
    """One series on its way; `previous` is the day of the visit before, None where there was none."""

    __slots__ = ("_ahead", "_is_over", "end", "ground", "half", "history", "previous", "series", "task", "today")

    is_floating: ClassVar[bool]
    """Whether its dates hang on completions."""

    def __init__(self, ground: Ground, end: Day, today: Day, done: Day | None, history: History) -> None:
        """`done` is the day last done before the series begins, `end` where to stop."""
        self.ground = ground
        self.series = ground.series
        self.task = ground.series.task
        self.end = end
        self.today = today
        self.half = half_of(self.task)
        self.previous = done
        self.history = history
        self._ahead: Visit | None = None
        self._is_over = False

    def ahead(self) -> Visit | None:
        """Return the next visit as things stand; None where none comes before the end."""
        if self._ahead is None and not self._is_over:
            self._ahead = self._next()
            self._is_over = self._ahead is None
        return self._ahead

    def after_that(self) -> Visit | None:
        """Return the visit that would follow the next one, if that stays where it is."""
        here = self.ahead()
        return None if here is None or here.closing is not None else self._following(here)

    def take(self, day: Day) -> None:
        """Settle the next visit on `day`, and go on from there."""
        here = self.ahead()
        assert here is not None  # noqa: S101 - only what is ahead can be taken
        self._go_on(here, day)
        self._ahead = None

    @property
    def is_overtaken(self) -> bool:
        """Whether the next visit was put off past the one that follows it by the rule."""
        here = self.ahead()
        if here is None or here.arranged is None or here.planned <= here.by_rule:
            return False
        following = self.after_that()
        return following is not None and following.planned <= here.planned

    @property
    def is_open(self) -> bool:
        """Whether the next visit is still to come: nobody closed it, and it keeps its turn."""
        here = self.ahead()
        return here is not None and here.closing is None and not self.is_overtaken

    @property
    def is_free(self) -> bool:
        """Whether the next visit may still be moved: nobody closed it, or agreed on its day."""
        here = self.ahead()
        return here is not None and here.is_open

    @property
    def may_turn_back(self) -> bool:
        """Whether what follows the next visit may lie before it: a floating date that was done long before its day."""
        here = self.ahead() if self.is_floating else None
        return here is not None and here.closing is not None

    def stands_on(self, visit: Visit) -> Day:
        """Return the day on which the next visit stands among those of other series.

        What was done before its day, that day: it counts from then on. What was done after it, or put off past the
        next date of its own, must not keep that waiting.
        """
        closing = visit.closing
        if closing is None and visit.arranged is None:
            return visit.planned
        if closing is not None:
            if closing.kind is ActKind.SKIPPED:
                return visit.planned
            return closing.on if self.is_floating else min(visit.planned, closing.on)
        return visit.by_rule if self.is_overtaken else visit.planned

    @abstractmethod
    def _next(self) -> Visit | None:
        """Return the next visit, reckoned anew."""

    @abstractmethod
    def _following(self, here: Visit) -> Visit | None:
        """Return the visit after the next one, `here`, which nobody closed."""

    @abstractmethod
    def _go_on(self, here: Visit, day: Day) -> None:
        """Go on from the next visit, settled on `day`."""

    def _newest_completion(self, previous: Day | None, day: Day) -> Day | None:
        """Return the newest day on which it was done before `day`: by the visit before, or by what closed nothing."""
        completions = self.history.completions
        here = bisect_left(completions, day)
        if here and (previous is None or completions[here - 1] > previous):
            return completions[here - 1]
        return previous

    def _after_least_gap(
        self, high: Day | None, previous: Day | None, limit: Day | None, planned: Day, moved: tuple[Move, ...]
    ) -> tuple[Day, tuple[Move, ...]]:
        """Move a visit that follows too soon to the first working day after the least gap, inside cap and period."""
        if self.task.min_gap is None or previous is None:
            return planned, moved
        soonest = self.task.min_gap.after(previous)
        if planned >= soonest:
            return planned, moved
        bounds = [day for day in (high, limit) if day is not None]
        later = self.ground.nearest(soonest, 1, soonest, min(bounds) if bounds else None)
        if later is None:
            return planned, moved
        return later, (*moved, Move(planned, later, Because.MIN_GAP, (self.task.min_gap,)))


def half_of(task: Task) -> int:
    """Return half a task's period, its days rounded down, a month counting 30.4375."""
    if isinstance(task.timing, Every) and isinstance(task.timing.period, Period) and task.timing.on is None:
        return task.timing.period.half
    return int(period_days(task.timing) / 2)
