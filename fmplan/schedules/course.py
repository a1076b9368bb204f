"""The course of one series, forward in time: its next visit, given the one before.

Caps, closures and the least gap look back at the previous visit, whoever made it; so a course is asked
for its next visit, and told when that visit, or a larger task's in its place, has been settled.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fmplan.dates.day import ISO, Day
from fmplan.dates.period import Period
from fmplan.schedules.caps import Extra, cap_day, extra_visit, last_resort, period_at
from fmplan.schedules.ground import Ground
from fmplan.schedules.occurrence import Because, Move
from fmplan.schedules.series import AnchorOrigin
from fmplan.schedules.shifting import placed
from fmplan.schedules.slots import Slot, first_day_back
from fmplan.schedules.task import Every, Task, period_days


class Visit(NamedTuple):
    """What a course would do next: the date, the day it stands on, and how it came there.

    `is_extra` marks one that the cap asks for between two slots; `troubled` says why nobody works on its day,
    where no other is left to it; `is_forecast` marks one of a floating series after its open one. `low` and
    `high` bound the part of a calendar period it is for; equal to the due date where it is for none.
    """

    due: Day
    planned: Day
    limit: Day | None
    moved: tuple[Move, ...]
    tail: str | None
    is_extra: bool = False
    troubled: str = ""
    low: Day = 0
    high: Day | None = None
    is_forecast: bool = False


def half_of(task: Task) -> int:
    """Return half a task's period, its days rounded down, a month counting 30.4375."""
    if isinstance(task.timing, Every) and isinstance(task.timing.period, Period) and task.timing.on is None:
        return task.timing.period.half
    return int(period_days(task.timing) / 2)


class Course:
    """One series on its way: a fixed one along its slots, a floating one from visit to visit."""

    __slots__ = (
        "_ahead",
        "_extras",
        "_index",
        "_number",
        "end",
        "ground",
        "half",
        "previous",
        "series",
        "slots",
        "task",
        "today",
    )

    def __init__(
        self,
        ground: Ground,
        slots: Sequence[Slot] | None,
        end: Day,
        today: Day,
        done: Day | None,
    ) -> None:
        """`slots` is None for a floating series; `done` is the newest completion known, `end` where to stop."""
        self.ground = ground
        self.series = ground.series
        self.task = ground.series.task
        self.slots = slots
        self.end = end
        self.today = today
        self.half = half_of(self.task)
        self.previous = done
        self._index = 0
        self._extras = 0
        self._number = 1
        self._ahead: Visit | None = None

    @property
    def is_floating(self) -> bool:
        """Whether its dates hang on completions."""
        return self.slots is None

    def ahead(self) -> Visit | None:
        """Return the next visit as things stand; None where none comes before the end."""
        if self._ahead is None:
            self._ahead = self._next(self._index, self.previous, self._extras)
        return self._ahead

    def after_that(self) -> Visit | None:
        """Return the visit that would follow the next one, if that stays where it is."""
        here = self.ahead()
        if here is None:
            return None
        if self.slots is None:
            return self._floating(self._counted_from(here.planned), self._number + 1)
        if here.is_extra:
            return self._next(self._index, here.planned, self._extras + 1)
        return self._next(self._index + 1, here.planned, 0)

    def take(self, day: Day) -> None:
        """Settle the next visit on `day`, and go on from there."""
        here = self.ahead()
        assert here is not None  # noqa: S101 - only what is ahead can be taken
        if self.slots is None:
            self.previous = self._counted_from(day)
            self._number += 1
        else:
            self.previous = day if self.previous is None else max(day, self.previous)
            if here.is_extra:
                self._extras += 1
            else:
                self._index = self._index_of(here) + 1
                self._extras = 0
        self._ahead = None

    def _counted_from(self, day: Day) -> Day:
        # Open work of the past cannot be done before today; forecasts count from there (docs/dates.md, 3).
        return max(day, self.today)

    def _index_of(self, visit: Visit) -> int:
        assert self.slots is not None  # noqa: S101 - only fixed courses have slots
        index = self._index
        while self.slots[index].due != visit.due or self.slots[index].tail != visit.tail:
            index += 1
        return index

    # Fixed series

    def _next(self, index: int, previous: Day | None, extras: int) -> Visit | None:
        if self.slots is None:
            return self._floating(previous, self._number)
        while index < len(self.slots):
            visit = self._at_slot(self.slots[index], previous, extras)
            if visit is not None:
                return visit
            index += 1
        return None

    def _at_slot(self, slot: Slot, previous: Day | None, extras: int) -> Visit | None:
        limit = cap_day(self.series, previous)
        placement = placed(self.ground, slot, previous, self.half)
        if placement is None:
            return None
        planned, moved, troubled = placement
        if previous is not None and limit is not None and planned > limit:
            extra = extra_visit(self.ground, previous, planned, limit)
            if extra is not None:
                return self._extra(slot, extra, limit, extras)
            # No room for one between: the slot itself comes forward.
            day, troubled = last_resort(self.ground, previous, limit)
            planned, moved = day, (*moved, Move(planned, day, Because.CAP, troubled))
        if previous is not None and planned < previous and previous >= self.series.begin:
            # The visit before came later than this slot's day: the two are one.
            planned, moved = previous, (*moved, Move(planned, previous, Because.COVERED))
        planned, moved = self._after_least_gap(slot.high, previous, limit, planned, moved)
        return Visit(slot.due, planned, limit, moved, slot.tail, False, troubled, slot.low, slot.high)

    def _extra(self, slot: Slot, extra: Extra, limit: Day, extras: int) -> Visit:
        moved: tuple[Move, ...] = ()
        if extra.day != extra.due:
            why = extra.troubled or self.ground.terrain.days.why(extra.due)
            moved = (Move(extra.due, extra.day, Because.CAP, why),)
        tail = f"{slot.tail or ISO[slot.due]}+{extras + 1 if extras else ''}"
        return Visit(extra.due, extra.day, limit, moved, tail, True, extra.troubled, extra.due, extra.due)

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
        return later, (*moved, Move(planned, later, Because.MIN_GAP, str(self.task.min_gap)))

    # Floating series

    def _floating(self, previous: Day | None, number: int) -> Visit | None:
        due = self._floating_due(previous)
        if due is None or due > self.end or (self.series.end is not None and due > self.series.end):
            return None
        limit = cap_day(self.series, previous)
        target = due if limit is None else min(due, limit)
        low = self.series.begin if previous is None else max(self.series.begin, previous + 1)
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
        return Visit(due, planned, limit, moved, f"#{number}", False, troubled, due, due, number > 1)

    def _floating_due(self, previous: Day | None) -> Day | None:
        series = self.series
        if previous is None:
            is_first = series.anchor.origin is AnchorOrigin.FIRST
            day = series.anchor.day if is_first else self._first_of_the_spread()
        else:
            assert isinstance(self.task.timing, Every)  # noqa: S101 - settled: only `every` floats
            day = period_at(self.task.timing.period, series, previous).after(previous)
            if self.task.timing.on is not None:
                days = self.task.timing.on.in_range(previous + 1, day)
                day = days[-1] if days else day
        return first_day_back(series.asset, self.task.season, max(day, series.begin))

    def _first_of_the_spread(self) -> Day:
        timing = self.task.timing
        anchor = self.series.anchor.day
        if isinstance(timing, Every) and isinstance(timing.period, Period):
            n = timing.period.first_n_on_or_after(anchor, self.series.begin)
            return timing.period.after(anchor, n)
        return anchor
