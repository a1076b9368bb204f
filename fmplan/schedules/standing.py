"""From visits that are settled to occurrences: how each stands on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fmplan.dates.day import Day
from fmplan.schedules.occurrence import Occurrence, Status
from fmplan.schedules.series import Series
from fmplan.schedules.settledvisit import Settled
from fmplan.schedules.status import (
    OWED,
    arranged_status,
    closed_status,
    collapses,
    latest_day,
    open_status,
    with_missed,
)
from fmplan.schedules.visit import Visit


def occurrences_by_rank(settled: Iterable[Settled], today: Day) -> dict[int, list[Occurrence]]:
    """Return what came of visits: the occurrences of each series, by its rank, in order of time."""
    found: dict[int, list[Occurrence]] = {}
    for one in settled:
        found.setdefault(one.course.series.rank, []).append(_occurrence(one, today))
    return {rank: sorted(dates, key=lambda one: (one.planned, one.due)) for rank, dates in found.items()}


def missed_among(series: Series, dates: Sequence[Occurrence]) -> Sequence[Occurrence]:
    """Return all dates of a series, of what collapses those as missed that a newer one came after."""
    if not collapses(series.task):
        return dates
    newest = max((one.due for one in dates if one.status in OWED or one.done_on is not None), default=0)
    return with_missed(dates, newest)


def _occurrence(settled: Settled, today: Day) -> Occurrence:
    series, visit, planned = settled.course.series, settled.visit, settled.planned
    latest = latest_day(series.task, visit.due, planned, visit.limit)
    done = None
    if visit.closing is not None:
        status = closed_status(visit.closing)
        done = None if status is Status.SKIPPED else visit.closing.on
    elif settled.covered_by is not None:
        status = Status.COVERED
        if settled.covered_by.course is not settled.course:
            latest = planned if planned > visit.due else latest
    elif visit.is_forecast:
        status = Status.PLANNED
    else:
        status = open_status(series.task, visit.due, planned, latest, visit.limit, today)
        if visit.arranged is not None:
            status = arranged_status(visit.arranged, status, today)
    return Occurrence(
        series,
        visit.due,
        planned,
        latest,
        status,
        visit.limit,
        settled.moved,
        visit.tail,
        settled.covered_by.key if settled.covered_by else _leader_of(visit),
        tuple(one.key for one in settled.covers),
        done,
    )


def _leader_of(visit: Visit) -> str | None:
    """Return the key of the occurrence that a visit was done with, because it hangs on it."""
    return (visit.closing.with_ or None) if visit.closing is not None else None
