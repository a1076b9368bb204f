from __future__ import annotations

import pytest

from fmplan.dates.day import ISO
from fmplan.exports.visits import Visit, visits_of
from fmplan.schedules.occurrence import Occurrence, Status
from tests.exports.registers import a_plan

HOUSE = """\
defaults: {class: pump/fire, team: own}
assets:
  pump-1: {name: One, location: tower-1/roof, tasks: {check: {name: Check, every: 1 day}}}
  pump-2: {name: Two, location: tower-1/cellar, tasks: {check: {name: Check, every: 1 day}}}
  pump-3: {name: Three, location: tower-2, tasks: {check: {name: Check, every: 1 day}}}
  pump-4: {name: Four, location: tower-1, team: other, tasks: {check: {name: Check, every: 1 day}}}
  pump-5: {name: Five, tasks: {check: {name: Check, every: 1 day}}}
"""
TEAMS = """\
fmplan: 1
estate: court
name: Court
timezone: Europe/London
starts: 2027-01-01
calendar: {country: none}
teams: {own: {name: Own}, other: {name: Other}}
"""


def occurrences(days: str = "2027-03-01") -> tuple[Occurrence, ...]:
    return a_plan(HOUSE, TEAMS, days=days).occurrences


def told(visit: Visit) -> tuple[str, str, str, list[str]]:
    team = visit.team.id if visit.team else ""
    return ISO[visit.day], team, visit.place, [one.series.asset.id for one in visit.occurrences]


def test_a_visit_is_what_a_team_does_at_the_first_part_of_a_place_on_a_day() -> None:
    assert sorted(map(told, visits_of(occurrences()))) == [
        ("2027-03-01", "other", "tower-1", ["pump-4"]),
        ("2027-03-01", "own", "", ["pump-5"]),
        ("2027-03-01", "own", "tower-1", ["pump-2", "pump-1"]),
        ("2027-03-01", "own", "tower-2", ["pump-3"]),
    ]


def test_visits_come_in_the_order_of_what_is_first_in_each() -> None:
    days = [visit.day for visit in visits_of(occurrences("2027-03-01..2027-03-05"))]
    assert days == sorted(days)
    assert len(days) == 20
    keys = [visit.key for visit in visits_of(occurrences())]
    assert keys == [one.key for one in occurrences() if one.key in keys]


def test_a_visit_is_known_by_its_first_occurrence() -> None:
    visit = next(one for one in visits_of(occurrences()) if len(one.occurrences) == 2)
    assert visit.key == "pump-2/check/2027-03-01"


def test_what_another_visit_covers_makes_none() -> None:
    covered = [one._replace(status=Status.COVERED) for one in occurrences()]
    assert list(visits_of(covered)) == []


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        ((Status.PLANNED, Status.PLANNED), Status.PLANNED),
        ((Status.DONE, Status.PLANNED), Status.PLANNED),
        ((Status.DONE, Status.OVERDUE), Status.OVERDUE),
        ((Status.BREACH, Status.OVERDUE), Status.BREACH),
        ((Status.DEFERRED, Status.DONE), Status.DEFERRED),
        ((Status.SKIPPED, Status.DONE), Status.DONE),
        ((Status.SKIPPED, Status.SKIPPED), Status.SKIPPED),
        ((Status.SKIPPED, Status.MISSED), Status.MISSED),
    ],
)
def test_a_visit_stands_as_the_worst_of_what_is_open(statuses: tuple[Status, Status], status: Status) -> None:
    ones = tuple(one._replace(status=state) for one, state in zip(occurrences(), statuses, strict=False))
    assert Visit(ones[0].planned, None, "", ones).status is status
