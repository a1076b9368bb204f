"""Allow a fact to be said in a word that the library does not know.

*Why it matters*: what applies hangs on facts. The library asks whether the use is `residential`; where the register
says `flats`, all that is asked of housing is left out, and nothing in the calendar shows it.

*Example*:

    standards: [uk-statutory]
    facts: {region: GB-ENG, use: flats, height_m: 21}

*Mend it*: write one of the values that the library knows: they stand in docs/schedules/classes.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fmplan.assets.estate import Layer
from fmplan.assets.mistakes import did_you_mean, sentence
from fmplan.assets.timing_form import FactTest
from fmplan.assets.written import Choice
from fmplan.checks.situation import Situation
from fmplan.findings import Finding, Place, Severity
from fmplan.schedules.facts import attribute_place, plain_value
from fmplan.schedules.library.words import facts
from fmplan.schedules.load import Schedule

SEVERITY: Final = Severity.WARNING


def check(situation: Situation) -> Iterator[Finding]:
    """Yield a warning for each value of a fact that neither the library nor a schedule of the estate's own asks for."""
    asked = {name for one in situation.schedules if one.is_built_in for name, _ in _asked_by(one)}
    known = {name: {plain_value(value) for value in fact.values} for name, fact in facts().items() if name in asked}
    for one in situation.own_schedules:
        for name, values in _asked_by(one):
            if name in known:
                known[name] |= values
    found: dict[tuple[str, str], list[Place]] = {}
    for name, value, place in _said(situation):
        if known.get(name) and facts()[name].values and plain_value(value) not in known[name]:
            found.setdefault((name, value), []).append(place)
    for (name, value), places in found.items():
        words = facts()[name].values
        times = f" ({len(places)} times)" if len(places) > 1 else ""
        yield Finding(
            "unknown-fact-value",
            SEVERITY,
            min(places),
            f"the library does not know {value!r} as a value of the fact {name!r}{times}",
            sentence(did_you_mean(value, words)) or f"Its values: {', '.join(words)}.",
        )


def _asked_by(schedule: Schedule) -> Iterator[tuple[str, set[str]]]:
    for name, test in (schedule.form.when or {}).items():
        yield name, _values(test)
    for layers in schedule.layers.values():
        for layer in layers:
            yield from _asked_in(layer)


def _asked_in(layer: Layer) -> Iterator[tuple[str, set[str]]]:
    for name, test in (layer.form.when or {}).items():
        yield name, _values(test)
    for value in layer.form.said().values():
        if isinstance(value, Choice):
            yield value.by, {plain_value(option) for option in value.options}


def _values(test: FactTest) -> set[str]:
    tests = (test,) if isinstance(test, str) else test
    return {plain_value(one) for one in tests} if isinstance(tests, tuple) else set()


def _said(situation: Situation) -> Iterator[tuple[str, str, Place]]:
    estate = situation.estate
    for name, value in estate.facts.items():
        yield name, value, estate.block["facts"].value_place(name)
    for path, form in estate.locations.items():
        for name, value in form.facts.items():
            yield name, value, estate.block["locations"][path]["facts"].value_place(name)
    for asset in estate.assets.values():
        for name, value in asset.attributes.items():
            yield name, value, attribute_place(asset, name)
