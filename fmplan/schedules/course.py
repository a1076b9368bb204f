"""The course of one series, forward in time: its next visit, given the one before.

Caps, closures and the least gap look back at the previous visit, whoever made it; so a course is asked
for its next visit, and told when that visit, or a larger task's in its place, has been settled.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from fmplan.dates.day import ISO, LAST_DAY, Day
from fmplan.dates.period import Period
from fmplan.schedules.act import ActKind
from fmplan.schedules.arranging import as_arranged, holds_under
from fmplan.schedules.caps import Extra, cap_day, extra_visit, last_resort, period_at
from fmplan.schedules.gauge import Gauge
from fmplan.schedules.gridshift import GridShift
from fmplan.schedules.ground import Ground
from fmplan.schedules.history import NONE, Arranged, Closing, History, Link
from fmplan.schedules.occurrence import Because, Detail, Move
from fmplan.schedules.series import AnchorOrigin
from fmplan.schedules.shifting import Placement, placed
from fmplan.schedules.slots import Slot, first_day_back
from fmplan.schedules.task import Every, Task, period_days


class Visit(NamedTuple):
    """What a course would do next: the date, the day it stands on, and how it came there.

    `is_extra` marks one that the cap asks for between two slots; `troubled` says why nobody works on its day,
    where no other is left to it; `is_forecast` marks one of a floating series after its open one. `low` and
    `high` bound the part of a calendar period it is for; equal to the due date where it is for none. `closing`
    tells how the logbook closed it, `arranged` to which day it was deferred or booked, and `by_rule` where it would
    stand without that.
    """

    due: Day
    planned: Day
    limit: Day | None
    moved: tuple[Move, ...]
    tail: str | None
    is_extra: bool = False
    troubled: tuple[Detail, ...] = ()
    low: Day = 0
    high: Day | None = None
    is_forecast: bool = False
    closing: Closing | None = None
    arranged: Arranged | None = None
    by_rule: Day = 0

    @property
    def is_open(self) -> bool:
        """Whether nobody closed it or agreed on its day."""
        return self.closing is None and self.arranged is None


def half_of(task: Task) -> int:
    """Return half a task's period, its days rounded down, a month counting 30.4375."""
    if isinstance(task.timing, Every) and isinstance(task.timing.period, Period) and task.timing.on is None:
        return task.timing.period.half
    return int(period_days(task.timing) / 2)


class Course:
    """One series on its way: a fixed one along its slots, a floating one from visit to visit."""

    __slots__ = (
        "_ahead",
        "_credited",
        "_done_extras",
        "_extras",
        "_grid",
        "_index",
        "_is_over",
        "_link",
        "_standing",
        "end",
        "gauge",
        "ground",
        "half",
        "history",
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
        history: History = NONE,
        gauge: Gauge | None = None,
    ) -> None:
        """`slots` is None for a floating series; `done` is the day last done before it begins, `end` where to stop."""
        self.ground = ground
        self.series = ground.series
        self.task = ground.series.task
        self.slots = slots
        self.end = end
        self.today = today
        self.half = half_of(self.task)
        self.previous = done
        self.history = history
        self.gauge = gauge
        self._grid = GridShift(self.series) if self.task.between is not None else None
        self._index = 0
        self._extras = 0
        self._link = 0
        self._credited: Day | None = None
        self._standing: Day | None = None
        self._ahead: Visit | None = None
        self._is_over = False
        self._done_extras = _extras_among(history.closings) if self.task.max_gap is not None else {}

    @property
    def is_floating(self) -> bool:
        """Whether its dates hang on completions."""
        return self.slots is None

    def ahead(self) -> Visit | None:
        """Return the next visit as things stand; None where none comes before the end."""
        if self._ahead is None and not self._is_over:
            self._ahead = self._next(self._index, self.previous, self._extras, self._standing)
            self._is_over = self._ahead is None
        return self._ahead

    def after_that(self) -> Visit | None:
        """Return the visit that would follow the next one, if that stays where it is."""
        here = self.ahead()
        if here is None or here.closing is not None:
            return None
        if self._grid is not None:
            passed = self._counted_from(here.planned)
            return self._at(self._grid.after(here.due, None, passed).due(), here.planned, self._number + 1)
        if self.slots is None:
            return self._forecast(self._counted_from(here.planned), self._number + 1)
        counted = self._counts(here, here.planned)
        standing = here.planned if here.is_open else None
        if here.is_extra:
            return self._next(self._index_of(here), counted, _number_of_extra(here.tail) + 1, standing)
        return self._next(self._index_of(here) + 1, counted, 0, standing)

    @property
    def is_overtaken(self) -> bool:
        """Whether the next visit was put off past the one that follows it by the rule."""
        here = self.ahead()
        if here is None or here.arranged is None or here.planned <= here.by_rule:
            return False
        following = self.after_that()
        return following is not None and following.planned <= here.planned

    def take(self, day: Day) -> None:
        """Settle the next visit on `day`, and go on from there."""
        here = self.ahead()
        assert here is not None  # noqa: S101 - only what is ahead can be taken
        if self.slots is None:
            self._take_floating(here, day)
        else:
            self._take_fixed(here, day)
        self._ahead = None

    def _take_fixed(self, here: Visit, day: Day) -> None:
        counted = self._counts(here, day)
        if counted is not None:
            self.previous = counted if self.previous is None else max(counted, self.previous)
        self._standing = day if here.is_open else None
        self._index = self._index_of(here)
        if here.is_extra:
            self._extras = _number_of_extra(here.tail) + 1
        else:
            self._index += 1
            self._extras = 0

    def _counts(self, here: Visit, day: Day) -> Day | None:
        """Return the day that caps count a visit from: a skipped one for nothing, a deferred one at most its cap."""
        closing = here.closing
        if closing is not None:
            return None if closing.kind is ActKind.SKIPPED else closing.on
        if here.arranged is not None and here.arranged.kind is ActKind.DEFERRED and here.limit is not None:
            return min(day, here.limit)
        return day

    def _take_floating(self, here: Visit, day: Day) -> None:
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
            self.previous = self._credit(here.due, closing.on)
            self._credited = None
        self._link += 1

    def _credit(self, due: Day, on: Day) -> Day:
        """Return the day a completion counts as: the due day, where it came at most `keep_anchor` before it."""
        keep = self.task.keep_anchor
        return due if keep is not None and keep.after(due, -1) <= on <= due else on

    @property
    def _number(self) -> int:
        """The number of the next visit of a floating series."""
        links = self.history.links
        if self._link < len(links):
            return links[self._link].number
        return self.history.number + self._link - len(links)

    def _counted_from(self, day: Day) -> Day:
        # Open work of the past cannot be done before today; forecasts count from there (docs/dates.md, 3).
        return max(day, self.today)

    def _index_of(self, visit: Visit) -> int:
        assert self.slots is not None  # noqa: S101 - only fixed courses have slots
        index = self._index  # slots before that of the visit were dropped
        if visit.is_extra:
            name = (visit.tail or "").rpartition("+")[0]
            while self.slots[index].name != name:
                index += 1
            return index
        while self.slots[index].due != visit.due or self.slots[index].tail != visit.tail:
            index += 1
        return index

    # Fixed series

    def _next(self, index: int, previous: Day | None, extras: int, standing: Day | None) -> Visit | None:
        """Return the visit of the next slot that has one; `standing` is the day on which the open one before stands."""
        if self.slots is None:
            return self._next_floating(previous)
        while index < len(self.slots):
            visit = self._at_slot(self.slots[index], previous, extras, standing)
            if visit is not None:
                return visit
            index += 1
            extras = 0
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
                return self._open_extra(extra, limit, _tail_of_extra(slot, extras))
            # No room for one between: the slot itself comes forward.
            day, troubled = last_resort(self.ground, previous, limit)
            planned, moved = day, (*moved, Move(planned, day, Because.CAP, troubled))
        arranged = self.history.arranged.get(name)
        if arranged is not None and holds_under(arranged, limit):
            by_rule = planned
            planned, moved = as_arranged(arranged, planned, moved)
            return Visit(
                slot.due,
                planned,
                limit,
                moved,
                slot.tail,
                False,
                (),
                slot.low,
                slot.high,
                False,
                None,
                arranged,
                by_rule,
            )
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
        visit = self._extra(extra, limit, tail)
        arranged = self.history.arranged.get(tail)
        if arranged is None or not holds_under(arranged, limit):
            return visit
        planned, moved = as_arranged(arranged, visit.planned, visit.moved)
        return visit._replace(planned=planned, moved=moved, troubled=(), arranged=arranged, by_rule=visit.planned)

    def _closed_extra(self, slot: Slot, previous: Day | None, number: int) -> Visit:
        """Return an extra visit that was done; it stands even where the cap would not ask for it any more."""
        tail = _tail_of_extra(slot, number)
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

    # Floating series

    def _next_floating(self, previous: Day | None) -> Visit | None:
        links = self.history.links
        if self._link < len(links):
            return self._closed(previous, links[self._link])
        if self._link == len(links):
            return self._open(self._newest_completion(previous, LAST_DAY))
        return self._forecast(previous, self._number)

    def _closed(self, previous: Day | None, link: Link) -> Visit | None:
        closing = link.closing
        previous = self._newest_completion(previous, closing.on)
        visit = self._numbered(previous, link.number)
        if visit is None:
            return Visit(closing.on, closing.on, None, (), f"#{link.number}", closing=closing)
        return visit._replace(closing=closing, is_forecast=False, troubled=())

    def _open(self, previous: Day | None) -> Visit | None:
        number = self._number
        visit = self._numbered(previous, number)
        arranged = self.history.arranged.get(f"#{number}")
        if visit is None:
            return None
        if arranged is None or not holds_under(arranged, visit.limit):
            return visit._replace(is_forecast=False)
        planned, moved = as_arranged(arranged, visit.planned, visit.moved)
        return visit._replace(
            planned=planned, moved=moved, is_forecast=False, arranged=arranged, by_rule=visit.planned, troubled=()
        )

    def _set_before(self, link: int) -> Day | None:
        """Return the date that an inspector set for the occurrence of this place in the chain."""
        return self.history.links[link - 1].next if link else self.history.set_first

    def _numbered(self, previous: Day | None, number: int) -> Visit | None:
        """Return the visit of a closed link or of the open one: where it is due hangs on no range."""
        set_day = self._set_before(self._link)
        due = self._floating_due(previous) if set_day is None else max(set_day, self.series.begin)
        return self._at(due, previous, number)

    def _forecast(self, previous: Day | None, number: int) -> Visit | None:
        due = self._floating_due(previous)
        return None if due is None or due > self.end else self._at(due, previous, number)

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

    def _floating_due(self, previous: Day | None) -> Day | None:
        series = self.series
        if self._credited is not None and (previous is None or previous < self._credited):
            previous = self._credited
        if self._grid is not None:
            return first_day_back(series.asset, self.task.season, self._grid.due())
        if self.gauge is None:
            return self._periodic_due(previous)
        metered = self.gauge.due_after(previous)
        metered = (
            None if metered is None else first_day_back(series.asset, self.task.season, max(metered, series.begin))
        )
        if not isinstance(self.task.timing, Every):
            return metered
        periodic = self._periodic_due(previous)
        if metered is None or periodic is None:
            return periodic
        return max(metered, periodic) if self.task.waits_for_both else min(metered, periodic)

    def _periodic_due(self, previous: Day | None) -> Day | None:
        series = self.series
        if previous is None:
            is_first = series.anchor.origin is AnchorOrigin.FIRST
            day = series.anchor.day if is_first else self._first_of_the_spread()
        else:
            day = self._period_after(previous)
        return first_day_back(series.asset, self.task.season, max(day, series.begin))

    def _period_after(self, previous: Day) -> Day:
        """Return the day one period after another, by the form of the rule that holds on it."""
        since = 0
        for form, _ in self.series.older:
            if isinstance(form.timing, Every):
                day = self._every_after(form.timing, previous)
                if day <= form.until:
                    return max(day, since)
            since = form.until + 1
        timing = self.task.timing
        assert isinstance(timing, Every)  # noqa: S101 - settled: only `every` floats
        return max(self._every_after(timing, previous), since)

    def _every_after(self, timing: Every, previous: Day) -> Day:
        day = period_at(timing.period, self.series, previous).after(previous)
        if timing.on is not None:
            days = timing.on.in_range(previous + 1, day)
            day = days[-1] if days else day
        return day

    def _first_of_the_spread(self) -> Day:
        timing = self.task.timing
        anchor = self.series.anchor.day
        if isinstance(timing, Every) and isinstance(timing.period, Period):
            n = timing.period.first_n_on_or_after(anchor, self.series.begin)
            return timing.period.after(anchor, n)
        return anchor


def _tail_of_extra(slot: Slot, number: int) -> str:
    """Return the end of the key of an extra visit before a slot; they are numbered from 0."""
    return f"{slot.tail or ISO[slot.due]}+{number + 1 if number else ''}"


def _number_of_extra(tail: str | None) -> int:
    number = (tail or "").rpartition("+")[2]
    return int(number) - 1 if number.isdigit() and int(number) else 0


def _extras_among(tails: Iterable[str]) -> Mapping[str, Sequence[int]]:
    """Return the numbers of the extra visits among closed occurrences, by the slot they precede."""
    found: dict[str, list[int]] = {}
    for tail in sorted(tails):
        if "+" in tail:
            found.setdefault(tail.partition("+")[0], []).append(_number_of_extra(tail))
    return {name: sorted(numbers) for name, numbers in found.items()}
