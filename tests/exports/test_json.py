from __future__ import annotations

import json
from typing import Any

from msgspec import structs
from msgspec.structs import replace

from fmplan.dates.dayoff import DayOff, Off
from fmplan.dates.ranges import parse_day
from fmplan.exports import fields
from fmplan.exports.json import render
from fmplan.findings import Finding, Place, Severity
from fmplan.release import RELEASE
from fmplan.schedules.occurrence import Because, Move, Status
from tests.exports.registers import PUMP, a_plan, whole, with_first


def read(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    return found


def test_a_plan_is_one_object_with_its_occurrences() -> None:
    assert read(whole(render(a_plan()))) == {
        "fmplan": 1,
        "release": RELEASE,
        "estate": "court",
        "today": "2027-03-01",
        "from": "2027-03-01",
        "to": "2027-03-31",
        "occurrences": [
            {
                "uid": "pump-1/check/2027-03-03@court",
                "key": "pump-1/check/2027-03-03",
                "asset": "pump-1",
                "asset_name": "Fire pump",
                "class": "pump/fire",
                "location": "tower-1/roof",
                "criticality": "safety",
                "task": "check",
                "task_name": "Monthly check",
                "kind": "inspection",
                "force": "law",
                "due": "2027-03-03",
                "planned": "2027-03-03",
                "latest": "2027-03-03",
                "limit": None,
                "status": "planned",
                "done_on": None,
                "team": "own",
                "trade": None,
                "minutes": 30,
                "people": 2,
                "times": 1,
                "person_hours": 1,
                "cost": 50,
                "impact": {"type": "outage", "of": "water", "notice": "1 day"},
                "units": None,
                "covers": [],
                "covered_by": None,
                "moved": [],
                "source": {"standard": "TSG T5002", "clause": "A-1, B", "confidence": "verified"},
                "schedule": None,
            }
        ],
        "findings": [],
    }


def test_the_fields_stand_in_the_order_of_the_contract() -> None:
    (occurrence,) = read(whole(render(a_plan())))["occurrences"]
    assert tuple(occurrence) == fields.FIELDS


def test_each_occurrence_stands_on_a_line_of_its_own() -> None:
    plan = a_plan(days="2027-03-01..2027-05-31")
    lines = whole(render(plan)).splitlines()
    assert [line.startswith('{"uid"') for line in lines] == [False, True, True, True, False, False]


def test_links_moves_caps_and_completions_are_told() -> None:
    day = parse_day("2027-02-12")
    plan = with_first(
        a_plan(),
        moved=(Move(day, day - 7, Because.NO_WORK, (DayOff(Off.HOLIDAY, 'the "Spring" Festival'),)),),
        covers=("pump-1/a/2027-03-01",),
        covered_by="pump-1/year/2027-03-05",
        limit=day,
        done_on=day,
        status=Status.COVERED,
    )
    (one,) = read(whole(render(plan)))["occurrences"]
    assert one["moved"] == [{"from": "2027-02-12", "to": "2027-02-05", "reason": 'no work: the "Spring" Festival'}]
    assert (one["covers"], one["covered_by"]) == (["pump-1/a/2027-03-01"], "pump-1/year/2027-03-05")
    assert (one["limit"], one["done_on"], one["status"]) == ("2027-02-12", "2027-02-12", "covered")


def test_findings_travel_with_the_plan() -> None:
    finding = Finding("late", Severity.NOTE, Place("estate.yaml"), 'say "so"', "do it")
    plan = replace(a_plan(), findings=(finding,))
    assert read(whole(render(plan)))["findings"] == [
        {
            "code": "late",
            "severity": "note",
            "path": "estate.yaml",
            "line": None,
            "column": None,
            "message": 'say "so"',
            "remedy": "do it",
        }
    ]


def test_a_portfolio_is_an_object_of_its_estates_even_if_only_one_is_left() -> None:
    plan = a_plan()
    alone = read(whole(render(plan)))
    assert read(whole(render([plan, plan]))) == {"fmplan": 1, "release": RELEASE, "estates": [alone, alone]}
    assert read(whole(render([plan])))["estates"] == [alone]


def test_a_plan_without_occurrences_is_whole_too() -> None:
    assert read(whole(render(a_plan(days="2027-03-10..2027-03-11"))))["occurrences"] == []


def test_text_comes_back_as_it_is_written_and_no_sign_acts_in_a_terminal() -> None:
    plan = a_plan(PUMP.replace("{en: Fire pump, zh: 消防水泵}", '"湖畔 \\"x\\" \\\\ \U0001f525"'))
    series = plan.series[0]
    wild = structs.replace(series, asset=structs.replace(series.asset, name="a\x1b[31m\x9b\u202e\n湖"))
    plan = with_first(plan, series=wild)
    text = whole(render(plan))
    assert read(text)["occurrences"][0]["asset_name"] == "a\x1b[31m\x9b\u202e\n湖"
    assert not {"\x1b", "\x9b", "\u202e"} & set(text)
    assert "湖" in text


def test_a_fraction_of_an_hour_and_of_the_currency_keep_two_decimals() -> None:
    plan = a_plan(PUMP.replace("30 min", "25 min").replace("people: 2", "people: 1").replace("cost: 10", "cost: 0.5"))
    (one,) = read(whole(render(plan)))["occurrences"]
    assert (one["minutes"], one["person_hours"], one["cost"]) == (25, 0.42, 17.17)
