"""Asking facts: whether they are as a `when:` wants them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isfinite
from typing import Final

from fmplan.assets.estate import Asset, Estate
from fmplan.assets.timing_form import Bound, FactTest
from fmplan.findings import Place
from fmplan.yamlfile.block import Block


def holds(tests: Mapping[str, FactTest], fact: Callable[[str], str | None]) -> bool | str:
    """Tell whether every fact is as asked; where that hangs on one that is missing, return its name.

    One that is to be compared with a bound and is no number is as good as missing.
    """
    missing = ""
    for name, test in tests.items():
        value = fact(name)
        if value is None or (isinstance(test, Bound) and not _is_number(value)):
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
    number = float(value)
    return (
        (test.over is None or number > test.over)
        and (test.from_ is None or number >= test.from_)
        and (test.below is None or number < test.below)
    )


def said_at(estate: Estate, asset: Asset, name: str) -> Place:
    """Return where a fact is written as it holds for an asset; the asset itself where that is not in sight."""
    if name in asset.attributes:
        return attribute_place(asset, name)
    path = asset.location
    while path:
        if path in estate.locations and name in estate.locations[path].facts:
            written: Block = estate.block["locations"][path]["facts"]
            return written.value_place(name)
        path = path.rpartition("/")[0]
    facts: Block | None = estate.block.get("facts")
    return facts.value_place(name) if facts and name in facts else asset.place()


def attribute_place(asset: Asset, name: str) -> Place:
    """Return where an attribute of an asset is written; the asset itself where its type says it."""
    written: Block | None = asset.block.get("attributes")
    return written.value_place(name) if written and name in written else asset.place()


def _is_number(text: str) -> bool:
    try:
        return isfinite(float(text))
    except ValueError:
        return False
