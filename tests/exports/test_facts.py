from __future__ import annotations

from fmplan.assets.load import load_estate
from fmplan.exports.facts import facts_of, told
from fmplan.schedules.load import load_schedules
from tests.exports.registers import ESTATE
from tests.memorytree import MemoryTree

SCHEDULES = """\
schedules:
  towers:
    applies_to: [tower]
    when: {height_m: {over: 27, below: 100}}
    tasks:
      sweep: {name: Sweep, every: {by: level, L1: 1 day, L2: 2 days}}
      fire: {name: Fire, every: 1 month, when: {key_unit: "true", use: [hotel, school]}}
"""
ASSETS = """\
assets:
  a: {class: tower, name: A, attributes: {height_m: 30, colour: red}}
  b: {class: tower, name: B, attributes: {height_m: 30}}
"""


def test_each_fact_is_told_with_who_says_it_and_who_asks() -> None:
    estate = ESTATE + "facts: {level: L1, region: UK}\n"
    tree = MemoryTree({"estate.yaml": estate, "assets/a.yaml": ASSETS, "schedules/s.yaml": SCHEDULES})
    loaded, _ = load_estate(tree)
    schedules, _ = load_schedules(tree)
    assert loaded is not None
    assert "".join(told(facts_of(loaded, schedules), "mill/")).splitlines() == [
        "height_m",
        "  = 30: a, b  mill/assets/a.yaml:2:30",
        "  ? schedule towers applies where it is over 27 and below 100  mill/schedules/s.yaml:4:12",
        "",
        "key_unit",
        "  nobody says it: what asks for it is left out",
        "  ? towers/fire applies where it is true  mill/schedules/s.yaml:7:49",
        "",
        "level",
        "  = L1: the estate  mill/estate.yaml:10:9",
        "  ? towers/sweep chooses every by it (L1: 1 day, L2: 2 days)  mill/schedules/s.yaml:6:28",
        "",
        "region",
        "  = UK: the estate  mill/estate.yaml:10:20",
        "  nobody asks for it",
        "",
        "use",
        "  nobody says it: what asks for it is left out",
        "  ? towers/fire applies where it is hotel or school  mill/schedules/s.yaml:7:67",
    ]


def test_a_rotation_asks_for_the_fact_that_counts_its_units() -> None:
    assets = ASSETS + (
        "  loop: {class: loop, name: Loop, attributes: {points: 40},"
        " tasks: {look: {name: Look, every: 1 month, rotate: {units: points}}}}\n"
    )
    tree = MemoryTree({"estate.yaml": ESTATE, "assets/a.yaml": assets}, "court")
    loaded, _ = load_estate(tree)
    assert loaded is not None
    assert "".join(told(facts_of(loaded, ()))).splitlines() == [
        "points",
        "  = 40: loop  assets/a.yaml:4:35",
        "  ? asset loop, look takes turns through so many units  assets/a.yaml:4:104",
    ]
