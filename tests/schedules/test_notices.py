from __future__ import annotations

from fmplan.dates.day import ISO
from fmplan.logbook.entries import EMPTY
from fmplan.schedules.calendars import Calendars
from fmplan.schedules.lock import Lock
from fmplan.schedules.notices import Notice, Standing, affected_by, notices_of, office_of, span_of, to_post
from fmplan.schedules.plan import Plan
from tests.exports.registers import ESTATE, PUMP, a_plan


def _notices(plan: Plan) -> tuple[Notice, ...]:
    return notices_of(plan, EMPTY, Calendars(plan.estate, Lock(), *span_of(plan.range, plan.today)).days(""))


def test_a_notice_is_posted_on_the_working_day_before_its_lead() -> None:
    # 2027-04-05 is a Monday.
    (notice,) = _notices(
        a_plan(PUMP.replace("2027-03-03", "2027-04-05"), days="2027-04-01..2027-04-30", today="2027-03-29")
    )
    assert (ISO[notice.post_by], ISO[notice.post_on]) == ("2027-04-04", "2027-04-02")
    assert notice.standing is Standing.POST


def test_over_the_weekend_the_lead_is_still_kept_today() -> None:
    (notice,) = _notices(
        a_plan(PUMP.replace("2027-03-03", "2027-04-05"), days="2027-04-01..2027-04-30", today="2027-04-03")
    )
    assert (ISO[notice.post_on], notice.standing) == ("2027-04-03", Standing.POST)


def test_what_is_further_away_than_a_week_waits() -> None:
    plan = a_plan(PUMP.replace("1 month", "2 weeks"), today="2027-03-01")
    notices = _notices(plan)
    assert [(ISO[one.days[0]], one.standing) for one in notices] == [
        ("2027-03-03", Standing.POST),
        ("2027-03-17", Standing.LATER),
        ("2027-03-31", Standing.LATER),
    ]
    assert [ISO[one.days[0]] for one in to_post(notices, plan.today)] == ["2027-03-03"]


def test_work_without_impact_and_work_of_the_past_need_none() -> None:
    assert _notices(a_plan(PUMP.replace("        impact: {type: outage, of: water, notice: 1 day}\n", ""))) == ()
    assert _notices(a_plan(today="2027-03-04")) == ()


def test_inside_the_lead_a_notice_should_hang() -> None:
    (notice,) = _notices(a_plan(PUMP.replace("1 day}", "7 days}")))
    assert notice.standing is Standing.HANGS


def test_routine_work_is_announced_once_a_month() -> None:
    daily = PUMP.replace("1 month", "1 day").replace("2027-03-03", "2027-03-01").replace(", notice: 1 day", "")
    notices = _notices(a_plan(daily, days="2027-03-01..2027-04-30"))
    assert [(len(one.days), one.is_routine) for one in notices] == [(31, True), (30, True)]
    assert ISO[notices[1].post_by] == "2027-03-31"


def test_two_pumps_for_the_same_people_share_a_notice() -> None:
    second = PUMP.replace("assets:\n", "").replace("pump-1", "pump-2")
    (notice,) = _notices(a_plan(PUMP + second))
    assert [asset.id for asset in notice.assets] == ["pump-1", "pump-2"]


def test_those_it_serves_are_affected_else_its_building_else_all() -> None:
    plan = a_plan(PUMP.replace("    team: own\n", "    team: own\n    serves: [tower-2, tower-3]\n"))
    asset = plan.estate.assets["pump-1"]
    assert affected_by(asset, plan.estate) == ("tower-2", "tower-3")
    plain = a_plan()
    assert affected_by(plain.estate.assets["pump-1"], plain.estate) == ("tower-1",)
    assert affected_by(plain.estate.itself, plain.estate) == ()


def test_a_part_reaches_those_whom_the_whole_serves() -> None:
    whole = "  plant: {class: pump/fire, name: Plant, serves: [tower-9]}\n"
    plan = a_plan(PUMP.replace("    team: own\n", "    team: own\n    part_of: plant\n") + whole)
    assert affected_by(plan.estate.assets["pump-1"], plan.estate) == ("tower-9",)


def test_the_office_is_the_team_with_its_trade() -> None:
    office = "  office: {name: Office, trades: [administration]}\n"
    found = office_of(a_plan(estate=ESTATE + office).estate)
    assert found is not None
    assert found.id == "office"
    assert office_of(a_plan().estate) is None
