"""How an occurrence stands on a day, and by which day it must be done (docs/dates.md, 5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fmplan.assets.task_form import Force
from fmplan.dates.day import Day
from fmplan.schedules.act import ActKind
from fmplan.schedules.history import Arranged, Closing
from fmplan.schedules.occurrence import Occurrence, Status
from fmplan.schedules.task import Task


def latest_day(task: Task, due: Day, planned: Day, limit: Day | None) -> Day:
    """Return the last day on which open work is not overdue: due + late window or planned, never past the cap."""
    latest = max(due + task.late, planned)
    return latest if limit is None else min(latest, limit)


def closed_status(closing: Closing) -> Status:
    """Return the state of an occurrence that the logbook closed."""
    if closing.kind is ActKind.SKIPPED:
        return Status.SKIPPED
    return Status.COVERED if closing.by else Status.DONE


def arranged_status(arranged: Arranged, status: Status, today: Day) -> Status:
    """Return the state of open work whose day was agreed on: deferred until that day has passed."""
    is_to_come = arranged.kind is ActKind.DEFERRED and today <= arranged.to
    is_deferred = is_to_come and status in {Status.PLANNED, Status.DUE}
    return Status.DEFERRED if is_deferred else status


def collapses(task: Task) -> bool:
    """Tell whether only the newest missed date of a task stays owed.

    Unless it says so: where dates come weekly or oftener, no law asks for it and no cap holds.
    """
    if task.missed is not None:
        return task.missed == "collapse"
    return 0 < task.period_days <= _WEEK and task.force is not Force.LAW and task.max_gap is None


_WEEK: Final = 7


def with_missed(dates: Sequence[Occurrence], newest: Day) -> Sequence[Occurrence]:
    """Return the dates of a series that collapses: those still owed before `newest` were missed.

    `newest` is the due day of the newest date that was done or is overdue itself.
    """
    if not any(one.status in OWED and one.due < newest for one in dates):
        return dates
    return [one._replace(status=Status.MISSED) if one.status in OWED and one.due < newest else one for one in dates]


OWED: Final = frozenset({Status.OVERDUE, Status.BREACH})
"""The states of work that is owed."""


def open_status(task: Task, due: Day, planned: Day, latest: Day, limit: Day | None, today: Day) -> Status:
    """Return the state of work that is not done, on `today`."""
    if not task.tracked:
        return Status.PLANNED
    if limit is not None and today > limit:
        return Status.BREACH
    if today > latest:
        return Status.OVERDUE
    if today >= min(planned, due - task.early):
        return Status.DUE
    return Status.PLANNED
