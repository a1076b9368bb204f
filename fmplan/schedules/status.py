"""How an occurrence stands on a day, and by which day it must be done (docs/dates.md, 5)."""

from __future__ import annotations

from fmplan.dates.day import Day
from fmplan.schedules.occurrence import Status
from fmplan.schedules.task import Task


def latest_day(task: Task, due: Day, planned: Day, limit: Day | None) -> Day:
    """Return the last day on which open work is not overdue: due + late window or planned, never past the cap."""
    latest = max(due + task.late, planned)
    return latest if limit is None else min(latest, max(limit, planned))


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
