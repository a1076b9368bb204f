"""Which tasks of an asset cover which, directly or through others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fmplan.schedules.series import Series
from fmplan.schedules.task import Task


def all_covered(tasks: Mapping[str, Task]) -> dict[str, tuple[str, ...]]:
    """Return for each task every task that it covers, directly or through others, by bare id."""
    found: dict[str, tuple[str, ...]] = {}
    for id_ in tasks:
        seen: dict[str, None] = {}
        open_ = list(tasks[id_].covers)
        while open_:
            here = open_.pop()
            if here in tasks and here not in seen and here != id_:
                seen[here] = None
                open_ += tasks[here].covers
        found[id_] = tuple(seen)
    return found


def including_tasks(tasks: Mapping[str, Task]) -> Mapping[str, Sequence[Task]]:
    """Return for each task of an asset, by bare id, the larger ones that include it, directly or through others."""
    including: dict[str, list[Task]] = {}
    for id_, covered in all_covered(tasks).items():
        for other in covered:
            including.setdefault(other, []).append(tasks[id_])
    return including


def covers_capped(series: Series, component: Sequence[Series]) -> bool:
    """Tell whether a series covers one with a cap, also by what it covers."""
    if not series.task.covers:
        return False
    tasks = {one.task.bare_id: one.task for one in component}
    return any(tasks[other].max_gap is not None for other in all_covered(tasks).get(series.task.bare_id, ()))
