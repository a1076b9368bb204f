"""Defects that inspections and services found: how often, and which come again and again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from fmplan.dates.day import Day
from fmplan.logbook.entry import Entry, Kind
from fmplan.schedules.series import Series

ENOUGH: Final = 5
"""With fewer defects than these, the time between two says nothing about an asset."""

RECURRING: Final = 3
"""So many of one task on one asset within a year are one problem rather than several."""

_YEAR: Final = 365
_RESULTS: Final = frozenset({"defect", "fail"})


class Between(Struct, frozen=True):
    """How far apart the defects of an asset lie: their number, and the mean of the days between two."""

    asset: str
    number: int
    days: float


class Recurring(Struct, frozen=True):
    """A defect that comes again and again: on which asset, found by which task, on which days of the last year."""

    series: Series
    days: tuple[Day, ...]


def is_defect(entry: Entry) -> bool:
    """Whether an entry says that something was found defective, or failed."""
    return entry.kind == Kind.DONE.value and entry.result in _RESULTS


def between_defects(days: Iterable[tuple[str, Day]]) -> list[Between]:
    """Return how far apart the defects of each asset with enough of them lie; `days` are assets with days."""
    by_asset: dict[str, list[Day]] = {}
    for asset, day in days:
        by_asset.setdefault(asset, []).append(day)
    return [
        Between(asset, len(found), (max(found) - min(found)) / (len(found) - 1))
        for asset, found in sorted(by_asset.items())
        if len(found) >= ENOUGH and max(found) > min(found)
    ]


def recurring_defects(days: Iterable[tuple[Series, Day]], until: Day) -> list[Recurring]:
    """Return what was found defective three times or more in the year that ends with `until`, the most often first."""
    by_series: dict[int, list[Day]] = {}
    known: dict[int, Series] = {}
    for series, day in days:
        if until - _YEAR < day <= until:
            known[series.rank] = series
            by_series.setdefault(series.rank, []).append(day)
    found = [Recurring(known[rank], tuple(sorted(some))) for rank, some in by_series.items() if len(some) >= RECURRING]
    return sorted(found, key=lambda one: (-len(one.days), one.series.rank))
