from __future__ import annotations

import pytest

from fmplan.assets.task_form import ImpactType
from fmplan.dates.day import ISO
from fmplan.dates.ranges import parse_day
from fmplan.logbook.read import read_logbook
from fmplan.schedules.lock import Lock
from fmplan.schedules.noticetime import is_routine, lead_of
from fmplan.schedules.opening import open_register
from fmplan.schedules.plan import Plan, make_plan
from tests.exports.registers import ESTATE, PUMP, a_plan, a_range
from tests.memorytree import MemoryTree

_NOTICE = ", notice: 1 day"


def _lead(impact: str, estate: str = ESTATE, class_: str = "pump/fire", kind: str = "inspection") -> tuple[str, str]:
    assets = PUMP.replace("{type: outage, of: water, notice: 1 day}", impact).replace("pump/fire", class_)
    plan = a_plan(assets.replace("kind: inspection", f"kind: {kind}"), estate=estate)
    (series,) = (one for one in plan.series if one.asset.id == "pump-1" and one.task.id == "check")
    lead = lead_of(series, plan.estate)
    return str(
        lead.period
    ), "task" if lead.source is None else f"{lead.source.standard} {lead.source.clause or ''}".strip()


def test_the_task_says_its_own_lead() -> None:
    assert _lead("{type: outage, of: power, notice: 3 weeks}") == ("3 weeks", "task")


def test_without_one_the_standards_of_the_estate_say_it() -> None:
    china = ESTATE.replace("calendar:", "standards: [cn-statutory]\ncalendar:")
    assert _lead("{type: outage, of: power}", china) == ("7 days", "Electricity Supply and Use Regulation art. 28")
    assert _lead("{type: outage, of: power}") == ("3 days", "House practice")


def test_a_city_may_ask_for_longer() -> None:
    china = ESTATE.replace("calendar:", "standards: [cn-statutory]\nfacts: {city: qingdao}\ncalendar:")
    assert _lead("{type: outage, of: water}", china) == ("2 days", "Qingdao Water Supply Regulation art. 30")


def test_a_drill_goes_by_its_kind_and_a_facade_by_its_class() -> None:
    assert _lead("{type: crowd}", kind="drill") == ("1 day", "House practice")
    assert _lead("{type: access}", class_="building/facade/curtain-wall") == ("3 days", "House practice")


@pytest.mark.parametrize("type_", [one for one in ImpactType if one is not ImpactType.NONE])
def test_every_type_of_impact_has_a_lead(type_: ImpactType) -> None:
    assert _lead(f"{{type: {type_.value}}}")[1] != "task"


def test_what_comes_weekly_is_routine_unless_its_task_says_a_lead() -> None:
    weekly = PUMP.replace("1 month", "1 week")
    assert not is_routine(a_plan(weekly).series[0])
    assert is_routine(a_plan(weekly.replace(_NOTICE, "")).series[0])
    assert not is_routine(a_plan(PUMP.replace(_NOTICE, "")).series[0])


def _with_logbook(lines: str, today: str, assets: str) -> Plan:
    tree = MemoryTree({"estate.yaml": ESTATE, "assets/a.yaml": assets, "logbook/a.jsonl": lines}, "court")
    register = open_register(tree)
    assert register.estate is not None, register.findings
    logbook, wrong = read_logbook(tree, register.estate.logbook)
    assert not list(wrong)
    return make_plan(
        register.estate, register.series, logbook, a_range("2027-03-01..2027-04-30"), parse_day(today), Lock()
    )


_WEEK = PUMP.replace("notice: 1 day", "notice: 7 days")


def _booked(on: str) -> str:
    return f'{{"entry":"booked","on":"{on}","asset":"pump-1","task":"check","for":"2027-04-03","to":"2027-04-06"}}\n'


def test_a_day_booked_inside_the_lead_is_too_late() -> None:
    plan = _with_logbook(_booked("2027-04-01"), "2027-04-02", _WEEK)
    (finding,) = [one for one in plan.findings if one.code == "notice-too-late"]
    assert "known since 2027-04-01" in finding.message
    assert (finding.severity, finding.place.path) == ("warning", "assets/a.yaml")


def test_a_day_booked_in_time_is_none_nor_one_that_the_rule_gave_long_ago() -> None:
    assert "notice-too-late" not in [
        one.code for one in _with_logbook(_booked("2027-03-20"), "2027-04-02", _WEEK).findings
    ]
    assert "notice-too-late" not in [one.code for one in a_plan(_WEEK, today="2027-03-02").findings]


def test_work_soon_after_the_plan_begins_is_too_late() -> None:
    assets = _WEEK.replace("first: 2027-03-03", "first: 2027-01-04")
    plan = a_plan(assets, days="2027-01-01..2027-01-31", today="2027-01-01")
    assert [one.code for one in plan.findings] == ["notice-too-late"]
    assert ISO[plan.occurrences[0].planned] == "2027-01-04"
