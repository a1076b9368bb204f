"""Which days a task may use: its team's calendar, else its place's, else the estate's."""

from __future__ import annotations

import pytest

from tests.schedules.factories import a_plan, codes, planned_days


@pytest.mark.parametrize(
    ("calendar", "expected"),
    [
        ("holidays: [2027-06-09]", "2027-06-10"),
        ("holidays: [2027-06-09..2027-06-11]", "2027-06-14"),
        ("closed: [2027-06-09]", "2027-06-10"),
        ("closed: [2027-06-09], workdays: [2027-06-09]", "2027-06-10"),
        ("workweek: [fri]", "2027-06-11"),
        ("workweek: [fri], workdays: [2027-06-09]", "2027-06-09"),
    ],
)
def test_the_estates_own_days(calendar: str, expected: str) -> None:
    plan = a_plan("dates: [2027-06-09]", estate=f"calendar: {{country: none, {calendar}}}")
    assert planned_days(plan) == [expected]


def test_a_country_has_public_holidays() -> None:
    """Christmas Day 2026 and Boxing Day, a Saturday, which is kept on the Monday."""
    estate = "calendar: {country: GB-ENG}\nstarts: 2026-01-01"
    assert planned_days(a_plan("dates: [2026-12-25]", estate=estate, span="2026")) == ["2026-12-29"]


def test_the_estates_own_days_win_over_the_countrys() -> None:
    estate = "calendar: {country: GB-ENG, workdays: [2026-12-28]}\nstarts: 2026-01-01"
    assert planned_days(a_plan("dates: [2026-12-25]", estate=estate, span="2026")) == ["2026-12-28"]


def test_make_up_days_are_worked() -> None:
    """Saturday 14 February 2026 makes up for a day of the Spring Festival."""
    estate = "calendar: {country: CN}\nstarts: 2026-01-01"
    plan = a_plan("dates: [2026-02-14, 2026-02-20]", estate=estate, span="2026-02-01..2026-03-31")
    assert planned_days(plan) == ["2026-02-14", "2026-02-24"]


QUIET = "calendar: {country: none, quiet: [{range: 2027-06-07..2027-06-10, reason: gaokao, bars: [noise, outage]}]}"


@pytest.mark.parametrize(
    ("impact", "expected"), [("noise", "2027-06-11"), ("outage", "2027-06-11"), ("smell", "2027-06-08")]
)
def test_quiet_days_bar_only_their_impacts(impact: str, expected: str) -> None:
    plan = a_plan(f"dates: [2027-06-08], impact: {{type: {impact}}}", estate=QUIET)
    assert planned_days(plan) == [expected]


def test_what_disturbs_nobody_is_done_on_quiet_days() -> None:
    assert planned_days(a_plan("dates: [2027-06-08]", estate=QUIET)) == ["2027-06-08"]


NAMED = """
calendar: {country: none}
calendars:
  seven-days: {country: none, workweek: [mon, tue, wed, thu, fri, sat, sun]}
  sundays: {country: none, workweek: [sun]}
teams:
  night: {name: Night, calendar: sundays, trades: [lift]}
  plain: {name: Plain, trades: [other]}
locations: {tower: {calendar: seven-days}}
"""


@pytest.mark.parametrize(
    ("asset", "task", "expected"),
    [
        ("", "", "2027-06-07"),
        ("location: tower/roof", "", "2027-06-05"),
        ("team: night", "", "2027-06-06"),
        ("location: tower/roof", ", trade: lift", "2027-06-06"),
        ("location: tower/roof", ", team: plain", "2027-06-05"),
    ],
)
def test_a_task_goes_by_its_teams_calendar_else_its_places_else_the_estates(
    asset: str, task: str, expected: str
) -> None:
    plan = a_plan(f"dates: [2027-06-05]{task}", asset=asset, estate=NAMED)
    assert planned_days(plan) == [expected]


def test_closed_days_close_every_calendar() -> None:
    estate = NAMED.replace("country: none}\ncalendars", "country: none, closed: [2027-06-06]}\ncalendars")
    assert planned_days(a_plan("dates: [2027-06-05]", asset="team: night", estate=estate)) == ["2027-06-13"]


def test_a_year_without_its_official_notice_is_provisional() -> None:
    estate = "calendar: {country: CN}"
    assert "calendar-provisional" in codes(a_plan("dates: [2027-06-05]", estate=estate).findings)


def test_a_year_whose_notice_is_entered_is_not_provisional() -> None:
    estate = "calendar: {country: CN, announced: [2027]}"
    assert "calendar-provisional" not in codes(a_plan("dates: [2027-06-05]", estate=estate).findings)
