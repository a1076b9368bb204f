"""Asking facts: whether they are as a `when:` wants them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import isfinite
from typing import Final

from fmplan.assets.timing_form import Bound, FactTest


def holds(tests: Mapping[str, FactTest], fact: Callable[[str], str | None]) -> bool | str:
    """Tell whether every fact is as asked; where that hangs on one that is missing, return its name."""
    missing = ""
    for name, test in tests.items():
        value = fact(name)
        if value is None:
            missing = missing or name
        elif not _passes(value, test):
            return False
    return missing or True


def plain_value(value: str) -> str:
    """Return a value of a fact as it is compared: in lower case, yes as true and no as false."""
    lower = value.lower()
    return _TRUTHS.get(lower, lower)


_TRUTHS: Final = {"yes": "true", "no": "false"}


def _passes(value: str, test: FactTest) -> bool:
    if isinstance(test, str):
        return plain_value(value) == plain_value(test)
    if isinstance(test, tuple):
        return plain_value(value) in map(plain_value, test)
    try:
        number = float(value)
    except ValueError:
        return False
    return (
        (test.over is None or number > test.over)
        and (test.from_ is None or number >= test.from_)
        and (test.below is None or number < test.below)
    )


def unnumbered(tests: Mapping[str, FactTest], fact: Callable[[str], str | None]) -> Iterator[tuple[str, str]]:
    """Yield the facts that are to be compared with a bound and are no number, each with its value."""
    for name, test in tests.items():
        value = fact(name)
        if value is not None and isinstance(test, Bound) and not _is_number(value):
            yield name, value


def fact_not_number(name: str, value: str) -> tuple[str, str]:
    """Return message and remedy for a fact that is to be compared with a bound and is no number."""
    return (
        f"the fact {name!r} is compared with a number, and it is {value!r}",
        f"Write the fact as a number without its unit, for example facts: {{{name}: 27}}",
    )


def _is_number(text: str) -> bool:
    try:
        return isfinite(float(text))
    except ValueError:
        return False
