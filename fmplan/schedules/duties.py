"""Duties: of several tasks that ask one thing of an asset the strictest stands, with the citations of all."""

from __future__ import annotations

from typing import TypeAlias

from msgspec.structs import replace

from fmplan.assets.estate import Layer
from fmplan.dates.period import Period
from fmplan.schedules.task import Task

Duty: TypeAlias = tuple[Task, tuple[Layer, ...]]
"""A task of an asset, with the layers it was written in."""


def one_for_each_duty(duties: list[Duty]) -> list[Duty]:
    """Keep the strictest of several tasks that ask for one duty, with the citations of all."""
    by_duty: dict[str, list[Task]] = {}
    for task, _ in duties:
        if task.duty is not None:
            by_duty.setdefault(task.duty, []).append(task)
    if all(len(rivals) == 1 for rivals in by_duty.values()):
        return duties
    kept: dict[str, Task] = {}
    for rivals in by_duty.values():
        strictest = min(rivals, key=_strictness)
        also = tuple(one.source for one in rivals if one is not strictest and one.source)
        kept[strictest.id] = replace(strictest, also=also) if also else strictest
    return [(kept.get(task.id, task), layers) for task, layers in duties if task.duty is None or task.id in kept]


def _strictness(task: Task) -> tuple[float, bool, str]:
    cap = task.max_gap.days if isinstance(task.max_gap, Period) else 1e9
    return min(task.period_days or 1e9, cap), task.max_gap is None, task.id
