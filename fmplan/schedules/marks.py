"""Dates that are not work but an end: the day on which the life of an asset under a task is over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fmplan.assets.estate import Asset
from fmplan.assets.task_form import Kind
from fmplan.assets.timing_form import Shift
from fmplan.dates.day import Day
from fmplan.schedules.task import Basis, Dates, Task

LIFE: Final = "life"
"""The id of the task by which the end of an asset's life stands in the plan."""

_NAME: Final = {"en": "End of life: replace", "zh": "使用年限届满，更换"}


def birth_of(asset: Asset, task: Task) -> Day | None:
    """Return the day from which the age of an asset counts for a task; None where nothing says it.

    A rule by age names its own; a life is counted from manufacture, other periods from service, each from
    the other where only that is known.
    """
    of = getattr(task.timing, "of", None)
    if of == "manufactured":
        return asset.manufactured
    if of == "in_service":
        return asset.in_service
    return (asset.manufactured or asset.in_service) if task.ends else (asset.in_service or asset.manufactured)


def end_of_life(asset: Asset, task: Task) -> Day | None:
    """Return the day on which a task's `ends` is reached; None for a task without, or an asset without a birth."""
    if task.ends is None:
        return None
    born = birth_of(asset, task)
    return None if born is None else task.ends.after(born)


def life_task(asset: Asset, tasks: Sequence[Task]) -> tuple[Task, Task] | None:
    """Return the task `life` of an asset and the task it comes from: the one whose `ends` is reached first."""
    ending = [(day, task.id, task) for task in tasks if (day := end_of_life(asset, task)) is not None]
    if not ending or any(task.id == LIFE for task in tasks):
        return None
    day, _, task = min(ending, key=lambda one: one[:2])
    life = Task(
        id=LIFE,
        bare_id=LIFE,
        schedule=task.schedule,
        name=_NAME,
        kind=Kind.ADMIN,
        force=task.force,
        timing=Dates((day,)),
        basis=Basis.FIXED,
        shift=Shift.EARLIER,
        late=task.late,
        tracked=task.tracked,
        trade=task.trade,
        team=task.team,
        people=task.people,
        cost=task.cost,
        source=task.source,
        also=task.also,
        qualification=task.qualification,
        note=task.note,
        permit=task.permit,
    )
    return life, task
