from __future__ import annotations

from fmplan.logbook.read import read_logbook
from fmplan.logbook.sieve import Sieve
from fmplan.logbook.write import lines_of
from tests.logbook.acts import an_act
from tests.memorytree import MemoryTree

ACTS = [
    an_act(asset="lift-1a"),
    an_act(asset="lift-1b"),
    an_act("event"),
    an_act("undone", undoes="1f0c9a4e77b2"),
    an_act(asset="泵-1"),
]


def _assets(*ids: str, data: bytes = lines_of(ACTS)) -> list[str]:
    tree = MemoryTree({"logbook/a.jsonl": data, "logbook/b.jsonl": b"{}\n"})
    logbook, _ = read_logbook(Sieve(tree, ids), "logbook")
    assert len(logbook.events()) == data.count(b'"event":')
    return [entry.asset for entry in logbook.entries if entry.asset]


def test_only_what_speaks_of_the_assets_is_there() -> None:
    assert _assets("lift-1a") == ["lift-1a"]
    assert _assets("lift-1b", "泵-1") == ["lift-1b", "泵-1"]
    assert _assets("lift-1") == []


def test_letters_written_as_numbers_are_found() -> None:
    data = lines_of([an_act(asset="lift-1a")]).replace(b"lift-1a", b"\\u006cift-1a")
    assert _assets("lift-1a", data=data) == ["lift-1a"]
