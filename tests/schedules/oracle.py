"""A second, slow reckoning of dates, thought out apart from the engine's: dates and loops, nothing clever.

It walks day by day where the engine divides, and knows nothing of the package. What both say alike is
likely what the design says.
"""

from __future__ import annotations

import calendar
import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

DAY = timedelta(days=1)
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTH_DAYS = Fraction(304375, 10000)


@dataclass(frozen=True)
class Span:
    """Days from `start` to `end`, both in."""

    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        return f"{self.start}..{self.end}"


@dataclass(frozen=True)
class Yearly:
    """A part of every year, from one month and day to another; it may wrap."""

    start: tuple[int, int]
    end: tuple[int, int]

    def __contains__(self, day: date) -> bool:
        here = (day.month, day.day)
        end = (2, 29) if self.end == (2, 28) else self.end
        if self.start <= end:
            return self.start <= here <= end
        return here >= self.start or here <= end

    def __str__(self) -> str:
        return "{:02}-{:02}..{:02}-{:02}".format(*self.start, *self.end)


def days(start: date, end: date) -> Iterator[date]:
    """Walk from one day to another, both in."""
    while start <= end:
        yield start
        start += DAY


def add(day: date, count: int, unit: str) -> date:
    """Return the day `count` units on, a month's end where the month is too short."""
    if unit in {"day", "week"}:
        return day + count * (7 if unit == "week" else 1) * DAY
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def length(count: int, unit: str) -> Fraction:
    """Return how many days a period has, a month counting 30.4375."""
    return count * {"day": Fraction(1), "week": Fraction(7), "month": MONTH_DAYS, "year": 12 * MONTH_DAYS}[unit]


def hash_of(id_: str) -> int:
    """Return the number an id is spread by."""
    return int(hashlib.sha256(id_.encode("utf-8")).hexdigest()[:16], 16)


def place(
    begin: date, asset: str, task: str, count: int, unit: str, workweek: Sequence[int], season: Sequence[Yearly]
) -> date:
    """Return the day through which a periodic task without first or last runs."""
    number = hash_of(asset)
    here = begin + number % 365 * DAY
    days_long = length(count, unit)
    if season and days_long >= 365:
        inside = [day for day in days(begin, begin + 364 * DAY) if any(day in part for part in season)]
        here = inside[number % len(inside)]
    if unit == "week" or (unit == "day" and count % 7 == 0):
        wanted = sorted(workweek)[(number // 365) % len(workweek)]
        while here.weekday() != wanted:
            here += DAY
        return here
    years = ceil(days_long / (12 * MONTH_DAYS)) if unit in {"month", "year"} else ceil(count / 366)
    if years > 1:
        here = add(here, hash_of(f"{asset}/{task}") % years, "year")
    return here


def every(anchor: date, count: int, unit: str, start: date, end: date) -> list[date]:
    """Return every anchor ± n × period between two days."""
    found = []
    for sign in (-1, 1):
        n = 0 if sign == 1 else 1
        while True:
            day = add(anchor, sign * n * count, unit)
            if (sign == 1 and day > end) or (sign == -1 and day < start):
                break
            if start <= day <= end:
                found.append(day)
            n += 1
    return sorted(found)


def matches(on: object, day: date) -> bool:
    """Tell whether a day is one that `on:` places a date on."""
    if isinstance(on, str) and on == "last day":
        return (day + DAY).month != day.month
    if isinstance(on, str) and " " in on:
        ordinal, name = on.split()
        if day.strftime("%A").lower() != name:
            return False
        if ordinal == "last":
            return (day + 7 * DAY).month != day.month
        return (day.day - 1) // 7 == ("first", "second", "third", "fourth", "fifth").index(ordinal)
    if isinstance(on, str):
        return day.day == min(int(on), calendar.monthrange(day.year, day.month)[1])
    assert isinstance(on, list)
    if "-" in on[0]:
        return f"{day:%m-%d}" in on
    return WEEK[day.weekday()] in on


def every_on(on: object, anchor: date, count: int, unit: str, start: date, end: date) -> list[date]:
    """Return the days that `on:` allows, in those weeks, months or years that the anchor's period meets."""
    found = []
    for day in days(start, end):
        if unit in {"day", "week"}:
            step = count * (7 if unit == "week" else 1)
            monday, its = (one - one.weekday() * DAY for one in (anchor, day))
            in_phase = (its - monday).days % step == 0
        elif isinstance(on, list):
            in_phase = (day.year - anchor.year) % (count if unit == "year" else count // 12) == 0
        else:
            months = (day.year - anchor.year) * 12 + day.month - anchor.month
            in_phase = months % (count * (12 if unit == "year" else 1)) == 0
        if in_phase and matches(on, day):
            found.append(day)
    return found


def period_of(name: str, day: date) -> tuple[date, date]:
    """Return the first and the last day of the calendar period a day lies in."""
    if name == "week":
        monday = day - day.weekday() * DAY
        return monday, monday + 6 * DAY
    if name == "half-month":
        last = date(day.year, day.month, calendar.monthrange(day.year, day.month)[1])
        return (day.replace(day=1), day.replace(day=15)) if day.day <= 15 else (day.replace(day=16), last)
    size = {"month": 1, "2 months": 2, "quarter": 3, "half-year": 6, "year": 12}[name]
    first = date(day.year, day.month - (day.month - 1) % size, 1)
    return first, add(first, size, "month") - DAY


def once_per(name: str, count: int, begin: date, end: date, season: Sequence[Yearly]) -> list[tuple[date, date]]:
    """Return for each (part of a) period the first and the last day for it; the last is its due day."""
    parts: dict[tuple[date, int], list[date]] = {}
    for day in days(begin, end):
        first, last = period_of(name, day)
        size = (last - first).days + 1
        part = max(k for k in range(count) if (day - first).days >= size * k // count)
        if not season or any(day in one for one in season):
            parts.setdefault((first, part), []).append(day)
    return [(inside[0], inside[-1]) for inside in parts.values()]


def ages(born: date, at: Sequence[tuple[int, str]], then: tuple[int, str] | None, start: date, end: date) -> list[date]:
    """Return the days on which an asset reaches the ages named, and every `then` from the last of them on."""
    found = {add(born, *age) for age in at}
    if then is not None:
        months = {"month": 1, "year": 12}
        head = at[-1][0] * months[at[-1][1]] if at else 0
        n = 1
        while True:
            day = add(born, head + n * then[0] * months[then[1]], "month")
            if day > end:
                break
            found.add(day)
            n += 1
    return sorted(day for day in found if start <= day <= end)


@dataclass(frozen=True)
class Workdays:
    """Who works when: the week, what is off, what is worked all the same, and what is closed whatever else is said."""

    week: frozenset[int]
    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    closed: frozenset[date] = frozenset()

    def works(self, day: date) -> bool:
        if day in self.closed:
            return False
        if day in self.worked:
            return True
        return day.weekday() in self.week and day not in self.off

    def shifted(self, day: date, shift: str, begin: date) -> date | None:
        """Return the day that work due on `day` is planned for; None where the date is dropped."""
        if self.works(day) or shift == "keep":
            return day
        if shift == "skip":
            return None
        earlier: date | None = day
        while earlier is not None and not self.works(earlier):
            earlier = earlier - DAY if earlier > begin else None
        later = day
        while not self.works(later):
            later += DAY
        if earlier is None:
            return later
        if shift == "nearest":
            return earlier if day - earlier <= later - day else later
        return earlier if shift == "earlier" else later

    def closure(self, day: date) -> list[date]:
        """Return the run of days on which nobody works that a day lies in."""
        if self.works(day):
            return []
        first, last = day, day
        while not self.works(first - DAY):
            first -= DAY
        while not self.works(last + DAY):
            last += DAY
        return list(days(first, last))

    def lost(self, day: date) -> int:
        """Return how many days of the working week the closure around a day takes away."""
        return sum(one.weekday() in self.week for one in self.closure(day))


def slot_choice(work: Workdays, slot: date, begin: date, previous: date | None, half: int) -> set[date]:
    """Return the days on which the visit of a slot under a cap may stand; empty where no working day is left."""
    if work.works(slot):
        return {slot}
    before = [day for day in days(begin, slot) if work.works(day)]
    if previous is not None:
        before = [day for day in before if day > previous] or before
    if not before:
        return set()
    lost = work.lost(slot)
    if lost < 3:
        return {before[-1]}
    roomy = [day for day in before[-lost:] if previous is None or (day - previous).days >= half]
    return set(roomy) or {before[-1]}


def extra_choice(work: Workdays, previous: date, following: date, cap: int, quarter: int, begin: date) -> set[date]:
    """Return the days on which the one extra visit between two others may stand."""
    last = previous + cap * DAY
    even = previous + (following - previous).days // 2 * DAY
    if work.works(even) and even >= begin:
        return {even}
    inside = [day for day in days(max(previous + DAY, begin), min(last, following - DAY)) if work.works(day)]
    both = [day for day in inside if (following - day).days <= cap]
    roomy = [day for day in both if (day - previous).days >= quarter and (following - day).days >= quarter]
    return set(roomy) or set(both) or set(inside) or {last}


def off_days(spans: Collection[Span]) -> frozenset[date]:
    return frozenset(day for span in spans for day in days(span.start, span.end))


# What was recorded


@dataclass(frozen=True)
class Said:
    """One line of a logbook: done or skipped on a day; `named` is the due day or the number it names."""

    day: date
    done: bool
    named: object = None


def fixed_closings(dues: Sequence[date], said: Sequence[Said], length: Fraction) -> dict[date, Said]:
    """Return which due day of a periodic rule each line closes, lines of one day apart; no two name the same."""
    closed: dict[date, Said] = {}
    kept = {line.named for line in said if line.named in dues}
    for line in sorted(said, key=lambda one: one.day):
        if line.named in kept:
            closed[line.named] = line  # type: ignore[index]
            continue
        free = [due for due in dues if due not in closed and due not in kept]
        back = [due for due in free if due <= line.day and (line.day - due).days < length]
        ahead = [due for due in free if due > line.day]
        if back:
            closed[back[-1]] = line
        elif ahead and (ahead[0] - line.day).days <= length / 2:
            closed[ahead[0]] = line
    return closed


def once_per_closings(parts: Sequence[tuple[date, date]], name: str, said: Sequence[Said]) -> dict[date, Said]:
    """Return which part, by its last day, each line closes: the oldest open one of its calendar period."""
    closed: dict[date, Said] = {}
    for line in sorted(said, key=lambda one: one.day):
        first, last = period_of(name, line.day)
        for _, due in parts:
            if first <= due <= last and due not in closed:
                closed[due] = line
                break
    return closed


def floating_chain(begin: date, last: date, count: int, unit: str, said: Sequence[Said]) -> list[tuple[int, date]]:
    """Return the number and the due day of each occurrence that was closed, and of the open one at the end.

    The lines stand in order, on different days, each with its number or none; none comes before one with a number.
    """
    chain = []
    counted = last
    number = 0
    for line in said:
        number = int(str(line.named)) if line.named is not None else number + 1
        due = max(add(counted, count, unit), begin)
        chain.append((number, due))
        counted = line.day if line.done else due
    return [*chain, (number + 1, max(add(counted, count, unit), begin))]


def capped_limits(begin: date, last: date, dues: Sequence[date], closed: dict[date, Said], cap: int) -> list[date]:
    """Return the cap's day of each date, where every one was closed on its day: a skipped one counts for nothing."""
    limits = []
    counted = last
    for due in dues:
        limits.append(max(counted + cap * DAY, begin))
        counted = closed[due].day if closed[due].done else counted
    return limits
