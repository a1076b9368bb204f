from __future__ import annotations

from fmplan.findings import Place
from fmplan.yamlfile.block import Block, place_at
from fmplan.yamlfile.reader import read_yaml

TEXT = """\
assets:
  lift-1a:
    name: {en: Lift, zh: 电梯}
    serves:
      - tower-1
      - tower-2
"""


def block() -> Block:
    root, findings = read_yaml("assets/lifts.yaml", TEXT.encode())
    assert root is not None
    assert findings == []
    return root


def at(line: int, column: int) -> Place:
    return Place("assets/lifts.yaml", line, column)


def test_a_block_knows_where_it_its_keys_and_its_values_begin() -> None:
    lift = block()["assets"]["lift-1a"]
    assert lift.place() == at(3, 5)
    assert lift.key_place("serves") == at(4, 5)
    assert lift.value_place("name") == at(3, 11)
    assert lift.value_place("serves") == lift["serves"].place() == at(5, 7)


def test_a_list_knows_where_its_items_begin() -> None:
    serves = block()["assets"]["lift-1a"]["serves"]
    assert [serves.item_place(0), serves.item_place(1)] == [at(5, 9), at(6, 9)]


def test_what_is_not_there_has_the_place_of_what_should_hold_it() -> None:
    lift = block()["assets"]["lift-1a"]
    assert lift.key_place("class") == lift.value_place("class") == lift.place()
    assert lift["serves"].item_place(2) == lift["serves"].place()


def test_a_route_leads_to_a_value_or_to_its_key() -> None:
    root = block()
    assert place_at(root, ["assets", "lift-1a", "name", "zh"], key=True) == at(3, 22)
    assert place_at(root, ["assets", "lift-1a", "name", "zh"], key=False) == at(3, 26)
    assert place_at(root, ["assets", "lift-1a", "serves", 1], key=True) == at(6, 9)


def test_a_route_is_followed_as_far_as_it_leads() -> None:
    root = block()
    assert place_at(root, ["assets", "lift-1a", "class"], key=True) == at(2, 3)
    assert place_at(root, ["assets", "Asset", "lift-1a", "str"], key=False) == at(3, 5)
    assert place_at(root, ["assets", "lift-1a", "serves", 7], key=False) == at(5, 7)
    assert place_at(root, [], key=True) == at(1, 1)


def test_a_number_in_a_route_finds_the_key_that_is_written_so() -> None:
    root, _ = read_yaml("a.yaml", b"years: {2027: x}")
    assert root is not None
    assert place_at(root, ["years", 2027], key=False) == Place("a.yaml", 1, 15)
