"""Finding in the library what somebody asks for, and showing it in the form they want."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import typer
from msgspec import Struct

from fmplan.assets.mistakes import did_you_mean, listing
from fmplan.cli.rendering import width
from fmplan.exports.library import Rule, as_json, as_markdown, as_table, in_full, rules_of
from fmplan.schedules.library.contents import contents
from fmplan.schedules.library.shelf import taken
from fmplan.schedules.library.words import classes, packs
from fmplan.schedules.load import Schedule


class Looking(Struct, frozen=True):
    """What somebody looks for: a name, and what a rule has to be of; nothing said is everything."""

    name: str | None
    packs: tuple[str, ...]
    classes: tuple[str, ...]
    kinds: tuple[str, ...]
    forces: tuple[str, ...]
    text: str | None


def library_shown(looking: Looking, format_: str, language: str) -> Iterator[str]:
    """Return what was looked for, as text. Raises a usage error for a name that the library does not have."""
    _check_names(looking)
    everything = [taken(one) for one in contents()]
    rules = [rule for rule in rules_of(everything) if _fits(rule, looking)]
    if format_ == "json":
        return as_json(rules, language)
    if format_ == "md":
        return as_markdown(_with_rules(everything, rules), rules, language)
    if looking.name is not None:
        return (text for rule in rules for text in (*in_full(rule, language), "\n"))
    return as_table(rules, language, width())


def _with_rules(schedules: Sequence[Schedule], rules: Sequence[Rule]) -> list[Schedule]:
    found = {rule.schedule.id for rule in rules}
    return [one for one in schedules if one.id in found]


def _fits(rule: Rule, looking: Looking) -> bool:
    form, schedule = rule.layer.form, rule.schedule
    return (
        (looking.name is None or looking.name in {schedule.id, rule.id})
        and (not looking.packs or schedule.form.pack in looking.packs)
        and (not looking.classes or any(schedule.fits(one) or _lies_below(schedule, one) for one in looking.classes))
        and (not looking.kinds or (form.kind or "") in looking.kinds)
        and (not looking.forces or (form.force or "") in looking.forces)
        and (looking.text is None or _says(rule, looking.text))
    )


def _lies_below(schedule: Schedule, class_: str) -> bool:
    return any(one.startswith(f"{class_}/") for one in schedule.classes)


def _says(rule: Rule, text: str) -> bool:
    wanted = text.casefold()
    return any(
        wanted in said.casefold()
        for said in (
            rule.id,
            *_texts(rule.schedule.block["title"]),
            *_texts(rule.layer.block),
            *_texts(rule.source.said()),
        )
    )


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _texts(inner)


def _check_names(looking: Looking) -> None:
    known = {one.id: one for one in contents()}
    if looking.name is not None:
        schedule, _, task = looking.name.partition("/")
        if schedule not in known:
            raise _unknown("schedule", looking.name, list(known), "NAME")
        if task and task not in taken(known[schedule]).layers:
            raise _unknown("task", looking.name, [f"{schedule}/{one}" for one in taken(known[schedule]).layers], "NAME")
    for pack in looking.packs:
        if pack not in packs():
            raise _unknown("pack", pack, list(packs()), "--pack")
    for class_ in looking.classes:
        if class_ not in classes():
            raise _unknown("class", class_, list(classes()), "--class")


def _unknown(what: str, name: str, known: Sequence[str], where: str) -> typer.BadParameter:
    close = did_you_mean(name, known)
    return typer.BadParameter(
        f"the library has no {what} {name!r}{f': {close}' if close else f'. It has {listing(list(known))}.'}",
        param_hint=where,
    )
