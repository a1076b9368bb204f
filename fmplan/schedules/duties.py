"""Duties: of several tasks that ask one thing of an asset the strictest stands, with the citations of all."""

from __future__ import annotations

from typing import TypeAlias

from msgspec.structs import replace

from fmplan.assets.estate import Layer
from fmplan.assets.task_form import Force
from fmplan.dates.period import Period
from fmplan.schedules.task import Task

Duty: TypeAlias = tuple[Task, tuple[Layer, ...]]
"""A task of an asset, with the layers it was written in."""


def one_for_each_duty(duties: list[Duty]) -> list[Duty]:
    """Keep the strictest of several tasks that ask for one duty, with the citations of all.

    A task that names no duty is a duty of its own, called `schedule/task`: an estate's own task may name that.
    """
    if all(task.duty is None for task, _ in duties):
        return duties
    by_duty: dict[str, list[Task]] = {}
    for task, _ in duties:
        by_duty.setdefault(duty_of(task), []).append(task)
    if all(len(rivals) == 1 for rivals in by_duty.values()):
        return duties
    kept: dict[str, Task] = {}
    for rivals in by_duty.values():
        strictest = min(rivals, key=_strictness)
        kept[strictest.id] = strictest if len(rivals) == 1 else _for_all(strictest, rivals)
    return [(kept[task.id], layers) for task, layers in duties if task.id in kept]


def _for_all(strictest: Task, rivals: list[Task]) -> Task:
    """Return the strictest with the citations of all, and covering what they cover."""
    also, covers = strictest.also, strictest.covers
    for one in rivals:
        cited = [source for source in (one.source, *one.also) if source is not None]
        also += tuple(source for source in cited if source != strictest.source and source not in also)
        covers += tuple(name for name in one.covers if name not in covers and name != strictest.bare_id)
    return replace(strictest, also=also, covers=covers)


def duty_of(task: Task) -> str:
    """Return what a task asks for: the duty it names, else itself."""
    return task.duty or (f"{task.schedule}/{task.bare_id}" if task.schedule else task.id)


def _strictness(task: Task) -> tuple[float, bool, int, str]:
    cap = task.max_gap.days if isinstance(task.max_gap, Period) else 1e9
    return min(task.period_days or 1e9, cap), task.max_gap is None, list(Force).index(task.force), task.id
