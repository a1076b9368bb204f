"""What a rule of the library asks for, reckoned with plain dates from the rule as it is printed, not by the engine."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

from fmplan.schedules.library.files import block_of
from fmplan.yamlfile.block import Block, Items

ONE: Final = timedelta(days=1)
OF_THE_SITE: Final = {"heating-season": "12-01..02-28"}
"""Seasons that an estate says itself in a zone for which the library has none."""
_MONTHS: Final = {"month": 1, "2 months": 2, "quarter": 3, "half-year": 6, "year": 12}


def chosen(value: Any, facts: Mapping[str, str]) -> Any:
    """Return what a choice comes to under these facts; anything else as it is; None where no option is said."""
    return value.get(facts.get(value["by"], "")) if isinstance(value, Block) and "by" in value else value


def days_of(season: Any, zone: str | None, year: int) -> set[date]:
    """Return the days of a year that lie in a season; all where there is none."""
    if season is None:
        return set(_through(date(year, 1, 1), date(year, 12, 31)))
    if isinstance(season, Items | list):
        return set().union(*(days_of(one, zone, year) for one in season))
    if not re.match(r"\d\d", season):
        named = block_of("words/periods.yaml")["periods"][season].get(zone or "", OF_THE_SITE.get(season))
        return set() if named is None else days_of(named, zone, year)
    first, _, last = season.partition("..")
    start, end = _first_day(first, year), _last_day(last or first, year)
    if start <= end:
        return set(_through(start, end))
    return set(_through(date(year, 1, 1), end)) | set(_through(start, date(year, 12, 31)))


def periods_of(name: str, year: int) -> Iterator[tuple[date, date]]:
    """Yield the calendar periods of a year by name, with the first day and the last; and its whole weeks."""
    if name == "week":
        monday = date(year, 1, 1)
        while monday.weekday():
            monday += ONE
        while (sunday := monday + 6 * ONE).year == year:
            yield monday, sunday
            monday = sunday + ONE
    elif name == "half-month":
        for month in range(1, 13):
            yield date(year, month, 1), date(year, month, 15)
            yield date(year, month, 16), _month_end(year, month)
    else:
        step = _MONTHS[name]
        for month in range(1, 13, step):
            yield date(year, month, 1), _month_end(year, month + step - 1)


def runs_of(days: set[date]) -> list[set[date]]:
    """Return the stretches of days that follow one another, in order."""
    runs: list[set[date]] = []
    for day in sorted(days):
        if runs and day - ONE in runs[-1]:
            runs[-1].add(day)
        else:
            runs.append({day})
    return runs


def later(day: date, period: str, times: int = 1) -> date:
    """Return the day so many periods on; a day that a month lacks is its last."""
    number, unit = period.split()
    count = int(number) * times
    if unit.startswith(("day", "week")):
        return day + count * (7 if unit.startswith("week") else 1) * ONE
    months = day.year * 12 + day.month - 1 + count * (12 if unit.startswith("year") else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def units_in(text: str) -> set[int]:
    """Return the units that a date prints: `7-12, 40` are seven to twelve, and forty."""
    units: set[int] = set()
    for part in text.split(", "):
        first, _, last = part.partition("-")
        units |= set(range(int(first), int(last or first) + 1))
    return units


def _through(start: date, end: date) -> Iterator[date]:
    while start <= end:
        yield start
        start += ONE


def _first_day(text: str, year: int) -> date:
    return date(year, int(text[:2]), int(text[3:] or 1))


def _last_day(text: str, year: int) -> date:
    month = int(text[:2])
    return date(year, month, int(text[3:])) if text[3:] else _month_end(year, month)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
