"""Overriding: what an estate says otherwise about tasks of the library, laid over them key by key."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec.structs import replace

from fmplan.assets.estate import Layer
from fmplan.assets.mistakes import did_you_mean, sentence
from fmplan.findings import Finding, Place, Severity
from fmplan.schedules.library.contents import Listed, contents
from fmplan.schedules.library.shelf import taken
from fmplan.schedules.library.words import renamed
from fmplan.schedules.load import Schedule

_KEPT = ("title", "pack", "applies_to", "source", "when")
"""What an estate cannot say otherwise of a whole schedule of the library: only its tasks, each with a reason."""


def laid_over(
    library: Sequence[Schedule], own: Sequence[Schedule], packs: Collection[str]
) -> tuple[tuple[Schedule, ...], list[Finding]]:
    """Return all schedules, by id, with what the estate's own say otherwise laid over the library's.

    `packs` are those the estate names. A schedule of its own with the id of one of the library says something
    otherwise in that one, where the estate uses it; findings tell what does not go together.
    """
    schedules = {one.id: one for one in library}
    listed = {one.id: one for one in contents()}
    findings: list[Finding] = []
    for one in own:
        built_in = schedules.get(one.id)
        if built_in is not None:
            schedules[one.id] = _overridden(built_in, one, findings)
        elif one.classes and not (one.id in listed and listed[one.id].pack in packs):
            schedules[one.id] = one
        else:
            findings.append(_overrides_nothing(one, listed, packs))
    return tuple(schedules[id_] for id_ in sorted(schedules)), findings


def _overridden(built_in: Schedule, own: Schedule, findings: list[Finding]) -> Schedule:
    findings += _kept_keys(own)
    layers: dict[str, tuple[Layer, ...]] = dict(built_in.layers)
    for task, said in own.layers.items():
        if task not in layers:
            findings.append(_no_such_task(built_in, task, said[0].place()))
            continue
        if "duty" in said[0].block:
            findings.append(duty_of_a_rule(f"{built_in.id}/{task}", said[0].block.key_place("duty")))
        if said[0].form.because is None:
            findings.append(_no_reason(built_in, task, said[0].place()))
        layers[task] = (*layers[task], *said)
    return replace(built_in, layers=layers)


def _kept_keys(own: Schedule) -> Iterator[Finding]:
    for key in _KEPT:
        if key in own.block:
            yield Finding(
                "overridden-schedule",
                Severity.ERROR,
                own.block.key_place(key),
                f"{own.id!r} is a schedule of the library: {key} stays as it is there",
                f"Take {key} out to say something otherwise of its tasks, or give your own schedule another id.",
            )


def duty_of_a_rule(rule: str, place: Place) -> Finding:
    """Return the finding for a `duty` that somebody writes over that of a rule of the library."""
    return Finding(
        "overridden-schedule",
        Severity.ERROR,
        place,
        f"{rule} is a task of the library: its duty stays as it is there",
        "Take duty out here. A task of your own that answers this rule may name it as its duty.",
    )


def _no_such_task(built_in: Schedule, task: str, place: Place) -> Finding:
    now = _name_now(built_in.id, task, built_in.layers)
    return Finding(
        "unknown-task",
        Severity.ERROR,
        place,
        f"the library's schedule {built_in.id!r} has no task {task!r}",
        now
        or sentence(did_you_mean(task, sorted(built_in.layers)))
        or "Put a task of your own under a schedule of your own id, with applies_to:.",
    )


def _name_now(schedule: str, task: str, known: Mapping[str, object]) -> str:
    now = renamed().get(f"{schedule}/{task}")
    if now is None:
        return ""
    if not now:
        return "The library has withdrawn it: take it out, or make it a task of your own."
    name = now.rpartition("/")[2] if now.startswith(f"{schedule}/") and now.rpartition("/")[2] in known else now
    return f"The library calls it {name} now."


def _no_reason(built_in: Schedule, task: str, place: Place) -> Finding:
    return Finding(
        "no-reason",
        Severity.ERROR,
        place,
        f"nothing says why {built_in.id}/{task} is otherwise here than in the library",
        "Add the reason, for example because: the maker asks for it monthly",
    )


def _overrides_nothing(own: Schedule, listed: Mapping[str, Listed], packs: Collection[str]) -> Finding:
    where = own.place()
    found = listed.get(own.id)
    if found is None:
        return Finding(
            "missing-key",
            Severity.ERROR,
            where,
            f"the schedule {own.id!r} says of no class that it applies to it, and the library has none of this id",
            sentence(did_you_mean(own.id, sorted(listed))) or "Add for example applies_to: [pump/domestic]",
        )
    if unknown := [task for task in own.layers if task not in taken(found).layers]:
        return _no_such_task(taken(found), unknown[0], own.layers[unknown[0]][0].place())
    if found.pack not in packs:
        return Finding(
            "idle-override",
            Severity.WARNING,
            where,
            f"{own.id!r} is of the pack {found.pack!r}, which this estate does not use: nothing is overridden",
            f"Add {found.pack} to standards: in estate.yaml, or take this out.",
        )
    return Finding(
        "idle-override",
        Severity.NOTE,
        where,
        f"no asset is of a class that {own.id!r} applies to: nothing is overridden",
        f"Register an asset of the class {' or '.join(found.classes)}, or take this out.",
    )
