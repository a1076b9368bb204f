"""The plan: every occurrence of a range, as seen on a day. The one function that makes dates.

The range only cuts: every series is reckoned from its anchor or its newest completion, so June out of the
year's plan is the plan for June.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain, groupby
from operator import attrgetter

from msgspec import Struct

from fmplan.assets.estate import Estate
from fmplan.dates.day import Day
from fmplan.dates.ranges import DateRange
from fmplan.findings import Finding
from fmplan.logbook.entries import Logbook
from fmplan.schedules.lock import Lock
from fmplan.schedules.noticetime import too_late
from fmplan.schedules.occurrence import Occurrence
from fmplan.schedules.planner import Planner
from fmplan.schedules.series import Series
from fmplan.schedules.troubles import provisional_years


class Plan(Struct, frozen=True, dict=True):
    """All occurrences of a range, as seen on a day.

    `by_series` holds them series by series, each in order of time: what is done for every occurrence is done
    quickest in that order, because what belongs to one series lies together. `earlier` tells of each series
    whose units take turns, by its rank, how many of its dates lie before the range.
    """

    estate: Estate
    range: DateRange
    today: Day
    series: tuple[Series, ...]
    by_series: tuple[Sequence[Occurrence], ...]
    findings: tuple[Finding, ...]
    earlier: Mapping[int, int] = {}

    @cached_property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """Every occurrence in the order date, location, asset, task."""
        days: list[list[Occurrence]] = [[] for _ in range(self.range.days)]
        start = self.range.start
        for occurrence in chain.from_iterable(self.by_series):
            days[occurrence.planned - start].append(occurrence)
        return tuple(chain.from_iterable(days))


def make_plan(
    estate: Estate,
    series: Sequence[Series],
    logbook: Logbook,
    range_: DateRange,
    today: Day,
    lock: Lock,
    *,
    only_open: bool = False,
) -> Plan:
    """Return every occurrence whose planned day lies inside `range_`, both ends in.

    `series` are those of `assign`, in the order of their rank. With `only_open` what was closed may be left out, where
    that is quicker to find: ten thousand assets close half a million dates in two years.
    """
    planner = Planner(estate, series, logbook.seen_on(today), range_, today, lock, only_open=only_open)
    by_series: list[Sequence[Occurrence]] = []
    for _, group in groupby(series, key=attrgetter("asset.id")):
        by_series += planner.occurrences_of(list(group))
    findings = (
        *planner.findings,
        *too_late(estate, series, by_series, planner.logbook, today),
        *provisional_years(estate, planner.calendars, range_),
    )
    return Plan(estate, range_, today, tuple(series), tuple(by_series), findings, planner.earlier)
