"""The course of one series, forward in time: its next visit, given the one before.

Caps, closures and the least gap look back at the previous visit, whoever made it; so a course is asked
for its next visit, and told when that visit, or a larger task's in its place, has been settled.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fmplan.assets.timing_form import Shift
from fmplan.dates.day import ISO, Day
from fmplan.dates.period import Period
from fmplan.dates.workdays import WorkingDays
from fmplan.schedules.marks import birth_of
from fmplan.schedules.occurrence import Because, Move
from fmplan.schedules.series import AnchorOrigin, Series
from fmplan.schedules.slots import Slot, first_day_back, is_usable
from fmplan.schedules.task import ByAge, Every, Task, period_days

_LONG_CLOSURE = 3
"""From so many working days taken away, visits are laid over the days before a closure (design 4.3)."""


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


class Terrain(NamedTuple):
    """The days a course may use: working days without the quiet ones, all working days, and the shift.

    `under_cap` says that the task has a cap or covers one that has: its visits are not heaped on the eve
    of a long closure.
    """

    days: WorkingDays
    workdays: WorkingDays
    shift: Shift
    under_cap: bool

    @property
    def moves(self) -> bool:
        """Whether any date can be moved by a day without work."""
        return self.shift is not Shift.KEEP and self.days.longest_closure > 0


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
        "_terrain",
        "end",
        "half",
        "previous",
        "series",
        "slots",
        "task",
        "today",
    )

    def __init__(
        self,
        series: Series,
        slots: Sequence[Slot] | None,
        terrain: Terrain,
        end: Day,
        today: Day,
        done: Day | None,
    ) -> None:
        """`slots` is None for a floating series; `done` is the newest completion known, `end` where to stop."""
        self.series = series
        self.task = series.task
        self.slots = slots
        self.end = end
        self.today = today
        self.half = half_of(series.task)
        self.previous = done
        self._terrain = terrain
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

    def may_stand_on(self, day: Day) -> bool:
        """Whether the series can be worked on a day: its team works, nothing is quiet, the asset is in use."""
        series = self.series
        if series.end is not None and day > series.end:
            return False
        works = self._terrain.shift is Shift.KEEP or self._terrain.days.is_working(day)
        return works and is_usable(series.asset, self.task.season, day)

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
        # Open work of the past cannot be done before today; forecasts count from there (design 4.3).
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
        limit = self.cap_day(previous)
        placed = self._placed(slot, previous)
        if placed is None:
            return None
        planned, moved, troubled = placed
        if previous is not None and limit is not None and planned > limit:
            return self._extra(slot, planned, previous, limit, extras)
        if previous is not None and planned < previous and previous >= self.series.begin:
            # The visit before came later than this slot's day: the two are one.
            planned, moved = previous, (*moved, Move(planned, previous, Because.COVERED))
        planned, moved = self._after_least_gap(slot.high, previous, limit, planned, moved)
        return Visit(slot.due, planned, limit, moved, slot.tail, False, troubled, slot.low, slot.high)

    def _placed(self, slot: Slot, previous: Day | None) -> tuple[Day, tuple[Move, ...], str] | None:
        """Return the working day a slot is moved to, with the moves, and what is wrong with it; None to drop it."""
        target = slot.target
        moved: tuple[Move, ...] = ()
        if target != slot.due and slot.high is not None:
            moved = (Move(slot.due, target, Because.PLACED, f"{ISO[slot.low]}..{ISO[slot.high]}"),)
        days = self._terrain.days
        if self._terrain.shift is Shift.KEEP or days.is_working(target):
            return target, moved, ""
        if self._terrain.shift is Shift.SKIP:
            return None
        low = max(slot.low, self.series.begin)
        planned = self._on_a_working_day(target, low, slot.high, previous)
        why = days.why(target)
        if planned is None:
            return target, moved, why
        is_eve = self._terrain.under_cap and self._lost_around(target) >= _LONG_CLOSURE
        because = Because.EVE if is_eve and self._terrain.shift is Shift.EARLIER else Because.NO_WORK
        return planned, (*moved, Move(target, planned, because, why)), ""

    def _on_a_working_day(self, target: Day, low: Day, high: Day | None, previous: Day | None) -> Day | None:
        """Return the working day that `target` is moved to inside low..high; None where there is none."""
        earlier = self._search(target, -1, low, high)
        later = self._search(target, 1, low, high)
        match self._terrain.shift:
            case Shift.EARLIER:
                if earlier is not None and self._terrain.under_cap:
                    return self._spread_over_the_eve(target, earlier, low, previous)
                return earlier if earlier is not None else later
            case Shift.NEAREST if earlier is not None and later is not None:
                return earlier if target - earlier <= later - target else later
            case _:
                return later if later is not None else earlier

    def _search(self, target: Day, step: int, low: Day, high: Day | None) -> Day | None:
        """Return the nearest usable working day from `target` in one direction, inside low..high."""
        days = self._terrain.days
        day = target
        while True:
            if not days.first <= day <= days.last:
                return None
            day = days.before_or_on(day) if step < 0 else days.on_or_after(day)
            if day == 0 or day < low or (high is not None and day > high):
                return None
            if is_usable(self.series.asset, self.task.season, day):
                return day
            day += step

    def _spread_over_the_eve(self, target: Day, eve: Day, low: Day, previous: Day | None) -> Day:
        """Lay a visit by the asset's hash over as many working days before a long closure as it takes away."""
        lost = self._lost_around(target)
        if lost < _LONG_CLOSURE:
            return eve
        earliest = low if previous is None else max(low, previous + self.half)
        choice: list[Day] = []
        day: Day | None = eve
        while day is not None and len(choice) < lost:
            choice.append(day)
            day = self._search(day - 1, -1, earliest, None)
        choice = [day for day in choice if day >= earliest]
        return choice[self.series.number % len(choice)] if choice else eve

    def _lost_around(self, day: Day) -> int:
        closure = self._terrain.days.closure_around(day)
        return 0 if closure is None else self._terrain.days.lost(closure)

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
        later = self._search(soonest, 1, soonest, min(bounds) if bounds else None)
        if later is None:
            return planned, moved
        return later, (*moved, Move(planned, later, Because.MIN_GAP, str(self.task.min_gap)))

    # Caps

    def cap_day(self, previous: Day | None) -> Day | None:
        """Return the last day for the next visit under the cap; None without a cap or a visit before.

        One that runs out while the asset is suspended or out of season ends on the first day back; one
        that ran out before the series begins, on its begin.
        """
        cap = self.task.max_gap
        if cap is None or previous is None:
            return None
        day = max(_period_at(cap, self.series, previous).after(previous), self.series.begin)
        back = first_day_back(self.series.asset, self.task.season, day)
        return day if back is None else back

    def _extra(self, slot: Slot, upcoming: Day, previous: Day, limit: Day, extras: int) -> Visit:
        """Return an extra visit between the previous one and a slot that would lie past the cap (design 4.3)."""
        count = max(self._hops(previous, upcoming) - 1, 1)
        even = max(min(previous + (upcoming - previous) // (count + 1), limit), self.series.begin)
        if not is_usable(self.series.asset, self.task.season, even):
            even = limit
        planned, troubled = self._extra_day(even, previous, limit, upcoming, count)
        tail = f"{slot.tail or ISO[slot.due]}+{extras + 1 if extras else ''}"
        moved: tuple[Move, ...] = ()
        if planned != even:
            moved = (Move(even, planned, Because.CAP, troubled or self._terrain.days.why(even)),)
        return Visit(even, planned, limit, moved, tail, True, troubled, even, even)

    def _hops(self, previous: Day, upcoming: Day) -> int:
        """Return how many visits, the upcoming one counted, the cap asks for after the previous one."""
        hops, day = 0, previous
        while day < upcoming:
            cap = self.cap_day(day)
            if cap is None or cap <= day:
                break
            hops, day = hops + 1, cap
        return hops

    def _extra_day(self, even: Day, previous: Day, limit: Day, upcoming: Day, count: int) -> tuple[Day, str]:
        """Return the day for an extra visit, and the closure that leaves it no working day."""
        inside = [day for day in self._workdays_between(previous + 1, limit) if self._hops(day, upcoming) <= count]
        if even in inside:
            return even, ""
        quarter = int(period_days(self.task.timing) / 4)
        roomy = [day for day in inside if day - previous >= quarter and upcoming - day >= quarter]
        if roomy:
            return roomy[self.series.number % len(roomy)], ""
        if inside:
            return min(inside, key=lambda day: (abs(day - even), day)), ""
        return self._last_resort(previous, limit)

    def _last_resort(self, previous: Day, limit: Day) -> tuple[Day, str]:
        """Return the latest day under the cap on which anybody works; else the cap's own day, and the closure."""
        inside = self._workdays_between(previous + 1, limit)
        if inside:
            return inside[-1], ""
        workdays = self._terrain.workdays
        for day in range(limit, max(previous, self.series.begin - 1), -1):
            if workdays.is_working(day) and is_usable(self.series.asset, self.task.season, day):
                return day, self._terrain.days.why(day)
        closure = workdays.closure_around(limit)
        return limit, f"{workdays.why(limit)}, {closure}" if closure else workdays.why(limit)

    def _workdays_between(self, start: Day, end: Day) -> list[Day]:
        days, asset, season = self._terrain.days, self.series.asset, self.task.season
        start, end = max(start, days.first, self.series.begin), min(end, days.last)
        return [day for day in range(start, end + 1) if days.is_working(day) and is_usable(asset, season, day)]

    # Floating series

    def _floating(self, previous: Day | None, number: int) -> Visit | None:
        due = self._floating_due(previous)
        if due is None or due > self.end or (self.series.end is not None and due > self.series.end):
            return None
        limit = self.cap_day(previous)
        target = due if limit is None else min(due, limit)
        low = self.series.begin if previous is None else max(self.series.begin, previous + 1)
        slot = Slot(due, target, low, limit)
        placed = self._placed(slot, previous)
        if placed is None:
            return None
        planned, moved, troubled = placed
        if target != due:
            moved = (Move(due, target, Because.CAP), *moved[1:])
        if troubled and limit is not None and previous is not None:
            planned, troubled = self._last_resort(previous, limit)
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
            day = _period_at(self.task.timing.period, series, previous).after(previous)
            if self.task.timing.on is not None:
                placed = self.task.timing.on.in_range(previous + 1, day)
                day = placed[-1] if placed else day
        return first_day_back(series.asset, self.task.season, max(day, series.begin))

    def _first_of_the_spread(self) -> Day:
        timing = self.task.timing
        anchor = self.series.anchor.day
        if isinstance(timing, Every) and isinstance(timing.period, Period):
            n = timing.period.first_n_on_or_after(anchor, self.series.begin)
            return timing.period.after(anchor, n)
        return anchor


def _period_at(period: Period | ByAge, series: Series, day: Day) -> Period:
    """Return the period that holds on a day, which may depend on the age of the asset."""
    if isinstance(period, Period):
        return period
    born = birth_of(series.asset, series.task) or series.begin
    chosen = period.steps[0][1]
    for age, one in period.steps:
        if age is None or age.after(born) <= day:
            chosen = one
    return chosen


def shift_of(task: Task, default: Shift, *, covers_capped: bool) -> Shift:
    """Return what a day without work does to a task that does not say so itself."""
    if task.shift is not None:
        return task.shift
    if task.max_gap is not None or covers_capped:
        return Shift.EARLIER
    if 0 < task.period_days < 7:
        return Shift.KEEP
    return default
