"""How a register answers the standards, as it is told: in short, in full for an auditor, and for programs."""

from __future__ import annotations

import json
from typing import Any

from fmplan.dates.ranges import parse_day
from fmplan.exports.coverage import Coverage, as_markdown, as_object, as_table, told_as_json
from fmplan.logbook.entries import EMPTY
from fmplan.schedules.coverage import answers_of, lacking, last_dates, next_dates, without_schedule
from fmplan.schedules.lock import Lock
from fmplan.schedules.opening import open_register
from tests.memorytree import MemoryTree

ESTATE = """\
fmplan: 1
estate: court
name: {en: Harbour Court, zh: 港湾苑}
timezone: Europe/London
starts: 2027-01-01
standards: [uk-statutory]
calendar: {country: none}
"""
SYSTEMS = """\
assets:
  cellar-1: {class: pressure/system, name: A, tasks: {written-scheme-examination: {last: 2026-06-01}}}
  cellar-2: {class: pressure/system, name: B, tasks: {written-scheme-examination: {every: 2 years, because: small}}}
  cellar-3:
    class: pressure/system
    name: C
    waive: {written-scheme-examination: {because: it stands cold, until: 2027-12-31}}
"""
TOWER = """\
assets:
  pump-1: {class: pump, name: "Pump | one"}
  tower-1: {class: building/block, name: Tower 1, attributes: {region: GB-ENG, height_m: '60'}}
"""


def _coverage(assets: str, standards: str = "uk-statutory") -> Coverage:
    files = {"estate.yaml": ESTATE.replace("uk-statutory", standards), "assets/all.yaml": assets}
    one = open_register(MemoryTree(files))
    assert one.estate is not None
    assert one.is_whole, one.findings
    today = parse_day("2027-03-01")
    answers = tuple(answers_of(one.estate, one.schedules, one.series, today))
    without = tuple(without_schedule(one.estate, one.series))
    dates = next_dates(one.estate, one.series, EMPTY, Lock(), today, {series.rank for series in one.series})
    done = last_dates(one.series, EMPTY)
    return Coverage(one.estate, today, answers, tuple(lacking(one.estate)), without, dates, done)


def _table(coverage: Coverage, language: str = "en", *, everything: bool = False) -> str:
    return "".join(as_table(coverage, language, 120, everything=everything))


def test_in_short_what_is_to_be_looked_at_is_told_worst_first() -> None:
    assert _table(_coverage(SYSTEMS)) == (
        "Harbour Court: missing 0, laxer 1, unknown 0, waived 1, own task 0, covered 1\n"
        "\n"
        "  stands  rule                                           asset     force  why\n"
        "  laxer   uk-pressure-system/written-scheme-examination  cellar-2  law    every\n"
        "  waived  uk-pressure-system/written-scheme-examination  cellar-3  law    it stands cold (until 2027-12-31)\n"
    )


def test_in_short_what_is_covered_is_told_only_when_asked_for() -> None:
    rows = _table(_coverage(SYSTEMS), everything=True).splitlines()[3:]
    assert [row.split()[0] for row in rows] == ["laxer", "waived", "covered"]


def test_in_chinese_the_words_are_chinese() -> None:
    assert _table(_coverage(SYSTEMS), "zh").startswith(
        "港湾苑：缺失 0，宽于规定 1，待定 0，豁免 1，自定任务 0，已覆盖 1\n"
    )


def test_assets_that_stand_alike_are_one_row() -> None:
    systems = "".join(f"  cellar-{n}: {{class: pressure/system, name: A}}\n" for n in range(1, 5))
    (row,) = _table(_coverage(f"assets:\n{systems}"), everything=True).splitlines()[3:]
    assert row.split()[:2] == ["covered", "uk-pressure-system/written-scheme-examination"]
    assert "cellar-1" in row
    assert "2 more" in row


def test_a_missing_fact_is_told_once_with_what_hangs_on_it() -> None:
    told = _table(_coverage(TOWER))
    facts = told.partition("Facts that nobody says, and what hangs on them:\n")[2].splitlines()
    assert facts[0].startswith("  use: uk-fire-high-rise/high-rise-equipment")
    assert told.endswith("\nNothing is planned for: pump-1 (pump)\n")


def test_what_is_usual_and_absent_is_told_with_the_buildings_it_is_usual_of() -> None:
    tower = TOWER.replace("GB-ENG", "CN-33").replace("'60'", "'60', use: residential")
    told = _table(_coverage(tower, "cn-statutory"))
    usual = told.partition("What such buildings usually have, and this register does not:\n")[2].partition("\n\n")[0]
    assert [line for line in usual.splitlines() if line.startswith("  pump/fire (tower-1): ")]


def test_an_auditor_sees_every_rule_of_every_asset_with_its_clause_and_its_days() -> None:
    told = "".join(as_markdown(_coverage(SYSTEMS), "en"))
    lines = told.splitlines()
    assert lines[0] == "# Harbour Court: coverage of the standards on 2027-03-01"
    assert lines[4] == (
        "| stands | rule | Source | confidence | asset | task | interval | last done | next due | why |"
    )
    assert lines[6] == (
        "| covered | uk-pressure-system/written-scheme-examination "
        "| Pressure Systems Safety Regulations 2000, reg. 8, 9 | known, not verified | cellar-1 "
        "| written-scheme-examination | every 14 months | 2026-06-01 | 2027-08-01 |  |"
    )
    assert len(lines) == 6 + 3


def test_what_people_wrote_breaks_no_table_of_markdown() -> None:
    told = "".join(as_markdown(_coverage(TOWER), "en"))
    assert "- `pump-1` Pump \\| one (pump)\n" in told


def test_programs_get_every_answer_whole() -> None:
    told: dict[str, Any] = as_object(_coverage(SYSTEMS), "en")
    assert {key: told[key] for key in ("fmplan", "estate", "today", "gaps")} == {
        "fmplan": 1,
        "estate": "court",
        "today": "2027-03-01",
        "gaps": 1,
    }
    assert [(one["standing"], one["asset"], one["why"], one["until"]) for one in told["answers"]] == [
        ("covered", "cellar-1", None, None),
        ("laxer", "cellar-2", "every", None),
        ("waived", "cellar-3", "it stands cold", "2027-12-31"),
    ]
    assert told["answers"][0]["source"] | {"title": ""} == {
        "standard": "Pressure Systems Safety Regulations 2000",
        "clause": "reg. 8, 9",
        "confidence": "known",
        "title": "",
    }
    assert (told["answers"][0]["last_done"], told["answers"][0]["next_due"]) == ("2026-06-01", "2027-08-01")


def test_a_portfolio_is_one_object_with_its_estates() -> None:
    one = _coverage(SYSTEMS)
    alone, both = (json.loads(told_as_json([one] * number, ["en"] * number)) for number in (1, 2))
    assert both["estates"] == [alone, alone]
    assert "answers" not in both
