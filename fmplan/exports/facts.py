"""Who says which fact, who asks for it, and what it switches on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct, field

from fmplan.assets.estate import Estate, Layer
from fmplan.assets.mistakes import listing
from fmplan.assets.timing_form import Bound, FactTest
from fmplan.assets.written import Choice
from fmplan.exports.plain import one_line
from fmplan.findings import Place
from fmplan.schedules.library.words import assumed_at
from fmplan.schedules.load import Schedule

_AGE = "age"


class Saying(Struct, frozen=True):
    """Somebody says a fact: `where` is the estate, a place or an asset."""

    where: str
    value: str
    place: Place


class Question(Struct, frozen=True):
    """Somebody asks for a fact: a schedule or a task, for whether it applies or for a value."""

    who: str
    what: str
    place: Place


class Fact(Struct):
    """One fact by its name, with all who say it and all who ask for it."""

    name: str
    sayings: list[Saying] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def facts_of(estate: Estate, schedules: Sequence[Schedule]) -> list[Fact]:
    """Return every fact that is said or asked for, by name; attributes of assets only where somebody asks."""
    facts: dict[str, Fact] = {}
    for name, question in _questions(estate, schedules):
        questions = facts.setdefault(name, Fact(name)).questions
        if question not in questions:
            questions.append(question)
    for name, saying in _sayings(estate):
        if name not in facts and name in estate.assumed:
            continue
        facts.setdefault(name, Fact(name)).sayings.append(saying)
    for asset in estate.assets.values():
        for name in asset.attributes:
            if name in facts:
                place = asset.block.key_place("attributes") if "attributes" in asset.block else asset.place()
                facts[name].sayings.append(Saying(asset.id, asset.attributes[name], place))
    return sorted(facts.values(), key=lambda fact: fact.name)


def told(facts: Sequence[Fact], folder: str = "") -> Iterator[str]:
    """Yield the text about each fact; `folder` is put before the paths."""
    for number, fact in enumerate(facts):
        yield f"{chr(10) if number else ''}{fact.name}\n"
        by_value: dict[str, list[Saying]] = {}
        for saying in fact.sayings:
            by_value.setdefault(saying.value, []).append(saying)
        for value, sayings in by_value.items():
            where = listing([saying.where for saying in sayings], _MOST)
            yield f"  = {one_line(f'{value}: {where}')}  {sayings[0].place.under(folder)}\n"
        if not fact.sayings:
            yield "  nobody says it: what asks for it is left out\n"
        for question in fact.questions:
            yield f"  ? {one_line(f'{question.who} {question.what}')}  {question.place.under(folder)}\n"
        if not fact.questions:
            yield "  nobody asks for it\n"


_MOST = 4
"""So many are named of those who say the same; of forty lifts with one height the rest is counted."""


def _sayings(estate: Estate) -> Iterator[tuple[str, Saying]]:
    for name, value in estate.facts.items():
        yield name, Saying("the estate", value, estate.block["facts"].key_place(name))
    for name, value in estate.assumed.items():
        if name not in estate.facts:
            yield name, Saying("assumed where nobody says it", value, assumed_at(name))
    for path, form in estate.locations.items():
        for name, value in form.facts.items():
            yield name, Saying(path, value, estate.block["locations"][path]["facts"].key_place(name))


def _questions(estate: Estate, schedules: Sequence[Schedule]) -> Iterator[tuple[str, Question]]:
    for schedule in schedules:
        for name, test in (schedule.form.when or {}).items():
            place = schedule.block["when"].key_place(name)
            yield name, Question(f"schedule {schedule.id}", f"applies where it is {_test(test)}", place)
        for task, layers in schedule.layers.items():
            for layer in layers:
                yield from _of_layer(f"{schedule.id}/{task}", layer)
    for asset in estate.assets.values():
        for task, layers in asset.tasks.items():
            for layer in layers:
                yield from _of_layer(f"{layer.origin}, {task}", layer)


def _of_layer(who: str, layer: Layer) -> Iterable[tuple[str, Question]]:
    for key, value in sorted(layer.form.said().items()):
        if isinstance(value, Choice) and value.by != _AGE:
            options = ", ".join(f"{option}: {_chosen(chosen)}" for option, chosen in value.options.items())
            yield value.by, Question(who, f"chooses {key} by it ({options})", layer.block.key_place(key))
        elif key == "when":
            for name, test in value.items():
                place = layer.block["when"].key_place(name)
                yield name, Question(who, f"applies where it is {_test(test)}", place)
        elif key == "rotate" and isinstance(value.units, str):
            yield value.units, Question(who, "takes turns through so many units", layer.block.key_place(key))


def _chosen(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _test(test: FactTest) -> str:
    if isinstance(test, str):
        return test
    if isinstance(test, tuple):
        return " or ".join(test)
    return _bound(test)


def _bound(bound: Bound) -> str:
    parts = (("over", bound.over), ("from", bound.from_), ("below", bound.below))
    return " and ".join(f"{word} {number:g}" for word, number in parts if number is not None)
