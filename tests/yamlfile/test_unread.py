from __future__ import annotations

import copy
import pickle
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmplan.yamlfile.block import Block, Items
from fmplan.yamlfile.reader import read_yaml
from fmplan.yamlfile.unread import UnreadBlock, UnreadFiles, trees_of

ROOT = Path(__file__).parents[2]
SAMPLES = sorted([*ROOT.glob("estate-examples/*/**/*.yaml"), *ROOT.glob("fmplan/schedules/library/us-*.yaml")])

PLAIN = """\
assets:
  pump-1:
    name: Pump 1
    tasks:
      check:
        every: 1 month
      oil:
        every: 1 year
  pump-2:
    name: Pump 2
"""
ODD = """\
assets:
  pump-1: &first
    name: Pump 1
    serves: [a, {b: c}, *none]
    tasks: {check: {every: 1 month}, oil: &oil {every: 1 year}}
  pump-2:
    name: "Pump 2"
    tasks: {oil: *oil}
  pump-3: *first
""".replace(", *none", "")


def blocks_in(value: Any) -> list[Block]:
    """Every mapping inside a value, itself among them, each once."""
    found: dict[int, Block] = {}
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Block | Items) and id(one) not in found:
            if isinstance(one, Block):
                found[id(one)] = one
            waiting += one.values() if isinstance(one, Block) else one
    return list(found.values())


def whole(value: Any) -> Any:
    """All that a value holds, with the order and the place of everything."""
    if isinstance(value, Block):
        marks = [(value.key_place(key), value.value_place(key)) for key in value]
        return ("block", value.path, value.at, value.marks, marks, [(key, whole(one)) for key, one in value.items()])
    if isinstance(value, Items):
        return ("items", value.path, value.at, value.marks, [whole(one) for one in value])
    return value


def read(text: str, path: str = "a.yaml") -> Block:
    root, findings = read_yaml(path, text.encode())
    assert root is not None
    assert not findings
    return root


def unread(text: str, blocks: list[Block]) -> list[Any]:
    """Some blocks of a file as they are taken from what was kept of them."""
    files = UnreadFiles(lambda _: text.encode(), trees_of(blocks))
    return files.blocks([block.path for block in blocks], [block.at for block in blocks])


both = pytest.mark.parametrize("text", [PLAIN, ODD], ids=["plain lines", "not plain"])


@both
def test_a_block_knows_where_it_stands_without_being_read(text: str) -> None:
    blocks = blocks_in(read(text))
    for one, block in zip(unread(text, blocks), blocks, strict=True):
        assert one.place() == block.place()
        assert type(one) is UnreadBlock


@both
def test_once_looked_into_it_is_what_was_written(text: str) -> None:
    blocks = blocks_in(read(text))
    for one, block in zip(unread(text, blocks), blocks, strict=True):
        assert whole(one) == whole(block)


ASKED: dict[str, Callable[[Any], Any]] = {
    "in": lambda block: "pump-1" in block,
    "[]": lambda block: list(block["pump-1"]),
    "get": lambda block: list(block.get("pump-2")),
    "get nothing": lambda block: block.get("pump-9", 5),
    "iter": list,
    "reversed": lambda block: list(reversed(block)),
    "len": len,
    "bool": bool,
    "keys": lambda block: list(block.keys()),
    "values": lambda block: [list(one) for one in block.values()],
    "items": lambda block: [(key, list(one)) for key, one in block.items()],
    "key_place": lambda block: block.key_place("pump-2"),
    "value_place": lambda block: block.value_place("pump-2"),
    "marks": lambda block: block.marks,
    "dict": lambda block: list(dict(block)),
    "**": lambda block: list({**block}),
    "|": lambda block: list(block | {"z": 1}),
    "| of another": lambda block: list({"z": 1} | block),
    "update": lambda block: list(_updated({}, block)),
    "copy": lambda block: list(block.copy()),
    "deep copy": lambda block: whole(copy.deepcopy(block)),
    "pickle": lambda block: whole(pickle.loads(pickle.dumps(block, protocol=5))),
    "repr": repr,
    "a pattern": lambda block: _matched(block),
}


def _updated(one: dict[str, Any], other: Any) -> dict[str, Any]:
    one.update(other)
    return one


def _matched(block: Any) -> str:
    match block:
        case {"pump-1": {"name": name}}:
            return str(name)
    return "nothing"


@both
@pytest.mark.parametrize("how", ASKED)
def test_whatever_is_asked_of_it_is_answered_as_by_any_block(text: str, how: str) -> None:
    block = read(text)["assets"]
    (one,) = unread(text, [block])
    assert ASKED[how](one) == ASKED[how](block)


@both
def test_it_equals_what_was_written_from_either_side(text: str) -> None:
    block = read(text)["assets"]
    assert unread(text, [block])[0] == block
    assert block == unread(text, [block])[0]
    assert (block != unread(text, [block])[0]) is False
    assert {"assets": block} == {"assets": unread(text, [block])[0]}
    assert block != unread(text, [block["pump-1"]])[0]
    assert unread(text, [block["pump-1"]])[0] != block


@both
def test_the_blocks_that_are_held_are_the_ones_inside_each_other(text: str) -> None:
    root = read(text)
    blocks = [root["assets"], root["assets"]["pump-1"]["tasks"]["oil"], root["assets"]["pump-1"]]
    outer, innermost, inner = unread(text, blocks)
    assert outer["pump-1"] is inner
    assert inner["tasks"]["oil"] is innermost


def test_what_an_alias_stands_for_is_one_block() -> None:
    assets = read(ODD)["assets"]
    (one,) = unread(ODD, [assets])
    assert one["pump-3"] is one["pump-1"]
    assert one["pump-2"]["tasks"]["oil"] is one["pump-1"]["tasks"]["oil"]


@both
def test_one_that_is_asked_for_after_the_file_was_read_is_that_of_the_file(text: str) -> None:
    root = read(text)
    held = [root["assets"], root["assets"]["pump-2"]]
    files = UnreadFiles(lambda _: text.encode(), trees_of(held))
    (outer,) = files.blocks(["a.yaml"], [held[0].at])
    inner = outer["pump-2"]
    assert files.blocks(["a.yaml"], [held[1].at])[0] is inner


def test_a_position_below_0_is_no_block() -> None:
    assert UnreadFiles(lambda _: b"", {}).blocks(["", ""], [-1, -1]) == [None, None]


def test_of_a_file_of_plain_lines_nothing_is_kept() -> None:
    assert trees_of(blocks_in(read(PLAIN))) == {}
    assert list(trees_of(blocks_in(read(ODD, "odd.yaml")))) == ["odd.yaml"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_no_two_blocks_of_a_file_begin_at_one_place(path: Path) -> None:
    root = read(path.read_text("utf-8"))
    found = blocks_in(root)
    assert len({block.at for block in found}) == len(found)


KEYS = st.sampled_from(["a", "b", "c"])
FLOW = st.recursive(
    st.sampled_from(["1", "x y", "'q'", "&n 5", "~"]),
    lambda inside: (
        st.lists(inside, max_size=3).map(lambda some: f"[{', '.join(some)}]")
        | st.dictionaries(KEYS, inside, max_size=3).map(
            lambda some: "{" + ", ".join(f"{key}: {value}" for key, value in some.items()) + "}"
        )
        | inside.map(lambda one: f"[a: {one}]")
        | inside.map(lambda one: f"&m {one}" if not one.startswith("&") else one)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["p", "q", "r", "s"]), FLOW, min_size=1), st.randoms(use_true_random=False))
def test_any_blocks_of_any_document_come_back_in_any_order(said: dict[str, str], order: random.Random) -> None:
    text = (
        "".join(f"{key}: {value}\n" for key, value in said.items()) + "z:\n- - k: *m\n  - j: {i: 1}\n- h:\n    - g: 1\n"
    )
    root, findings = read_yaml("a.yaml", (text if "&m" in text else text.replace("*m", "m")).encode())
    if root is None or findings:
        return
    found = blocks_in(root)
    assert len({block.at for block in found}) == len(found)
    some = order.sample(found, order.randint(1, len(found)))
    for one, block in zip(unread(text, some), some, strict=True):
        assert whole(one) == whole(block)
