"""Sets of days as the bits of one number: whether thousands of series have open dates is asked in one step each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from fmplan.dates.day import Day

# Bit n is the day n days after the first one that the set can hold, which whoever makes it says.
Days: TypeAlias = int


def days_of(days: Iterable[Day], first: Day) -> Days:
    """Return a set of days from `first` on; earlier ones are left out."""
    found = 0
    for day in days:
        if day >= first:
            found |= 1 << day - first
    return found


def span_of(start: Day, end: Day, first: Day) -> Days:
    """Return the set of all days from `start` to `end`, both in; those before `first` are left out."""
    start = max(start, first)
    return (1 << end - start + 1) - 1 << start - first if start <= end else 0


def each_of(days: Days, first: Day) -> Iterator[Day]:
    """Yield the days of a set, earliest first."""
    while days:
        lowest = days & -days
        yield first + lowest.bit_length() - 1
        days ^= lowest
