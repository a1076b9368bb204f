"""How long a task lasts on an asset: while that is in use, or up to an age; and which years it leaves to another."""

from __future__ import annotations

from collections.abc import Mapping

from fmplan.assets.estate import Asset
from fmplan.dates.day import Day
from fmplan.findings import Finding, Severity
from fmplan.schedules.due import ages_in_years
from fmplan.schedules.duties import Duty
from fmplan.schedules.marks import birth_of, end_of_life, life_task
from fmplan.schedules.task import Ages, ByAge, Every, Task


def hangs_on_age(task: Task) -> bool:
    """Whether the dates of a task, or the end of them, hang on the age of its asset."""
    timing = task.timing
    by_age = isinstance(timing, Ages) or (isinstance(timing, Every) and isinstance(timing.period, ByAge))
    return by_age or task.ends is not None


def last_day(asset: Asset, task: Task) -> Day | None:
    """Return the last day of a task on an asset: its last in use, or the age at which the task ends; None for none."""
    days = [day for day in (asset.out_of_service, end_of_life(asset, task)) if day is not None]
    return min(days, default=None)


def with_life(asset: Asset, duties: list[Duty]) -> list[Duty]:
    """Return the duties of an asset with the end of its life among them, where a task has one."""
    life = life_task(asset, [task for task, _ in duties]) if any(task.ends for task, _ in duties) else None
    if life is None:
        return duties
    layers = next(layers for task, layers in duties if task is life[1])
    return sorted([*duties, (life[0], layers)], key=lambda duty: duty[0].id)


def years_left_out(task: Task, ages: Mapping[str, Ages]) -> frozenset[int]:
    """Return the ages in years that a task leaves to another of its asset; `ages` are those by age, by bare id."""
    # Nearly no asset has such a task: then nobody has to look at the rule.
    if not ages or not isinstance(task.timing, Ages) or task.timing.except_years_of is None:
        return frozenset()
    other = ages.get(task.timing.except_years_of)
    return frozenset(ages_in_years(other)) if other is not None else frozenset()


def no_birth(asset: Asset, task: Task) -> Finding | None:
    """Return what there is to say of a task that hangs on the age of an asset, where nothing says that; else None."""
    if birth_of(asset, task) is not None:
        return None
    key = task.timing.of if isinstance(task.timing, Ages) else "in_service"
    return Finding(
        "no-birth",
        Severity.WARNING,
        asset.place(),
        f"{asset.id!r} has tasks that go by age, and nothing says its age: they have no dates",
        f"Add {key}: with its date, for example {key}: 2019-05-01.",
    )
