"""The course of a fixed series: along its slots, with the extra visits that its cap asks for between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from fmplan.dates.day import Day
from fmplan.schedules.act import ActKind
from fmplan.schedules.arranging import holds_under
from fmplan.schedules.caps import cap_day, last_resort
from fmplan.schedules.course import Course
from fmplan.schedules.extras import Extra, extra_name, extra_visit, extras_among, number_of_extra, slot_of_extra
from fmplan.schedules.ground import Ground
from fmplan.schedules.history import NONE, History
from fmplan.schedules.occurrence import Because, Move
from fmplan.schedules.shifting import Placement, placed
from fmplan.schedules.slots import Slot
from fmplan.schedules.visit import Visit

_Stand: TypeAlias = tuple[int, int, Day | None, Day | None]
"""Where a course stands: before which slot, and before which of its extra visits if it needs them; the day that caps
count from; and the one on which the open visit before stands."""


class FixedCourse(Course):
    """A fixed series on its way along its slots."""

    __slots__ = ("_done_extras", "_slots", "_stand")

    is_floating = False

    def __init__(
        self,
        ground: Ground,
        slots: Sequence[Slot],
        end: Day,
        today: Day,
        done: Day | None,
        history: History = NONE,
    ) -> None:
        """`slots` are in order; `done` is the day last done before it begins, `end` where to stop."""
        super().__init__(ground, end, today, done, history)
        self._slots = slots
        self._stand: _Stand = (0, 0, done, None)
        self._done_extras = extras_among(history.closings) if self.task.max_gap is not None else {}

    def _next(self) -> Visit | None:
        return self._first_from(self._stand)

    def _following(self, here: Visit) -> Visit | None:
        return self._first_from(self._stand_after(here, here.planned))

    def _go_on(self, here: Visit, day: Day) -> None:
        self._stand = self._stand_after(here, day)
        self.previous = self._stand[2]

    def _stand_after(self, here: Visit, day: Day) -> _Stand:
        """Return where the course stands when the next visit was settled on `day`."""
        slot, _, previous, _ = self._stand
        counted = _counted(here, day)
        if counted is not None:
            previous = counted if previous is None else max(counted, previous)
        standing = day if here.closing is None and here.arranged is None else None
        # Slots before that of the visit were dropped.
        if here.is_extra:
            name = slot_of_extra(here.tail)
            while self._slots[slot].name != name:
                slot += 1
            return slot, number_of_extra(here.tail) + 1, previous, standing
        while self._slots[slot].due != here.due or self._slots[slot].tail != here.tail:
            slot += 1
        return slot + 1, 0, previous, standing

    def _first_from(self, stand: _Stand) -> Visit | None:
        """Return the visit of the next slot that has one."""
        slot, extras, previous, standing = stand
        while slot < len(self._slots):
            visit = self._at_slot(self._slots[slot], previous, extras, standing)
            if visit is not None:
                return visit
            slot, extras = slot + 1, 0
        return None

    def _at_slot(self, slot: Slot, previous: Day | None, extras: int, standing: Day | None) -> Visit | None:
        name = slot.name
        for number in self._done_extras.get(name, ()):
            if number >= extras:
                return self._closed_extra(slot, previous, number)
        closing = self.history.closings.get(name)
        previous = self._newest_completion(previous, slot.target if closing is None else min(closing.on, slot.target))
        limit = slot.due if self.task.expires else cap_day(self.series, previous, slot.due)
        if slot.target > self.ground.terrain.days.last:  # further than any range of this plan reaches
            return Visit(slot.due, slot.target, limit, (), slot.tail, low=slot.low, high=slot.high, closing=closing)
        placement = placed(self.ground, slot, previous, self.half)
        if placement is None and closing is not None:
            placement = Placement(slot.due)  # what was done stays, though its date was dropped since
        if placement is None:
            return None
        planned, moved, troubled = placement
        if closing is not None:
            return Visit(slot.due, planned, limit, moved, slot.tail, False, (), slot.low, slot.high, False, closing)
        if previous is not None and limit is not None and planned > limit:
            extra = extra_visit(self.ground, previous, planned, limit)
            if extra is not None:
                return self._open_extra(extra, limit, extra_name(slot, extras))
            # No room for one between: the slot itself comes forward.
            day, troubled = last_resort(self.ground, previous, limit)
            planned, moved = day, (*moved, Move(planned, day, Because.CAP, troubled))
        arranged = self.history.arranged.get(name)
        if arranged is not None and holds_under(arranged, limit):
            return Visit(slot.due, planned, limit, moved, slot.tail, low=slot.low, high=slot.high).agreed_on(arranged)
        if standing is not None and planned < standing and standing >= self.series.begin:
            # The visit before comes later than this slot's day: the two are one.
            planned, moved = standing, (*moved, Move(planned, standing, Because.COVERED))
        planned, moved = self._after_least_gap(slot.high, previous, limit, planned, moved)
        return Visit(slot.due, planned, limit, moved, slot.tail, False, troubled, slot.low, slot.high)

    def _extra(self, extra: Extra, limit: Day, tail: str) -> Visit:
        """Return an extra visit where its rule has it."""
        moved: tuple[Move, ...] = ()
        if extra.day != extra.due:
            why = extra.troubled or self.ground.terrain.days.why(extra.due)
            moved = (Move(extra.due, extra.day, Because.CAP, why),)
        return Visit(extra.due, extra.day, limit, moved, tail, True, extra.troubled, extra.due, extra.due)

    def _open_extra(self, extra: Extra, limit: Day, tail: str) -> Visit:
        """Return an extra visit that nobody closed: where it was agreed on, else where its rule has it."""
        visit, arranged = self._extra(extra, limit, tail), self.history.arranged.get(tail)
        return visit if arranged is None or not holds_under(arranged, limit) else visit.agreed_on(arranged)

    def _closed_extra(self, slot: Slot, previous: Day | None, number: int) -> Visit:
        """Return an extra visit that was done; it stands even where the cap would not ask for it any more."""
        tail = extra_name(slot, number)
        closing = self.history.closings[tail]
        previous = self._newest_completion(previous, min(closing.on, slot.target))
        limit = cap_day(self.series, previous)
        extra = None
        if previous is not None and limit is not None and slot.target > limit:
            extra = extra_visit(self.ground, previous, slot.target, limit)
        if extra is None:
            day = max(closing.on, self.series.begin)
            return Visit(day, day, limit, (), tail, True, closing=closing)
        visit = self._extra(extra, slot.target if limit is None else limit, tail)
        return visit._replace(closing=closing, troubled=())


def _counted(here: Visit, day: Day) -> Day | None:
    """Return the day that caps count a visit from: a skipped one for nothing, a deferred one at most its cap."""
    closing = here.closing
    if closing is not None:
        return None if closing.kind is ActKind.SKIPPED else closing.on
    if here.arranged is not None and here.arranged.kind is ActKind.DEFERRED and here.limit is not None:
        return min(day, here.limit)
    return day
