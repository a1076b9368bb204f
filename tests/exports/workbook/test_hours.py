from __future__ import annotations

from fmplan.exports.workbook.hours import hours_of
from fmplan.exports.workbook.weeks import weeks_of
from fmplan.schedules.lock import Lock
from tests.exports.registers import ESTATE, PUMP, a_plan

WEEKLY = PUMP.replace("1 month", "1 week")
BUSY = ESTATE.replace("rate: 40", "rate: 40, capacity: 40 h").replace(
    "{country: none}", "{country: none, holidays: [2027-03-08..2027-03-09], closed: [2027-03-15..2027-03-19]}"
)


def test_the_hours_of_a_team_stand_beside_what_it_can_do_on_its_working_days() -> None:
    plan = a_plan(WEEKLY.replace("30 min", "15 h"), BUSY)
    weeks = weeks_of(plan.range)
    (own,) = hours_of(plan, weeks, plan.range, Lock())
    assert own.team is not None
    assert own.team.id == "own"
    assert own.capacity == [40, 24, 0, 40, 24]
    assert list(own.hours) == [30, 30, 0, 60, 30]
    assert own.is_over == [False, True, False, True, True]


def test_work_without_a_team_comes_last_and_has_no_capacity() -> None:
    other = "  other: {class: pump/fire, name: Other, tasks: {look: {name: Look, every: 1 week, duration: 1 h}}}\n"
    plan = a_plan(WEEKLY.replace("team: own\n", "team: own\n") + other, BUSY)
    found = hours_of(plan, weeks_of(plan.range), plan.range, Lock())
    assert [one.team.id if one.team else None for one in found] == ["own", None]
    assert found[1].capacity is None
    assert sum(found[1].hours) > 0
