"""Ranges of days, both ends in: dated (`2027-02-05..2027-02-12`) and of every year (`04-01..10-31`)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import Final

from msgspec import Struct
from msgspec.structs import force_setattr

from fmplan.dates.day import DATE, FIRST_DAY, ISO, LAST_DAY, MONTH_START, Day, day_of, month_length
from fmplan.dates.likely import likely_day, likely_range
from fmplan.dates.plain import quoted, require_plain


class DateRange(Struct, frozen=True, order=True):
    """The days from `start` to `end`, both in. Raises ValueError where the end lies before the start."""

    start: Day
    end: Day

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a range cannot end on {ISO[self.end]}, before its start on {ISO[self.start]}")

    def __contains__(self, day: Day) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        return ISO[self.start] if self.start == self.end else f"{ISO[self.start]}..{ISO[self.end]}"

    @property
    def days(self) -> int:
        """How many days it holds, at least 1."""
        return self.end - self.start + 1


class YearlyRange(Struct, frozen=True):
    """The days from `start` to `end` of every year, both in, as (month, day).

    It wraps the year where the end lies before the start. One that ends on 28 February ends with
    February, in leap years too; 29 February as a start is 1 March in other years.
    """

    start: tuple[int, int]
    end: tuple[int, int]

    def __str__(self) -> str:
        return f"{self.start[0]:02}-{self.start[1]:02}..{self.end[0]:02}-{self.end[1]:02}"

    def in_year(self, year: int) -> tuple[Day, Day]:
        """Return the first and last day of the range that starts in a year.

        The first lies after the last where the year has no such day (02-29..02-29).
        """
        end_year = year + 1 if self.end < self.start else year
        return _day_or_next(year, *self.start), _day_or_before(end_year, *self.end)


def _day_or_next(year: int, month: int, day: int) -> Day:
    return MONTH_START[year * 12 + month - 1] + day - 1


def _day_or_before(year: int, month: int, day: int) -> Day:
    number = year * 12 + month - 1
    last = MONTH_START[number + 1] - 1
    return last if (month, day) == (2, 28) else min(MONTH_START[number] + day - 1, last)


class Season(Struct, frozen=True):
    """The days of every year that lie in at least one of some yearly ranges; of none, it holds no day."""

    ranges: tuple[YearlyRange, ...]
    # As (month, day): whether a day is in season is asked far more often than where its run begins and ends.
    _days: frozenset[tuple[int, int]] = frozenset()

    def __post_init__(self) -> None:
        force_setattr(self, "_days", _days_of_the_year(self.ranges))

    def __repr__(self) -> str:
        return f"Season({self.ranges!r})"

    def __reduce__(self) -> tuple[type[Season], tuple[tuple[YearlyRange, ...]]]:
        return Season, (self.ranges,)

    def __str__(self) -> str:
        return ", ".join(str(one) for one in self.ranges)

    def holds(self, day: Day) -> bool:
        """Tell whether the day lies in season."""
        on = DATE[day]
        return (on.month, on.day) in self._days

    def first_on_or_after(self, day: Day) -> Day | None:
        """Return the first day in season that is not before a day; None where none comes until LAST_DAY."""
        found: Day | None = day
        if not self.holds(day):
            year = DATE[day].year
            starts, _ = _runs(self.ranges, year, year + _LONGEST_WAIT)
            at = bisect_left(starts, day)
            found = starts[at] if at < len(starts) else None
        return found if found is not None and found <= LAST_DAY else None

    def last_on_or_before(self, day: Day) -> Day | None:
        """Return the last day in season that is not after a day; None where none lies back to FIRST_DAY."""
        found: Day | None = day
        if not self.holds(day):
            year = DATE[day].year
            _, ends = _runs(self.ranges, year - _LONGEST_WAIT, year)
            at = bisect_right(ends, day) - 1
            found = ends[at] if at >= 0 else None
        return found if found is not None and found >= FIRST_DAY else None

    def days_of(self, year: int) -> list[Day]:
        """Return the days in season of one calendar year, in order."""
        first, last = day_of(year, 1, 1), day_of(year, 12, 31)
        return [day for day in range(first, last + 1) if self.holds(day)]

    def windows(self, start: Day, end: Day) -> list[DateRange]:
        """Return the connected runs of days in season that touch start..end, each one whole, in order.

        A season without a gap has one window for each calendar year.
        """
        # No run is longer than a year, so what touches these years starts and ends next to them at most.
        starts, ends = _runs(self.ranges, DATE[start].year - 1, DATE[end].year + 1)
        return [DateRange(starts[at], ends[at]) for at in range(bisect_left(ends, start), bisect_right(starts, end))]


_LEAP_YEAR: Final = 2028
_LONGEST_WAIT: Final = 9
"""Within so many years every season comes: the 29th of February after eight, where 2100 lies between."""


@lru_cache(maxsize=1024)
def _days_of_the_year(ranges: tuple[YearlyRange, ...]) -> frozenset[tuple[int, int]]:
    """Return the days of the year that lie in a range, as (month, day), the 29th of February among them."""
    spans = [one.in_year(year) for one in ranges for year in (_LEAP_YEAR - 1, _LEAP_YEAR)]
    days = (DATE[day] for start, end in spans for day in range(start, end + 1))
    return frozenset((on.month, on.day) for on in days if on.year == _LEAP_YEAR)


@lru_cache(maxsize=1024)
def _runs(ranges: tuple[YearlyRange, ...], first: int, last: int) -> tuple[tuple[Day, ...], tuple[Day, ...]]:
    """Return the first days and the last days of the connected runs that start in the years first..last, in order."""
    years = range(first, last + 1)
    starts: list[Day] = []
    ends: list[Day] = []
    for start, end in sorted(one.in_year(year) for one in ranges for year in years):
        if start > end:
            continue
        if ends and start <= ends[-1] + 1:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    if len(_days_of_the_year(ranges)) == 366:
        starts = [day_of(year, 1, 1) for year in years]
        ends = [day_of(year, 12, 31) for year in years]
    return tuple(starts), tuple(ends)


_FIRST_YEAR: Final = int(ISO[FIRST_DAY][:4])
_LAST_YEAR: Final = int(ISO[LAST_DAY][:4])

_DAY: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
# `re` compiles these when they are first asked for, which for most commands is never.
_MONTH: Final = r"([0-9]{4})-([0-9]{2})"
_MONTH_DAY: Final = r"([0-9]{2})-([0-9]{2})"
_YEARLY: Final = r"([0-9]{2})(?:-([0-9]{2}))? ?\.\. ?([0-9]{2})(?:-([0-9]{2}))?"
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@lru_cache(maxsize=65536)
def parse_day(text: str) -> Day:
    """Read `2027-03-31`. Raises ValueError for another form, no such day, or one outside 1970 to 2199."""
    written = _DAY.fullmatch(text)
    if written is None:
        require_plain(text)
        meant = likely_day(text)
        raise ValueError(
            f"cannot read {quoted(text)} as a date: write "
            + (f"it as {meant}" if meant else "year-month-day, for example 2027-03-31")
        )
    year, month, day = int(written[1]), int(written[2]), int(written[3])
    _require_month(text, year, month)
    last = month_length(year, month)
    if not 1 <= day <= last:
        raise ValueError(
            f"there is no {quoted(text)}: {_MONTHS[month - 1]} {year} has the days 01 to {last}, "
            f"so write for example {year}-{month:02}-{last}"
        )
    return day_of(year, month, day)


@lru_cache(maxsize=4096)
def parse_day_or_month_end(text: str) -> Day:
    """Read `2027-03-31`, or `2027-09` as that month's last day. Raises ValueError as `parse_day` does."""
    written = re.fullmatch(_MONTH, text)
    if written is None:
        return parse_day(text)
    year, month = int(written[1]), int(written[2])
    _require_month(text, year, month)
    return day_of(year, month, month_length(year, month))


@lru_cache(maxsize=4096)
def parse_date_range(text: str) -> DateRange:
    """Read `2027-02-05..2027-02-12`, or one date as a range of a single day. Raises ValueError."""
    if not text.isascii() and (meant := likely_range(text)):
        raise ValueError(f"cannot read {quoted(text)} as dates: write two dots between them, {meant}")
    require_plain(text)
    start, dots, end = (part.strip() for part in text.partition(".."))
    if not _DAY.fullmatch(start) or (dots and not _DAY.fullmatch(end)):
        raise ValueError(
            f"cannot read {quoted(text)} as dates: write one date or two with two dots between, "
            f"for example {likely_range(text) or '2027-02-05..2027-02-12'}"
        )
    first = parse_day(start)
    last = parse_day(end) if dots else first
    if last < first:
        raise ValueError(
            f"{quoted(text)} ends before it starts: write the earlier date first, {ISO[last]}..{ISO[first]}"
        )
    return DateRange(first, last)


@lru_cache(maxsize=4096)
def parse_season(text: str) -> YearlyRange:
    """Read `04-01..10-31`, or `05..09` as whole months; either may wrap the year. Raises ValueError."""
    require_plain(text)
    written = re.fullmatch(_YEARLY, text)
    if written is None:
        raise ValueError(
            f"cannot read {quoted(text)} as days of every year: write month-day twice with two dots between, "
            "for example 04-01..10-31, or months, for example 05..09"
        )
    from_month, from_day, to_month, to_day = (int(part) if part else None for part in written.groups())
    if (from_day is None) != (to_day is None) or from_month is None or to_month is None:
        raise ValueError(
            f"{quoted(text)} has a day at one end only: write both, for example 04-01..10-31, "
            "or none, for example 05..09"
        )
    if from_day is None or to_day is None:
        _require_month_day(text, from_month, 1)
        _require_month_day(text, to_month, 1)
        # A common year's length: one that ends on 02-28 ends with February anyway.
        return YearlyRange((from_month, 1), (to_month, month_length(2027, to_month)))
    _require_month_day(text, from_month, from_day)
    _require_month_day(text, to_month, to_day)
    return YearlyRange((from_month, from_day), (to_month, to_day))


@lru_cache(maxsize=4096)
def parse_month_day(text: str) -> tuple[int, int]:
    """Read `03-15` as (month, day); 29 February is one, 30 February is not. Raises ValueError."""
    require_plain(text)
    written = re.fullmatch(_MONTH_DAY, text)
    if written is None:
        raise ValueError(f"cannot read {quoted(text)} as a day of every year: write month-day, for example 03-15")
    month, day = int(written[1]), int(written[2])
    _require_month_day(text, month, day)
    return month, day


def _require_month_day(text: str, month: int, day: int) -> None:
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month:02} in {quoted(text)}: write 01 to 12, for example 09-15")
    last = month_length(2028, month)
    if not 1 <= day <= last:
        raise ValueError(
            f"there is no day {month:02}-{day:02} in {quoted(text)}: {_MONTHS[month - 1]} has the days "
            f"01 to {last}, so write for example {month:02}-{last}"
        )


def _require_month(text: str, year: int, month: int) -> None:
    if not 1 <= month <= 12:
        raise ValueError(
            f"there is no month {month:02} in {quoted(text)}: write a month from 01 to 12, for example {year:04}-09"
        )
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(
            f"{quoted(text)} is outside the years {_FIRST_YEAR} to {_LAST_YEAR}: write a year among these, "
            "for example 2027"
        )
