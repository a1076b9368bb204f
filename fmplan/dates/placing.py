"""The `on:` key: which days of a month, week or year a task is placed on."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, TypeAlias

from msgspec import Struct

from fmplan.dates.day import DATE, MONTH_START, Day, weekday
from fmplan.dates.plain import quoted, require_plain
from fmplan.dates.ranges import parse_month_day

_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}


class _ByMonth(Struct, frozen=True):
    """Days that are found month by month."""

    def in_month(self, year: int, month: int) -> list[Day]:
        """Return its days in one month (1 to 12), in order."""
        raise NotImplementedError

    def in_year(self, year: int) -> list[Day]:
        """Return its days in one calendar year, in order."""
        return list(_days_in_year(self, year))

    def in_range(self, start: Day, end: Day) -> list[Day]:
        """Return its days from start to end, both ends in, in order."""
        if start > end:
            return []
        days: list[Day] = []
        for year in range(DATE[start].year, DATE[end].year + 1):
            days += _days_in_year(self, year)
        return days[bisect_left(days, start) : bisect_right(days, end)]


@lru_cache(maxsize=16384)
def _days_in_year(placing: _ByMonth, year: int) -> tuple[Day, ...]:
    return tuple(day for month in range(1, 13) for day in placing.in_month(year, month))


class NthWeekday(_ByMonth, frozen=True):
    """The nth Monday (`weekday` 0) to Sunday (6) of a month; `nth` is 1 to 5, or -1 for the last one."""

    nth: int
    weekday: int

    def __str__(self) -> str:
        name = next(word for word, nth in _ORDINALS.items() if nth == self.nth)
        return f"{name} {_WEEKDAYS[self.weekday]}"

    def in_month(self, year: int, month: int) -> list[Day]:
        """Return the one day in the month; none where it has no fifth one."""
        number = year * 12 + month - 1
        start, after = MONTH_START[number], MONTH_START[number + 1]
        if self.nth < 0:
            return [after - 1 - (weekday(after - 1) - self.weekday) % 7]
        day = start + (self.weekday - weekday(start)) % 7 + 7 * (self.nth - 1)
        return [day] if day < after else []


class DayOfMonth(_ByMonth, frozen=True):
    """A day of the month, 1 to 31; in a shorter month its last day, so that 31 is always the last day."""

    day: int

    def __str__(self) -> str:
        return "last day" if self.day == 31 else str(self.day)

    def in_month(self, year: int, month: int) -> list[Day]:
        """Return the one day in the month."""
        number = year * 12 + month - 1
        return [min(MONTH_START[number] + self.day, MONTH_START[number + 1]) - 1]


class Weekdays(_ByMonth, frozen=True):
    """Days of every week, 0 is Monday, in order and each once."""

    weekdays: tuple[int, ...]

    def __str__(self) -> str:
        return ", ".join(_WEEKDAYS[number][:3] for number in self.weekdays)

    def in_month(self, year: int, month: int) -> list[Day]:
        """Return every such day of the month."""
        number = year * 12 + month - 1
        return [day for day in range(MONTH_START[number], MONTH_START[number + 1]) if weekday(day) in self.weekdays]


class DaysOfYear(_ByMonth, frozen=True):
    """Days of every year as (month, day), in order and each once; 29 February is the 28th in common years."""

    days: tuple[tuple[int, int], ...]

    def __str__(self) -> str:
        return ", ".join(f"{month:02}-{day:02}" for month, day in self.days)

    def in_month(self, year: int, month: int) -> list[Day]:
        """Return those of the days that lie in the month."""
        number = year * 12 + month - 1
        start, last = MONTH_START[number], MONTH_START[number + 1] - 1
        return sorted({min(start + day - 1, last) for its_month, day in self.days if its_month == month})


Placing: TypeAlias = NthWeekday | DayOfMonth | Weekdays | DaysOfYear

_WEEKDAY_NUMBERS: Final = {name: number for number, full in enumerate(_WEEKDAYS) for name in (full, full[:3])}
# `re` compiles these when they are first asked for, which for most commands is never.
_DAY_OF_MONTH: Final = r"[0-9]{1,2}"
_MONTH_DAY: Final = r"[0-9]{2}-[0-9]{2}"
_WHAT_TO_WRITE: Final = "write for example first monday, last friday, 15, last day, [mon, thu] or [03-15, 09-15]"


def parse_placing(written: str | Sequence[str]) -> Placing:
    """Read what stands under `on:`.

    One text is `first monday` to `fifth monday`, `last friday`, a day of the month such as `15`, `last
    day`, or a list's single item; a list is of days of the week or of days of the year. Raises
    ValueError, whose text tells the writer what is wrong and what to write.
    """
    if isinstance(written, str):
        return _parse_one(written)
    return _parse_list(tuple(written))


@lru_cache(maxsize=1024)
def _parse_one(text: str) -> Placing:
    require_plain(text)
    words = text.lower().split()
    if words == ["last", "day"]:
        return DayOfMonth(31)
    if len(words) == 2 and words[0] in _ORDINALS:
        number = _WEEKDAY_NUMBERS.get(words[1])
        if number is None:
            raise ValueError(f"unknown day of the week {quoted(words[1])} in {quoted(text)}: {_WHAT_TO_WRITE}")
        return NthWeekday(_ORDINALS[words[0]], number)
    if re.fullmatch(_DAY_OF_MONTH, text):
        day = int(text)
        if not 1 <= day <= 31:
            raise ValueError(f"there is no day {quoted(text)} in a month: write 1 to 31, or last day")
        return DayOfMonth(day)
    return _parse_list((text,))


@lru_cache(maxsize=1024)
def _parse_list(items: tuple[str, ...]) -> Placing:
    for item in items:
        require_plain(item)
    if items and all(re.fullmatch(_MONTH_DAY, item) for item in items):
        return DaysOfYear(tuple(sorted({parse_month_day(item) for item in items})))
    numbers = {_WEEKDAY_NUMBERS[item.lower()] for item in items if item.lower() in _WEEKDAY_NUMBERS}
    strange = [item for item in items if item.lower() not in _WEEKDAY_NUMBERS]
    if numbers and not strange:
        return Weekdays(tuple(sorted(numbers)))
    if not strange:
        raise ValueError(f"an empty list places nothing: {_WHAT_TO_WRITE}")
    if len(items) == 1:
        raise ValueError(f"cannot read {quoted(strange[0])} as a place in the period: {_WHAT_TO_WRITE}")
    raise ValueError(
        f"cannot read {quoted(strange[0])} in this list: "
        "a list is either of days of the week, [mon, thu], or of days of the year, [03-15, 09-15]"
    )
