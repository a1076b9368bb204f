from __future__ import annotations

from fmplan.assets.asset_form import Criticality
from fmplan.assets.estate import Asset, Estate
from fmplan.assets.load import load_estate
from fmplan.findings import Finding
from tests.memorytree import MemoryTree

ESTATE = """\
fmplan: 1
estate: mill-lane
name: Mill Lane
timezone: Europe/London
starts: 2027-01-01
facts: {level: L1, height_m: 9}
locations: {tower-1: {facts: {height_m: 79}}, tower-1/roof: {facts: {wind: true}}}
teams: {own: {name: Own staff}, lifts: {name: Lifts Ltd}}
"""


def _load(register: str, **more: str) -> tuple[Estate, list[Finding]]:
    files = {f"assets/{name}.yaml": text for name, text in more.items()}
    estate, findings = load_estate(MemoryTree({"estate.yaml": ESTATE, "assets/lifts.yaml": register, **files}))
    assert estate is not None
    return estate, findings


def _lift(register: str, **more: str) -> Asset:
    estate, findings = _load(register, **more)
    assert not findings
    return estate.assets["lift-1"]


def test_an_asset_has_what_its_type_says_unless_it_says_otherwise() -> None:
    lift = _lift("""\
types: {gen2: {class: elevator, make: Otis, model: Gen2, criticality: high}}
assets: {lift-1: {type: gen2, name: Lift 1, model: Gen2 Comfort}}
""")
    assert (lift.class_, lift.make, lift.model, lift.criticality) == (
        "elevator",
        "Otis",
        "Gen2 Comfort",
        Criticality.HIGH,
    )


def test_a_type_may_stand_in_another_file() -> None:
    assert (
        _lift("assets: {lift-1: {type: gen2, name: Lift 1}}\n", types="types: {gen2: {class: elevator}}\n").class_
        == "elevator"
    )


def test_defaults_are_weaker_than_the_type_and_hold_for_their_file_only() -> None:
    estate, findings = _load(
        """\
types: {gen2: {class: elevator, make: Otis}}
defaults: {team: lifts, location: tower-1, make: Kone}
assets: {lift-1: {type: gen2, name: Lift 1}, lift-2: {class: elevator, name: Lift 2}}
""",
        pumps="assets: {pump-1: {class: pump, name: Pump 1}}\n",
    )
    assert not findings
    assert [(estate.assets[id_].make, estate.assets[id_].team) for id_ in ("lift-1", "lift-2", "pump-1")] == [
        ("Otis", "lifts"),
        ("Kone", "lifts"),
        (None, None),
    ]


def test_attributes_are_laid_over_one_another_key_by_key() -> None:
    lift = _lift("""\
types: {gen2: {class: elevator, attributes: {floors: 32, load_kg: 1000}}}
defaults: {attributes: {maker: local, floors: 1}}
assets: {lift-1: {type: gen2, name: Lift 1, attributes: {floors: 20}}}
""")
    assert lift.attributes == {"maker": "local", "floors": "20", "load_kg": "1000"}


def test_tasks_are_laid_over_one_another_the_weakest_first() -> None:
    lift = _lift("""\
types: {gen2: {class: elevator, tasks: {rope: {name: Rope, every: 1 month}}}}
defaults: {tasks: {rope: {force: house}}}
assets: {lift-1: {type: gen2, name: Lift 1, tasks: {rope: {last: 2026-12-01}}}}
""")
    assert [layer.origin for layer in lift.tasks["rope"]] == ["defaults", "type gen2", "asset lift-1"]


def test_a_fact_comes_from_the_asset_then_its_place_upwards_then_the_estate() -> None:
    estate, _ = _load("""\
assets:
  lift-1: {class: elevator, name: Lift 1, location: tower-1/roof, attributes: {wind: false}}
""")
    lift = estate.assets["lift-1"]
    assert [estate.fact(lift, name) for name in ("wind", "height_m", "level", "colour")] == ["false", "79", "L1", None]


def test_the_place_of_an_asset_is_its_id() -> None:
    assert str(_lift("assets:\n  lift-1:\n    class: elevator\n    name: Lift 1\n").place()) == "assets/lifts.yaml:2:3"


def test_the_first_of_two_assets_of_one_id_stands() -> None:
    estate, findings = _load(
        "assets: {lift-1: {class: elevator, name: Lift}}\n", more="assets: {lift-1: {class: p, name: P}}\n"
    )
    assert estate.assets["lift-1"].name == "Lift"
    assert [finding.code for finding in findings] == ["duplicate-id"]


def test_the_order_of_assets_is_that_of_their_ids_whatever_file_they_stand_in() -> None:
    estate, _ = _load(
        "assets: {c: {class: x, name: C}, a: {class: x, name: A}}\n", more="assets: {b: {class: x, name: B}}\n"
    )
    assert list(estate.assets) == ["a", "b", "c", "mill-lane"]


def test_an_asset_keeps_the_oldest_of_its_ids_for_its_keys() -> None:
    lift = _lift("assets: {lift-1: {class: elevator, name: Lift 1, formerly: [lift-9, lift-5]}}\n")
    assert lift.oldest_id == "lift-9"


def test_a_type_in_a_file_with_a_mistake_is_not_called_missing() -> None:
    _, findings = _load("assets: {lift-1: {type: gen2, name: Lift 1}}\n", types="types: {gen2: {clas: elevator}}\n")
    assert [finding.code for finding in findings] == ["unknown-key"]


def test_tasks_are_read_for_their_mistakes_beside_others_of_their_file() -> None:
    _, findings = _load("""\
types: {gen2: {class: elevator, tasks: {service: {evry: 1 month}}}}
defaults: {tasks: {look: {every: 1 monht}}}
assets:
  lift-1: {type: gen2, name: Lift 1, criticality: utmost, tasks: {check: {last: 1.2.2027}}}
""")
    assert [(finding.code, finding.place.line) for finding in findings] == [
        ("unknown-key", 1),
        ("bad-period", 2),
        ("unknown-word", 4),
        ("bad-date", 4),
    ]
