"""Duties: of several tasks that ask one thing of an asset the strictest stands, with the citations of all."""

from __future__ import annotations

from typing import Final, TypeAlias

from msgspec.structs import replace

from fmplan.assets.estate import Layer
from fmplan.assets.task_form import Force
from fmplan.dates.period import Period
from fmplan.schedules.strictness import laxer_keys
from fmplan.schedules.task import Task

Duty: TypeAlias = tuple[Task, tuple[Layer, ...]]
"""A task of an asset, with the layers it was written in."""


def one_for_each_duty(duties: list[Duty]) -> list[Duty]:
    """Keep the strictest of several tasks that ask for one duty, with the citations of all.

    A task that names no duty is a duty of its own, called `schedule/task`: an estate's own task may name that.
    Where it comes often enough and yet asks for less than a rule that binds, both stay.
    """
    if all(task.duty is None for task, _ in duties):
        return duties
    by_duty: dict[str, list[Duty]] = {}
    for one in duties:
        by_duty.setdefault(duty_of(one[0]), []).append(one)
    if all(len(rivals) == 1 for rivals in by_duty.values()):
        return duties
    kept: dict[str, Task] = {}
    for rivals in by_duty.values():
        strictest, layers = min(rivals, key=lambda one: _strictness(one[0]))
        is_own = not layers[0].built_in
        left = [task for task, written in rivals if is_own and written[0].built_in and _asks_more(task, strictest)]
        answered = [task for task, _ in rivals if task not in left]
        kept |= {task.id: task for task in left}
        kept[strictest.id] = strictest if len(answered) == 1 else _for_all(strictest, answered, is_own=is_own)
    return [(kept[task.id], layers) for task, layers in duties if task.id in kept]


_TAKEN_OVER: Final = frozenset({"force", "max_gap"})
"""What an estate's own task takes over from the rule that it answers, where the rule asks for more."""


def _asks_more(rule: Task, own: Task) -> bool:
    return not _TAKEN_OVER.issuperset(laxer_keys(rule, own))


def _for_all(strictest: Task, rivals: list[Task], *, is_own: bool) -> Task:
    """Return the strictest with the citations of all, covering what they cover; one's own with their force and cap."""
    also, covers = strictest.also, strictest.covers
    force, max_gap = strictest.force, strictest.max_gap
    for one in rivals:
        cited = [source for source in (one.source, *one.also) if source is not None]
        also += tuple(source for source in cited if source != strictest.source and source not in also)
        covers += tuple(name for name in one.covers if name not in covers and name != strictest.bare_id)
        if is_own:
            force = min(force, one.force, key=list(Force).index)
            max_gap = max_gap if one.max_gap is None or _cap(strictest) <= _cap(one) else one.max_gap
    return replace(strictest, also=also, covers=covers, force=force, max_gap=max_gap)


def duty_of(task: Task) -> str:
    """Return what a task asks for: the duty it names, else itself."""
    return task.duty or (f"{task.schedule}/{task.bare_id}" if task.schedule else task.id)


def _strictness(task: Task) -> tuple[float, bool, int, str]:
    return min(task.period_days or 1e9, _cap(task)), task.max_gap is None, list(Force).index(task.force), task.id


def _cap(task: Task) -> float:
    return task.max_gap.days if isinstance(task.max_gap, Period) else 1e9
