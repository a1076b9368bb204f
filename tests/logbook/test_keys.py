from __future__ import annotations

import re
from pathlib import Path

import pytest

from fmplan.logbook.entry import Kind
from fmplan.logbook.keys import ALLOWED, FIELDS, KEYS, KEYS_OF, LINES, REQUIRED, Evidence
from fmplan.logbook.values import RESULTS

_PAGE = (Path(__file__).parents[2] / "docs/files.md").read_text(encoding="utf-8").partition("\n## The logbook\n")[2]
_KEYS = {
    key: cells
    for line in _PAGE.partition("### Keys of an entry")[2].partition("###")[0].splitlines()
    for key, *cells in [line.strip("| ").split(" | ")]
    if key.startswith("`")
}


def _named(text: str) -> set[str]:
    return set(re.findall(r"`(\w+)`", text))


def test_the_page_has_every_key() -> None:
    assert {key.strip("`") for key in _KEYS} == set(KEYS)


@pytest.mark.parametrize("kind", Kind)
def test_the_page_tells_what_each_kind_needs_and_may_have(kind: Kind) -> None:
    everywhere = _named(_PAGE.partition("### Kinds of entry")[2].partition("|")[0])
    rows = [line.strip("|").split(" | ") for line in _PAGE.splitlines() if line.startswith(f"| `{kind}` |")]
    _, _, needs, may_have = rows[0]
    assert _named(needs) == set(REQUIRED[kind])
    assert _named(needs) | _named(may_have) | everywhere == set(ALLOWED[kind])


def test_the_page_tells_every_result() -> None:
    assert re.findall(r"`([\w-]+)`", _KEYS["`result`"][0]) == list(RESULTS)


def test_every_kind_has_its_keys() -> None:
    assert set(Kind) == REQUIRED.keys() == ALLOWED.keys()


def test_the_fields_of_an_entry_are_keys() -> None:
    assert set(FIELDS) < set(KEYS)
    assert Evidence.__struct_fields__ == ("path", "sha256")


def test_a_line_of_each_kind_has_the_keys_that_it_may_have() -> None:
    assert [{"entry", *KEYS_OF[line]} for line in LINES] == [set(keys) for keys in ALLOWED.values()]
