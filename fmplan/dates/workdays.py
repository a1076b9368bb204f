"""The working days of one calendar, as two look-up lists: the latest before a day, the first after it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct

from fmplan.dates.day import Day, weekday
from fmplan.dates.dayoff import CLOSED, WEEKEND, DayOff
from fmplan.dates.ranges import DateRange


class WorkingDays(Struct, frozen=True, eq=False):
    """The working days from `first` to `last`, both in; built by `working_days`.

    `earlier[day - first]` is the latest working day on or before a day, `later[day - first]` the first
    on or after it, 0 where the span holds none. The methods take days of the span and raise IndexError
    for others.
    """

    first: Day
    last: Day
    earlier: list[Day]
    later: list[Day]
    workweek: frozenset[int]
    longest_closure: int
    # Why a day does not work, where it is more than its day of the week.
    _reasons: Mapping[Day, DayOff]

    def is_working(self, day: Day) -> bool:
        """Tell whether the day is worked."""
        return self.earlier[self._at(day)] == day

    def before_or_on(self, day: Day) -> Day:
        """Return the latest working day on or before a day; 0 where there is none."""
        return self.earlier[self._at(day)]

    def on_or_after(self, day: Day) -> Day:
        """Return the first working day on or after a day; 0 where there is none."""
        return self.later[self._at(day)]

    def closure_around(self, day: Day) -> DateRange | None:
        """Return the run of days without work around a day, cut at the span; None for a working day."""
        at = self._at(day)
        before, after = self.earlier[at], self.later[at]
        if before == day:
            return None
        return DateRange(before + 1 if before else self.first, after - 1 if after else self.last)

    def lost(self, closure: DateRange) -> int:
        """Return how many days of a closure are in the work week: what holidays and closing take away."""
        return sum(
            weekday(day) in self.workweek and not self.is_working(day) for day in range(closure.start, closure.end + 1)
        )

    def why(self, day: Day) -> tuple[DayOff, ...]:
        """Return why nobody works on a day: `National Day`, `closed`, `Saturday`; nothing for a working day."""
        if self.is_working(day):
            return ()
        return (self._reasons.get(day) or WEEKEND[weekday(day)],)

    def without(self, days: Collection[Day], reason: DayOff) -> WorkingDays:
        """Return these working days less some more, for work that must not disturb on them."""
        taken = {day: reason for day in days if self.first <= day <= self.last and self.is_working(day)}
        if not taken:
            return self
        worked = [earlier == day and day not in taken for day, earlier in enumerate(self.earlier, start=self.first)]
        return _from_worked(self.first, worked, self.workweek, {**self._reasons, **taken})

    def _at(self, day: Day) -> int:
        # A list would take a day before the span from its other end, without a word.
        if not self.first <= day <= self.last:
            raise IndexError(f"day {day} is outside the span {self.first} to {self.last}")
        return day - self.first


def working_days(
    first: Day,
    last: Day,
    workweek: frozenset[int],
    off: Mapping[Day, DayOff],
    work: Collection[Day],
    closed: Collection[Day],
) -> WorkingDays:
    """Return the working days from first to last, both in.

    `workweek` holds days of the week, 0 is Monday. `off` maps days to the reason. `closed` wins
    over `work`, `work` over `off` and over the weekend; days outside the span do no harm.
    """
    week = [number in workweek for number in range(7)]
    worked = [week[(day - 1) % 7] for day in range(first, last + 1)]
    for days, works in ((off, False), (work, True), (closed, False)):
        for day in days:
            if first <= day <= last:
                worked[day - first] = works
    return _from_worked(first, worked, workweek, {**off, **dict.fromkeys(closed, CLOSED)})


def _from_worked(
    first: Day, worked: list[bool], workweek: frozenset[int], reasons: Mapping[Day, DayOff]
) -> WorkingDays:
    earlier: list[Day] = []
    latest = 0
    run = longest = 0
    for day, works in enumerate(worked, start=first):
        if works:
            latest = day
            run = 0
        else:
            run += 1
            longest = max(longest, run)
        earlier.append(latest)
    last = first + len(worked) - 1
    later: list[Day] = []
    upcoming = 0
    for day in range(last, first - 1, -1):
        if worked[day - first]:
            upcoming = day
        later.append(upcoming)
    later.reverse()
    return WorkingDays(first, last, earlier, later, workweek, longest, reasons)
