"""Tasks that name other tasks of their asset: those they cover, follow, precede or leave years to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from fmplan.assets.estate import Asset
from fmplan.assets.mistakes import did_you_mean, listing, sentence
from fmplan.findings import Finding, Place, Severity
from fmplan.schedules.duties import Duty
from fmplan.schedules.layers import is_built_in, value_at, written_at
from fmplan.schedules.task import After, Ages, Before, Task

_NAMING = (After, Before, Ages)


def wrong_names(asset: Asset, duties: Sequence[Duty], offered: Callable[[], set[str]]) -> Iterator[Finding]:
    """Yield a finding for each task that names one which its asset does not have, and for each circle of them.

    `offered` gives every task that the asset could have, were the facts others: naming one of these is no mistake.
    Nor is what the library names: its schedules speak of tasks in packs that an estate need not use.
    """
    naming = [duty for duty in duties if _may_name(duty[0]) and names_in(duty[0])]
    if not naming and not asset.waive:
        return
    known = offered()
    for task, layers in naming:
        for key, name in names_in(task):
            # What nobody of the estate wrote is no mistake of theirs: the library's names, a rival duty's.
            own = any(key in layer.block and not layer.built_in for layer in layers)
            if name not in known and own and not is_built_in(layers, key):
                place = value_at(layers, key, name) or layers[-1].place()
                yield _unknown_task(key, name, sorted(known), place)
    for id_ in asset.waive:
        if id_ not in known:
            waive = asset.block.get("waive")
            place = waive.key_place(id_) if waive and id_ in waive else asset.place()
            yield _unknown_task("waive", id_, sorted(known), place)
    yield from _circles(naming)


def _may_name(task: Task) -> bool:
    """Tell at one glance that most tasks name no other."""
    return bool(task.covers) or isinstance(task.timing, _NAMING)


def names_in(task: Task) -> list[tuple[str, str]]:
    """Return the tasks a task names, each with the key that names it."""
    names = [("covers", name) for name in task.covers]
    match task.timing:
        case After(task=name):
            names.append(("after", name))
        case Before(task=str(name)):
            names.append(("before", name))
        case Ages(except_years_of=str(name)):
            names.append(("ages", name))
    return names


def _unknown_task(key: str, name: str, known: Sequence[str], place: Place) -> Finding:
    close = did_you_mean(name, known)
    return Finding(
        "unknown-task",
        Severity.ERROR,
        place,
        f"{key} names {name!r}, and the asset has no such task",
        sentence(close)
        or (f"Its tasks: {listing(known)}." if known else f"Take {name} out, or give the asset that task."),
    )


def _circles(duties: Sequence[Duty]) -> Iterator[Finding]:
    """Yield a finding for each task that comes back to itself through those it names."""
    named = {task.bare_id: [name for key, name in names_in(task) if key != "ages"] for task, _ in duties}
    for task, layers in duties:
        seen: set[str] = set()
        open_ = list(named[task.bare_id])
        while open_ and task.bare_id not in seen:
            here = open_.pop()
            if here not in seen:
                seen.add(here)
                open_ += named.get(here, ())
        if task.bare_id in seen:
            key = names_in(task)[0][0]
            yield Finding(
                "covers-circle",
                Severity.ERROR,
                written_at(layers, key) or layers[-1].place(),
                f"{task.id!r} comes back to itself through {key}",
                "Let the larger task cover the smaller one, and not the other way round."
                if key == "covers"
                else "Give one of these tasks a timing of its own, for example every: 1 year.",
            )
