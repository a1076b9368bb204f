"""Laying out work in the hours of a day: who comes when, for calendars that show times.

Each team has as many people as its capacity fills its hours of the working week, at least one. Work is laid
one after the other, as the plan orders it: by place. What the people of a team cannot do within their hours is
laid beside it from the beginning of the hours, where it is seen to be too much. What nobody says the hours or
the duration of, and rounds that go on all day, have no place in the day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import heapify, heappop, heappush
from itertools import groupby
from typing import NamedTuple

from fmplan.assets.estate import Estate
from fmplan.dates.duration import HoursOfDay
from fmplan.exports.visits import Visit
from fmplan.schedules.series import Series


class Slot(NamedTuple):
    """A part of the day in minutes after midnight: `start` is in, `end` is not, and may be 1440."""

    start: int
    end: int


def slots_of(visits: Iterable[Visit], estate: Estate) -> Iterator[Slot | None]:
    """Yield the slot of each visit, in their order; None for one that has no place in the day."""
    for _, of_day in groupby(visits, key=lambda visit: visit.day):
        teams: dict[int, _TeamDay] = {}
        for visit in of_day:
            series = visit.occurrences[0].series
            hours = series.team_hours or estate.hours
            minutes = _minutes(visit)
            if hours is None or minutes is None:
                yield None
                continue
            team = teams.get(id(visit.team))
            if team is None:
                team = teams[id(visit.team)] = _TeamDay(hours, _people(series, hours))
            yield team.lay(minutes, max(one.series.task.people for one in visit.occurrences))


class _TeamDay:
    """The people of one team on one day, each with the minute from which on they are free."""

    def __init__(self, hours: HoursOfDay, people: int) -> None:
        self._hours = hours
        self._free = [hours.start] * people

    def lay(self, minutes: int, people: int) -> Slot:
        """Return when work of so many minutes and people is done, and count them as busy until then."""
        hours = self._hours
        minutes = min(minutes, hours.minutes)
        while len(self._free) < people:
            heappush(self._free, hours.start)
        taken = [heappop(self._free) for _ in range(people)]
        start = taken[-1]
        if start + minutes > hours.end:
            # More work than people: others begin beside them.
            start = hours.start
            self._free += taken
            taken = []
        self._free += [start + minutes] * people
        heapify(self._free)
        return Slot(start, start + minutes)


def _minutes(visit: Visit) -> int | None:
    """Return how long a visit takes, one task after the other; None where no task says, or all are rounds."""
    known = [
        one.series.minutes * one.series.times
        for one in visit.occurrences
        if one.series.minutes is not None and one.series.task.rounds is None
    ]
    return max(1, round(sum(known))) if known else None


def _people(series: Series, hours: HoursOfDay) -> int:
    capacity = series.team.form.capacity if series.team else None
    week = len(series.workweek) * hours.minutes
    return max(1, round(capacity / week)) if capacity and week else 1
