"""Which tasks of an asset look at one another: those that cover, are covered, lead or follow."""

from __future__ import annotations

from collections.abc import Sequence

from fmplan.schedules.following import leader_of
from fmplan.schedules.series import Series
from fmplan.schedules.task import After, Before

FOLLOWING = (After, Before)


def linked_ranks(group: Sequence[Series]) -> set[int]:
    """Return the ranks of the series that cover, are covered, lead or follow."""
    ranks: set[int] = set()
    naming = [one for one in group if one.task.covers or isinstance(one.task.timing, FOLLOWING)]
    if not naming:
        return ranks
    by_task = {one.task.bare_id: one for one in group}
    for one in naming:
        names = [*one.task.covers]
        leader = leader_of(one)
        if leader is not None:
            names.append(leader)
        for name in names:
            if name in by_task:
                ranks |= {one.rank, by_task[name].rank}
    return ranks


def components(group: Sequence[Series]) -> list[list[Series]]:
    """Return the series that cover one another together, leaders before those who follow them."""
    by_task = {one.task.bare_id: one for one in group}
    root = {name: name for name in by_task}

    def find(name: str) -> str:
        while root[name] != name:
            name = root[name]
        return name

    for one in group:
        for other in one.task.covers:
            if other in by_task:
                root[find(one.task.bare_id)] = find(other)
    together: dict[str, list[Series]] = {}
    for one in group:
        together.setdefault(find(one.task.bare_id), []).append(one)
    return _leaders_first(together, {name: find(name) for name in by_task})


def _leaders_first(together: dict[str, list[Series]], root: dict[str, str]) -> list[list[Series]]:
    ordered: list[list[Series]] = []
    seen: set[str] = set()

    def add(name: str) -> None:
        if name in seen:
            return
        seen.add(name)
        for one in together[name]:
            leader = leader_of(one)
            if leader is not None and leader in root:
                add(root[leader])
        ordered.append(together[name])

    for name in together:
        add(name)
    return ordered
