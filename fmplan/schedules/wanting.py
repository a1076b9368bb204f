"""Facts that tasks ask for and nobody gives, or gives in a form that they cannot use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from fmplan.assets.estate import Asset, Estate
from fmplan.assets.mistakes import did_you_mean, listing, sentence
from fmplan.findings import Finding, Place, Severity
from fmplan.schedules.complaints import Lack, MissingFact, Want
from fmplan.schedules.facts import said_at
from fmplan.schedules.library.words import facts


class Wanting:
    """What the tasks of an estate want of its facts: one finding for each fact, for all tasks that ask for it."""

    def __init__(self, estate: Estate) -> None:
        self._estate = estate
        self._missing: dict[tuple[str, Lack], list[tuple[str, Place]]] = {}
        self._unfit: dict[tuple[MissingFact, str, Place, bool], set[str]] = {}

    def add(self, asset: Asset, missing: MissingFact, task: str, asked_at: Place | None) -> None:
        """Take up that a task of an asset lacks a fact: `asked_at` is where the estate asks, None for the library.

        One fact that a new register lacks, or says in words of its own, is no reason to plan nothing: what the
        library asks with it is left out, and coverage shows it as unknown.
        """
        lack = Lack.TASK if asked_at is None and missing.lack is Lack.PLAN else missing.lack
        value = self._estate.fact(asset, missing.name)
        if value is None:
            place = asked_at or self._estate.written_at("facts")
            self._missing.setdefault((missing.name, lack), []).append((task, place))
            return
        is_own = asked_at is not None
        place = said_at(self._estate, asset, missing.name)
        if asked_at is not None and missing.want is Want.OPTION:
            place = asked_at
        key = missing.key if is_own else ""
        lacking = replace(missing, key=key, lack=Lack.PLAN if is_own else lack)
        self._unfit.setdefault((lacking, value, place, is_own), set()).add(task)

    def findings(self) -> Iterator[Finding]:
        """Yield one finding for each fact that is missing, and for each place where one is unfit."""
        said = sorted(_names_said(self._estate)) if self._missing else []
        for (name, lack), asking in sorted(self._missing.items()):
            close = did_you_mean(name, said)
            times = f" ({len(asking)} times)" if len(asking) > 1 else ""
            yield Finding(
                "missing-fact",
                Severity.ERROR if lack is Lack.PLAN else Severity.WARNING,
                min(place for _, place in asking),
                f"nobody says the fact {name!r}: {_outcome({task for task, _ in asking}, lack)}{times}",
                f"{f'{sentence(close)} Else a' if close else 'A'}dd it to facts: in estate.yaml or of a location, "
                f"or to an asset's attributes, for example facts: {_example(name)}",
            )
        for (missing, value, place, is_own), tasks in self._unfit.items():
            yield _unfit(missing, value, place, tasks, is_own=is_own)


def _names_said(estate: Estate) -> set[str]:
    """Return the names of all facts that somebody says, of the estate, its places and its assets."""
    places = (name for place in estate.locations.values() for name in place.facts)
    return {*estate.facts, *places, *(name for asset in estate.assets.values() for name in asset.attributes)}


def _example(name: str) -> str:
    """Return how a fact is said, and which values it may have where the library knows."""
    fact = facts().get(name)
    if fact is None or not fact.values:
        return f"{{{name}: …}}"
    return f"{{{name}: {fact.values[0]}}}; it may be {listing(fact.values, 14)}."


def _outcome(tasks: set[str], lack: Lack) -> str:
    verb = "" if lack is Lack.PLAN else "is " if len(tasks) == 1 else "are "
    return f"{listing(sorted(tasks), 4)} {verb}{lack.value}"


def _unfit(missing: MissingFact, value: str, place: Place, tasks: set[str], *, is_own: bool) -> Finding:
    """Return the finding for a fact in a form that tasks cannot use."""
    name = missing.name
    outcome = _outcome(tasks, missing.lack)
    severity = Severity.ERROR if is_own else Severity.WARNING
    if missing.want is Want.OPTION:
        options = ", ".join(missing.options)
        if is_own:
            wrong = (
                f"{missing.key} is chosen by {name}, which is {value!r} here, and there is no such option: {outcome}"
            )
            return Finding("no-option", severity, place, wrong, f"Add an option {value}: beside {options}.")
        wrong = f"the library chooses by the fact {name!r}, and has no option {value!r}: {outcome}"
        return Finding("no-option", severity, place, wrong, f"Write one of: {options}.")
    if missing.want is Want.COUNT:
        wrong = f"the fact {name!r} is to count the units, and it is {value!r}: {outcome}"
        remedy = f"Write a whole number from 1, for example {name}: {_number_in(value, '40')}"
    else:
        wrong = f"the fact {name!r} is compared with a number, and it is {value!r}: {outcome}"
        remedy = f"Write the number without its unit, for example {name}: {_number_in(value, '27')}"
    return Finding("fact-not-number", severity, place, wrong, remedy)


def _number_in(value: str, example: str) -> str:
    found = re.search(r"[0-9]+(\.[0-9]+)?", value.replace(",", ""))
    return found[0] if found else example
