"""Choosing: a key whose value hangs on a fact, or on the age of the asset, comes to one value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fmplan.assets.written import Choice
from fmplan.dates.period import Period, parse_period
from fmplan.schedules.complaints import Lack, MissingFact, Settled, Want, complain
from fmplan.schedules.task import ByAge

AGE = "age"


class Chosen:
    """Looks a key up, making the choice by a fact where one is written."""

    def __init__(self, said: Mapping[str, Any], facts: Mapping[str, str | None], settled: Settled) -> None:
        self.said = said
        self.facts = facts
        self._settled = settled

    def __call__(self, key: str) -> Any:
        """Return what a key says, chosen; None where it says nothing, or nothing fits."""
        return self.of(self.said.get(key), key)

    def of(self, value: Any, key: str) -> Any:
        """Return `value`, or the option of it that the facts choose; None, and a complaint, where none fits."""
        if not isinstance(value, Choice):
            return value
        if value.by == AGE:
            return self._by_age(value, key)
        fact = self.facts.get(value.by)
        if fact is None:
            self._settled.missing.append(MissingFact(value.by, key, Lack.PLAN))
            return None
        for option, chosen in value.options.items():
            if option.lower() == fact.lower():
                return chosen
        options = tuple(map(str, value.options))
        self._settled.missing.append(MissingFact(value.by, key, Lack.PLAN, Want.OPTION, options))
        return None

    def _by_age(self, choice: Choice[Any], key: str) -> Any:
        if key not in {"every", "max_gap"} or not all(isinstance(one, Period) for one in choice.options.values()):
            complain(
                self._settled,
                "no-option",
                key,
                f"{key} cannot be chosen by age",
                "Only every: can be chosen by age.",
            )
            return None
        steps = []
        for age, period in choice.options.items():
            try:
                steps.append((None if age in {"0", "0 years", "0 days"} else parse_period(age), period))
            except ValueError as error:
                complain(
                    self._settled,
                    "bad-period",
                    key,
                    f"the age {age!r} cannot be read: {error}".partition(": ")[0],
                    "Write ages such as 0 years or 15 years.",
                )
                return None
        steps.sort(key=lambda step: step[0].days if step[0] else 0)
        return ByAge(tuple(steps))
