"""The weeks of a range as columns: ISO weeks from Monday, each under one month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from fmplan.dates.day import DATE, Day, day_of, weekday
from fmplan.dates.ranges import DateRange

MOST: Final = 54
"""Weeks that a calendar year can touch: a leap year that begins on a Sunday."""


class Week(NamedTuple):
    """A week by its Monday, with its ISO number and the month it stands under, the days of the range alone counting."""

    monday: Day
    number: int
    year: int
    month: int

    def days_in(self, range_: DateRange) -> range:
        """Return the days of the week that lie in a range."""
        return range(max(self.monday, range_.start), min(self.monday + 6, range_.end) + 1)


def weeks_of(range_: DateRange) -> list[Week]:
    """Return the weeks that have days in a range. The month is that of the Thursday, as ISO has it for the year."""
    first = range_.start - weekday(range_.start)
    return [_week(monday, range_) for monday in range(first, range_.end + 1, 7)]


def months_of(weeks: Sequence[Week]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the months the weeks stand under: year, month, and the places of its first and last week."""
    at = 0
    for (year, month), group in groupby(weeks, key=lambda week: (week.year, week.month)):
        count = len(list(group))
        yield year, month, at, at + count - 1
        at += count


def parts_of(range_: DateRange) -> list[DateRange]:
    """Return a range in the parts that one planner each can show: the whole, or its calendar years."""
    if len(weeks_of(range_)) <= MOST:
        return [range_]
    years = range(DATE[range_.start].year, DATE[range_.end].year + 1)
    return [DateRange(max(range_.start, day_of(year, 1, 1)), min(range_.end, day_of(year, 12, 31))) for year in years]


def _week(monday: Day, range_: DateRange) -> Week:
    thursday = DATE[min(max(monday + 3, range_.start), range_.end)]
    return Week(monday, DATE[monday].isocalendar().week, thursday.year, thursday.month)


def iso_week(monday: Day) -> str:
    """Return a week as ISO writes it: `2027-W09`; the year is that of its Thursday."""
    date = DATE[monday].isocalendar()
    return f"{date.year}-W{date.week:02}"
