"""What is pinned in `estate.lock.yaml`: the library tasks and the days off that plans are made with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from fmplan.dates.publicholidays import YearOff, days_off

if TYPE_CHECKING:
    from fmplan.schedules.load import Schedule

LOCK_FILE: Final = "estate.lock.yaml"


class PinnedLibrary(Struct, frozen=True):
    """The schedules of the library as a lock holds them, and for which packs and classes they were looked up."""

    packs: frozenset[str]
    classes: frozenset[str]
    schedules: Sequence[Schedule]


class Lock(Struct, frozen=True):
    """What is pinned: for each country and year its days off and make-up days, and schedules of the library.

    `library` is None in a lock that was written before there was any, or by hand.
    """

    years: Mapping[tuple[str, int], YearOff] = field(default_factory=dict)
    library: PinnedLibrary | None = None

    def year_off(self, country: str, year: int) -> YearOff:
        """Return the pinned days of a year, else those of the installed data."""
        pinned = self.years.get((country, year))
        return days_off(country, year) if pinned is None else pinned
