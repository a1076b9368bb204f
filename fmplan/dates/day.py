"""What a day is inside the engine: a plain number, with the look-ups that make it readable again."""

from __future__ import annotations

from datetime import date
from typing import Final, TypeAlias

# `date.toordinal()`: 1 is Monday 0001-01-01. Whole numbers add, compare and index faster than dates do.
Day: TypeAlias = int

FIRST_DAY: Final[Day] = date(1970, 1, 1).toordinal()
LAST_DAY: Final[Day] = date(2199, 12, 31).toordinal()

# 365.25 / 12: what a month counts where a period has to be measured in days.
MONTH_DAYS: Final = 30.4375


class _Dates(dict[Day, date]):
    """Day to `date`, filled as days are asked for."""

    def __missing__(self, day: Day) -> date:
        found = self[day] = date.fromordinal(day)
        return found


class _IsoTexts(dict[Day, str]):
    """Day to `2027-03-01`, filled as days are asked for."""

    def __missing__(self, day: Day) -> str:
        found = self[day] = DATE[day].isoformat()
        return found


class _MonthStarts(dict[int, Day]):
    """Month number (`year * 12 + month - 1`) to that month's first day, filled as months are asked for."""

    def __missing__(self, number: int) -> Day:
        year, month = divmod(number, 12)
        found = self[number] = date(year, month + 1, 1).toordinal()
        return found


DATE: Final[dict[Day, date]] = _Dates()
ISO: Final[dict[Day, str]] = _IsoTexts()
MONTH_START: Final[dict[int, Day]] = _MonthStarts()


def day_of(year: int, month: int, day: int) -> Day:
    """Return the day of a year, month (1 to 12) and day of the month. Raises ValueError for 30 February."""
    return date(year, month, day).toordinal()


def month_number(day: Day) -> int:
    """Return the number by which `MONTH_START` knows the month of a day."""
    found = DATE[day]
    return found.year * 12 + found.month - 1


def month_length(year: int, month: int) -> int:
    """Return how many days a month (1 to 12) has: 28 to 31."""
    number = year * 12 + month - 1
    return MONTH_START[number + 1] - MONTH_START[number]


def weekday(day: Day) -> int:
    """Return the day of the week: 0 is Monday, 6 is Sunday."""
    return (day - 1) % 7
