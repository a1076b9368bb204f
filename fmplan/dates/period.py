"""Periods such as `3 months`: how long they are, and the grid of days they lay from an anchor."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final

from msgspec import Struct
from msgspec.structs import force_setattr

from fmplan.dates.day import DATE, MONTH_DAYS, MONTH_START, Day, month_number
from fmplan.dates.plain import quoted, require_plain


class Unit(StrEnum):
    """What a period is counted in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


_UNIT_DAYS: Final = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 0, Unit.YEAR: 0}
_UNIT_MONTHS: Final = {Unit.DAY: 0, Unit.WEEK: 0, Unit.MONTH: 1, Unit.YEAR: 12}

_LONGEST_MONTHS: Final = 100 * 12
_LONGEST_DAYS: Final = 36525


class Period(Struct, frozen=True):
    """A number of days, weeks, months or years.

    Days are always reckoned from an anchor, `anchor + n * period`, never from the day before: so the
    31st comes back in every month that has one. A month step that leads past the end of a month
    stands on the month's last day.
    """

    count: int
    unit: Unit
    # Days of one period, 0 where it is counted in months or years; and the other way round. Both are reckoned.
    step: int = 0
    months: int = 0

    def __post_init__(self) -> None:
        force_setattr(self, "step", self.count * _UNIT_DAYS[self.unit])
        force_setattr(self, "months", self.count * _UNIT_MONTHS[self.unit])

    def __repr__(self) -> str:
        return f"Period({self.count}, {self.unit!r})"

    def __reduce__(self) -> tuple[type[Period], tuple[int, Unit]]:
        return Period, (self.count, self.unit)

    def __str__(self) -> str:
        return f"{self.count} {self.unit}" if self.count == 1 else f"{self.count} {self.unit}s"

    @property
    def days(self) -> float:
        """The length in days, a month counting 30.4375."""
        return self.step or self.months * MONTH_DAYS

    @property
    def half(self) -> int:
        """Half the length, in whole days rounded down."""
        return int(self.days / 2)

    @property
    def whole_weeks(self) -> bool:
        """Whether every step lands on the anchor's day of the week."""
        return self.step > 0 and self.step % 7 == 0

    def after(self, anchor: Day, n: int = 1) -> Day:
        """Return the day n periods after the anchor, before it where n is negative.

        Raises ValueError where that lies outside the years 1 to 9999.
        """
        step = self.step
        if step:
            return anchor + n * step
        start = DATE[anchor]
        number = start.year * 12 + start.month - 1 + n * self.months
        day = MONTH_START[number] + start.day - 1
        # Only the 29th to the 31st can lie past a month's end.
        return day if start.day <= 28 else min(day, MONTH_START[number + 1] - 1)

    def first_n_on_or_after(self, anchor: Day, day: Day) -> int:
        """Return the smallest n, negative ones included, whose `after(anchor, n)` is not before the day."""
        step = self.step
        if step:
            return -((anchor - day) // step)
        # Rounded up: the first step whose month is that of the day, or a later one.
        n = -((month_number(anchor) - month_number(day)) // self.months)
        return n if self.after(anchor, n) >= day else n + 1

    def grid(self, anchor: Day, start: Day, end: Day) -> list[Day]:
        """Return every `anchor + n * period` from start to end, both ends in, earliest first.

        The anchor may lie inside, before or after; n takes any whole number. Raises ZeroDivisionError
        for a period of no days, which lays no grid.
        """
        step = self.step
        if step:
            return list(range(start + (anchor - start) % step, end + 1, step))
        months = self.months
        from_anchor = DATE[anchor]
        phase = (from_anchor.year * 12 + from_anchor.month - 1) % months
        return list(_month_grid(months, phase, from_anchor.day, start, end))


# Ten thousand yearly services have ten thousand anchors, but no more than 366 grids.
@lru_cache(maxsize=16384)
def _month_grid(months: int, phase: int, day_of_month: int, start: Day, end: Day) -> tuple[Day, ...]:
    if start > end:
        return ()
    start_month = month_number(start)
    numbers = range(start_month + (phase - start_month) % months, month_number(end) + 1, months)
    days = [min(MONTH_START[number] + day_of_month, MONTH_START[number + 1]) - 1 for number in numbers]
    return tuple(day for day in days if start <= day <= end)


_UNITS: Final = {name: unit for unit in Unit for name in (unit.value, f"{unit.value}s")}
# What a word that is no unit was probably meant to be, by the letter or sign it begins with.
_GUESSES: Final = {
    "d": "days",
    "w": "weeks",
    "m": "months",
    "y": "years",
    "天": "days",
    "日": "days",
    "周": "weeks",
    "星": "weeks",
    "月": "months",
    "个": "months",
    "個": "months",
    "年": "years",
}
_SHORTER_THAN_A_DAY: Final = frozenset({"h", "hour", "hours", "min", "minute", "minutes", "s", "second", "seconds"})
_WRITTEN: Final = re.compile(r"([+-]?)([0-9]+)([.,][0-9]+)?( *)([^\d\s]\S*)")


@lru_cache(maxsize=4096)
def parse_period(text: str, *, zero: bool = False) -> Period:
    """Read `15 days`, `2 weeks`, `3 months`, `1 year`.

    `zero` lets `0 days` pass, for a freedom or an age rather than an interval. Raises ValueError, whose
    text tells the writer what is wrong and what to write, also for more than 100 years.
    """
    require_plain(text)
    written = _WRITTEN.fullmatch(text)
    if written is None:
        raise ValueError(f"cannot read {quoted(text)} as a period: write a number and a unit, for example 15 days")
    sign, digits, fraction, gap, name = written.groups()
    unit = _UNITS.get(name)
    if unit is None:
        raise ValueError(_unknown_unit(text, digits, name))
    if fraction:
        raise ValueError(f"{quoted(text)} is no whole number of {unit}s: write a whole one, for example 18 months")
    if not gap:
        raise ValueError(f"no space in {quoted(text)}: write {quoted(f'{digits} {name}')}")
    # Ten digits are past any bound, and int() is slow for thousands of them.
    count = int(digits[:10])
    if sign == "-" or (count == 0 and not zero):
        raise ValueError(f"{quoted(text)} is less than a day: write a period of at least 1 day, for example 15 days")
    period = Period(count, unit)
    if period.step > _LONGEST_DAYS or period.months > _LONGEST_MONTHS or len(digits) > 10:
        raise ValueError(f"{quoted(text)} is more than 100 years: write a shorter period, for example 10 years")
    return period


def _unknown_unit(text: str, digits: str, name: str) -> str:
    if name.lower() in _SHORTER_THAN_A_DAY:
        return f"{quoted(text)} is shorter than a day: write days, weeks, months or years, for example 1 day"
    unit = _GUESSES.get(name[0].lower(), "days")
    example = f"{digits[:4]} {unit if int(digits[:10]) != 1 else unit[:-1]}"
    return f"unknown unit {quoted(name)} in {quoted(text)}: write a number and a unit, for example {example}"
