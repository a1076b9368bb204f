from __future__ import annotations

from pathlib import Path

import pytest

from fmplan.assets.estate import ESTATE_CLASS
from fmplan.assets.load import load_estate
from fmplan.tree import Folder
from tests.badestates import found_in
from tests.memorytree import MemoryTree

ODD_IDS = Path(__file__).parent.parent / "estates" / "good" / "odd-ids"
ESTATE = "fmplan: 1\nestate: mill-lane\nname: Mill Lane\ntimezone: Europe/London\nstarts: 2027-01-01\n"


def test_what_yaml_would_take_for_numbers_and_truths_stays_the_text_it_is() -> None:
    estate, findings = load_estate(Folder(ODD_IDS))
    assert estate is not None
    assert not findings
    assert {asset.id: asset.name for asset in estate.assets.values()} == {
        "012": "12",
        "012-lane": "no",
        "12:30": "Half past twelve",
        "1E100": "1_000",
        "2027-01-01": "2027-01-01",
        "clock": "12:30",
        "no": "null hypothesis",
        "泵-1": "生活水泵",
    }
    assert estate.facts == {"level": "1", "heated": "no", "hours": "08"}
    assert (estate.assets["012"].serial, estate.assets["1E100"].attributes) == ("00123", {"kw": "0x1F", "floor": "010"})
    assert estate.teams["on"].form.phone == "+44 117 496 0000"


def test_an_estate_of_odd_ids_checks_clean() -> None:
    assert found_in(Folder(ODD_IDS)) == []


def test_the_estate_is_an_asset_that_carries_its_own_tasks() -> None:
    estate, _ = load_estate(MemoryTree({"estate.yaml": f"{ESTATE}tasks: {{drill: {{name: Drill, every: 1 year}}}}\n"}))
    assert estate is not None
    assert (estate.itself.id, estate.itself.class_, list(estate.itself.tasks)) == ("mill-lane", ESTATE_CLASS, ["drill"])
    assert str(estate.itself.place()) == "estate.yaml:2:9"


def test_all_mistakes_of_all_files_are_found_at_once() -> None:
    files = {
        "estate.yaml": f"{ESTATE}colour: red\n",
        "assets/a.yaml": "assets:\n  pump-1: {class: pump, nam: Pump 1}\n",
        "assets/b.yaml": "assets: [\n",
    }
    estate, findings = load_estate(MemoryTree(files))
    assert estate is None
    assert [(finding.code, str(finding.place)) for finding in findings] == [
        ("unknown-key", "assets/a.yaml:2:25"),
        ("yaml-syntax", "assets/b.yaml:1:9"),
        ("unknown-key", "estate.yaml:6:1"),
    ]


def test_what_is_wrong_with_the_estates_own_tasks_is_told_beside_its_other_mistakes() -> None:
    files = {"estate.yaml": f"{ESTATE}colour: red\ntasks: {{drill: {{name: Drill, every: 1 yaer}}}}\n"}
    _, findings = load_estate(MemoryTree(files))
    assert [finding.code for finding in findings] == ["unknown-key", "bad-period"]


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        (
            "facts: {}\nstandards: [a]\ncalendar: {holidays: 2027-06-09}",
            "Write holidays: with a list, for example holidays: [2027-06-09, 2027-02-05..2027-02-12]",
        ),
        (
            "calendar: {workweek: mon-fri}",
            "Write workweek: with a list, for example workweek: [mon, tue, wed, thu, fri]",
        ),
        ("calendar: {workweek: [Mon-Wed]}", "Write each day: mon, tue, wed. Known: mon, tue, wed, thu, fri, sat, sun."),
        (
            "calendar: {workweek: [fri-mon]}",
            "Write each day: fri, sat, sun, mon. Known: mon, tue, wed, thu, fri, sat, sun.",
        ),
        ("calendar: {announced: [27]}", "Write for example 2027"),
        ("calendar: {holidays: [[2027-06-09]]}", "Write it alone, without a list or a block"),
        (
            "teams: {own: {name: Own, trades: fire, lift}}",
            "If it belongs to trades, write brackets: trades: [fire, lift]",
        ),
        (
            "teams:\n  own:\n    name: Own\n    lift:",
            "Known here: name, contractor, contract, capacity, rate, trades, email, phone, calendar, hours.",
        ),
    ],
)
def test_a_remedy_works_when_it_is_followed_to_the_letter(line: str, remedy: str) -> None:
    _, (finding,) = load_estate(MemoryTree({"estate.yaml": f"{ESTATE}{line}\n"}))
    assert finding.remedy == remedy


@pytest.mark.parametrize(
    ("zone", "remedy"),
    [
        ("London", "Did you mean 'Europe/London'?"),
        ("New York", "Did you mean 'America/New_York'?"),
        ("Asia/Shangai", "Did you mean 'Asia/Shanghai'?"),
        ("Europe/Bristol", "Write a name of the time zone database, for example Asia/Shanghai."),
        ("GMT+1", "Write a name of the time zone database, for example Asia/Shanghai."),
    ],
)
def test_a_time_zone_is_known_by_its_city(zone: str, remedy: str) -> None:
    _, (finding,) = load_estate(MemoryTree({"estate.yaml": ESTATE.replace("Europe/London", zone)}))
    assert (finding.code, finding.remedy) == ("unknown-timezone", remedy)
