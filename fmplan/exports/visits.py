"""Visits: what one team does at one place on one day, a place being the first part of the location."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from msgspec import Struct

from fmplan.assets.estate import Team
from fmplan.dates.day import Day
from fmplan.schedules.occurrence import Occurrence, Status


class Visit(Struct, frozen=True):
    """The occurrences of one visit, at least one; their order is that of the plan."""

    day: Day
    team: Team | None
    place: str
    occurrences: Sequence[Occurrence]

    @property
    def key(self) -> str:
        """What it is known by: the key of its first occurrence."""
        return self.occurrences[0].key

    @property
    def status(self) -> Status:
        """How it stands as a whole: the worst of what is open; where nothing is, whether anything was done."""
        statuses = {one.status for one in self.occurrences}
        if len(statuses) == 1:
            return statuses.pop()
        return next(status for status in _WORST_FIRST if status in statuses)


_WORST_FIRST = (
    Status.BREACH,
    Status.OVERDUE,
    Status.DUE,
    Status.PLANNED,
    Status.DEFERRED,
    Status.DONE,
    Status.MISSED,
    Status.SKIPPED,
    Status.COVERED,
)


def visits_of(occurrences: Iterable[Occurrence]) -> Iterator[Visit]:
    """Yield the visits of the occurrences of a plan, in the plan's order of what comes first in each.

    What another visit covers is done with it, and is left out.
    """
    for day, of_day in groupby(occurrences, key=attrgetter("planned")):
        visits: dict[tuple[int, str], list[Occurrence]] = {}
        for one in of_day:
            if one.status is not Status.COVERED:
                series = one.series
                visits.setdefault((id(series.team), place_of_visit(series.asset.location)), []).append(one)
        for (_, place), together in visits.items():
            yield Visit(day, together[0].series.team, place, together)


def place_of_visit(location: str) -> str:
    """Return the first part of a location; "" for the estate as a whole."""
    return location.partition("/")[0]
