from __future__ import annotations

import pytest

from fmplan.exports.ical.split import By, parts_of
from tests.exports.registers import ESTATE, PUMP, a_plan

TEAMS = ESTATE + "  gone: {name: Gone, contract: {expires: 2027-02-28}}\n  idle: {name: Idle}\n"
TWO = (
    PUMP
    + """\
  lift-1: {class: elevator/traction, name: Lift, tasks: {look: {name: Look, every: 1 week, kind: cleaning}}}
"""
)


def told(by: By, *, whole: bool = True, language: str | None = "en") -> list[tuple[str, str, int]]:
    parts = parts_of([a_plan(TWO, TEAMS)], by, language, whole=whole)
    return [(part.file, part.name, len(part.plan.occurrences)) for part in parts]


@pytest.mark.parametrize(
    ("by", "parts"),
    [
        ("location", [("court", "Harbour Court", 4), ("tower-1", "Harbour Court: Tower 1", 1)]),
        ("class", [("elevator", "Harbour Court: Lift", 4), ("pump", "Harbour Court: Pump", 1)]),
        ("kind", [("cleaning", "Harbour Court: cleaning", 4), ("inspection", "Harbour Court: inspection", 1)]),
    ],
)
def test_each_value_has_a_calendar(by: By, parts: list[tuple[str, str, int]]) -> None:
    assert sorted(part for part in told(by) if part[2]) == parts


def test_every_team_has_a_calendar_also_without_work() -> None:
    assert told("team") == [
        ("gone", "Harbour Court: Gone", 0),
        ("idle", "Harbour Court: Idle", 0),
        ("own", "Harbour Court: Own staff", 1),
        ("no-team", "Harbour Court: No team", 4),
    ]


def test_of_what_was_selected_only_teams_with_work_have_one() -> None:
    assert [file for file, _, _ in told("team", whole=False)] == ["own", "no-team"]


def test_names_are_told_in_the_language() -> None:
    assert [name for _, name, _ in told("location", language="zh")][-1] in {"港湾苑：1栋", "港湾苑"}


def test_only_the_calendar_of_a_team_whose_contract_has_ended_may_be_empty() -> None:
    parts = parts_of([a_plan(TWO, TEAMS)], "team", "en", whole=True)
    assert [part.file for part in parts if part.may_be_empty] == ["gone"]
    last_day = parts_of([a_plan(TWO, TEAMS, today="2027-02-28")], "team", "en", whole=True)
    assert not any(part.may_be_empty for part in last_day)


def test_of_a_portfolio_files_begin_with_the_estate() -> None:
    plans = [a_plan(), a_plan(estate=ESTATE.replace("estate: court", "estate: mill"))]
    assert [part.file for part in parts_of(plans, "location", "en", whole=True)] == ["court-tower-1", "mill-tower-1"]


def test_no_two_files_share_a_name_and_none_is_the_index() -> None:
    names = ["a:b", "a-b", "index", "长" * 100]
    assets = "assets:\n" + "".join(
        f'  pump-{n}: {{class: pump/fire, name: P, location: "{name}", tasks: {{t: {{name: T, every: 1 week}}}}}}\n'
        for n, name in enumerate(names)
    )
    parts = parts_of([a_plan(assets)], "location", "en", whole=True)
    assert sorted(part.file for part in parts) == ["a-b", "a-b-2", "index-2", "长" * 60]
    assert sum(len(part.plan.occurrences) for part in parts) == len(a_plan(assets).occurrences)
