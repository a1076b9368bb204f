"""When each kind of rule falls due: "Timing of a task", key by key."""

from __future__ import annotations

import pytest

from tests.schedules.factories import (
    MON_TO_FRI,
    a_plan,
    codes,
    due_days,
    keys,
    occurrences,
    opened,
    planned_days,
    weekdays,
)


def test_days_run_from_the_first() -> None:
    plan = a_plan("every: 15 days, first: 2027-01-05", span="2027-01-01..2027-03-01")
    assert due_days(plan) == ["2027-01-05", "2027-01-20", "2027-02-04", "2027-02-19"]


def test_weeks_keep_their_weekday() -> None:
    assert set(weekdays(due_days(a_plan("every: 2 weeks, first: 2027-01-05")))) == {"Tue"}


def test_a_month_step_clamps_and_comes_back() -> None:
    plan = a_plan("every: 1 month, first: 2027-01-31", span="2027-01-01..2027-05-31")
    assert due_days(plan) == ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31"]


def test_a_leap_day_comes_back_every_fourth_year() -> None:
    plan = a_plan("every: 1 year, first: 2028-02-29", span="2027..2032")
    assert due_days(plan) == ["2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]


def test_nothing_is_due_before_the_first_date() -> None:
    assert due_days(a_plan("every: 3 months, first: 2027-06-01")) == ["2027-06-01", "2027-09-01", "2027-12-01"]


def test_last_gives_the_first_date_one_period_later() -> None:
    plan = a_plan("every: 14 days, last: 2026-12-21", span="2027-01-01..2027-01-31")
    assert due_days(plan) == ["2027-01-04", "2027-01-18"]


def test_first_is_stronger_than_last() -> None:
    assert due_days(a_plan("every: 6 months, first: 2027-02-01, last: 2026-12-01")) == ["2027-02-01", "2027-08-01"]


def test_a_date_long_past_when_the_series_begins_counts_as_its_begin() -> None:
    assert due_days(a_plan("every: 5 months, last: 2026-05-10"))[:2] == ["2027-01-01", "2027-03-10"]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("first monday", ["2027-01-04", "2027-02-01", "2027-03-01"]),
        ("last friday", ["2027-01-29", "2027-02-26", "2027-03-26"]),
        ("third wednesday", ["2027-01-20", "2027-02-17", "2027-03-17"]),
        ("15", ["2027-01-15", "2027-02-15", "2027-03-15"]),
        ("31", ["2027-01-31", "2027-02-28", "2027-03-31"]),
        ("last day", ["2027-01-31", "2027-02-28", "2027-03-31"]),
        ("fifth sunday", ["2027-01-31"]),
    ],
)
def test_on_places_a_monthly_date(on: str, expected: list[str]) -> None:
    assert due_days(a_plan(f"every: 1 month, on: {on}", span="2027-01-01..2027-03-31")) == expected


def test_on_places_two_dates_in_every_week() -> None:
    plan = a_plan("every: 1 week, on: [mon, thu]", span="2027-01-01..2027-01-14")
    assert due_days(plan) == ["2027-01-04", "2027-01-07", "2027-01-11", "2027-01-14"]


def test_on_places_dates_in_every_year() -> None:
    plan = a_plan("every: 1 year, on: [03-15, 09-15]", span="2027..2028")
    assert due_days(plan) == ["2027-03-15", "2027-09-15", "2028-03-15", "2028-09-15"]


def test_on_goes_with_first_through_its_months() -> None:
    plan = a_plan("every: 3 months, on: first monday, first: 2027-02-01")
    assert due_days(plan) == ["2027-02-01", "2027-05-03", "2027-08-02", "2027-11-01"]


def test_on_places_the_date_one_period_after_the_last() -> None:
    plan = a_plan("every: 1 month, on: 15, last: 2026-12-10", span="2027-01-01..2027-03-31")
    assert due_days(plan) == ["2027-01-15", "2027-02-15", "2027-03-15"]


def test_a_first_date_that_on_does_not_allow_is_found() -> None:
    one = opened("every: 1 month, on: first monday, first: 2027-02-02")
    assert [finding.is_error for finding in one.findings] == [True]


# once_per


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("half-month", ["2027-01-15", "2027-01-31", "2027-02-15", "2027-02-28"]),
        ("month", ["2027-01-31", "2027-02-28"]),
        ("2 months", ["2027-02-28"]),
        ("week", ["2027-01-03", "2027-01-10", "2027-01-17", "2027-01-24", "2027-01-31"]),
    ],
)
def test_a_calendar_period_is_due_on_its_last_day(period: str, expected: list[str]) -> None:
    plan = a_plan(f"once_per: {period}", span="2027-01-01..2027-03-07")
    assert due_days(plan)[: len(expected)] == expected


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("quarter", ["2027-03-31", "2027-06-30", "2027-09-30", "2027-12-31"]),
        ("half-year", ["2027-06-30", "2027-12-31"]),
        ("year", ["2027-12-31"]),
    ],
)
def test_long_calendar_periods(period: str, expected: list[str]) -> None:
    assert due_days(a_plan(f"once_per: {period}")) == expected


def test_count_cuts_a_period_into_equal_parts() -> None:
    plan = a_plan("once_per: month, count: 3", span="2027-04-01..2027-04-30")
    assert due_days(plan) == ["2027-04-10", "2027-04-20", "2027-04-30"]
    lows = ["2027-04-01", "2027-04-11", "2027-04-21"]
    assert all(low <= day <= due for low, day, due in zip(lows, planned_days(plan), due_days(plan), strict=True))


def test_a_calendar_period_is_due_on_its_last_day_in_season() -> None:
    plan = a_plan("once_per: month, season: 04-20..06-10")
    assert due_days(plan) == ["2027-04-30", "2027-05-31", "2027-06-10"]


def test_once_in_a_season_is_due_on_its_last_day_and_stands_inside() -> None:
    plan = a_plan("once_per: season, season: 11-15..02-28", span="2027-01-01..2028-03-01")
    assert due_days(plan) == ["2027-02-28", "2028-02-29"]
    assert "2027-11-15" <= planned_days(plan)[1] <= "2028-02-29"


def test_a_year_may_have_two_seasons() -> None:
    assert due_days(a_plan("once_per: season, season: [03..04, 09..10]")) == ["2027-04-30", "2027-10-31"]


def test_the_first_and_the_last_period_of_a_life_are_due_in_part() -> None:
    plan = a_plan("once_per: month", asset="starts: 2027-01-20\nout_of_service: 2027-03-10")
    assert due_days(plan) == ["2027-01-31", "2027-02-28", "2027-03-10"]
    assert planned_days(plan)[0] >= "2027-01-20"
    assert planned_days(plan)[2] <= "2027-03-10"


def test_a_calendar_period_is_placed_by_on() -> None:
    plan = a_plan("once_per: month, on: first monday", span="2027-01-01..2027-02-28")
    assert planned_days(plan) == ["2027-01-04", "2027-02-01"]
    assert due_days(plan) == ["2027-01-31", "2027-02-28"]


def test_a_calendar_period_is_never_shifted_out_of() -> None:
    calendar = "calendar: {country: none, closed: [2027-01-25..2027-01-31]}"
    plan = a_plan("once_per: month, on: 28, shift: later", estate=calendar, span="2027-01-01..2027-01-31")
    assert planned_days(plan) == ["2027-01-22"]


@pytest.mark.parametrize(("period", "every"), [("month", "1 month"), ("quarter", "3 months"), ("week", "1 week")])
def test_a_calendar_period_meets_the_periodic_tasks_of_its_asset(period: str, every: str) -> None:
    plan = a_plan(
        tasks=f"once: {{name: Once, once_per: {period}}}\nevery: {{name: Every, every: {every}, shift: keep}}",
        span="2027-02-01..2027-12-26",
    )
    assert planned_days(plan, "once") == planned_days(plan, "every")


# ages


def test_ages_are_counted_from_the_day_in_service() -> None:
    plan = a_plan(
        "ages: {of: in_service, at: [1 year, 4 years, 7 years], then: 2 years}",
        asset="in_service: 2023-05-10",
        span="2027..2035",
    )
    assert due_days(plan) == ["2027-05-10", "2030-05-10", "2032-05-10", "2034-05-10"]


def test_ages_may_count_from_the_making() -> None:
    plan = a_plan("ages: {of: manufactured, at: [10 years]}", asset="manufactured: 2017-08-01")
    assert due_days(plan) == ["2027-08-01"]


def test_the_other_years_are_those_another_task_leaves_out() -> None:
    plan = a_plan(
        tasks="""
        test: {name: Load test, "ages": {of: in_service, at: [5 years], then: 5 years}}
        look: {name: Inspection, "ages": {of: in_service, then: 1 year, except_years_of: test}}
        """,
        asset="in_service: 2020-03-01",
        span="2027..2031",
    )
    assert due_days(plan, "test") == ["2030-03-01"]
    assert due_days(plan, "look") == ["2027-03-01", "2028-03-01", "2029-03-01", "2031-03-01"]


def test_an_asset_without_age_is_found_and_has_no_dates() -> None:
    one = opened("ages: {of: in_service, at: [1 year]}")
    assert one.findings
    assert one.plan("2027..2050").occurrences == ()


# rrule, dates


def test_an_rrule_gives_its_dates() -> None:
    plan = a_plan("rrule: FREQ=MONTHLY;BYDAY=2TU", span="2027-01-01..2027-03-31")
    assert due_days(plan) == ["2027-01-12", "2027-02-09", "2027-03-09"]


def test_an_rrule_counts_its_intervals_from_the_begin_of_the_series() -> None:
    plan = a_plan("rrule: FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=3")
    assert due_days(plan) == ["2027-01-03", "2027-06-03", "2027-11-03"]


def test_first_is_the_start_of_an_rrule_and_a_date_only_if_the_rule_gives_it() -> None:
    assert due_days(a_plan("rrule: FREQ=YEARLY;BYMONTH=3;BYDAY=1MO, first: 2027-02-20")) == ["2027-03-01"]
    assert due_days(a_plan("rrule: FREQ=MONTHLY;COUNT=2;BYMONTHDAY=5, first: 2027-02-05")) == [
        "2027-02-05",
        "2027-03-05",
    ]


def test_an_rrule_of_a_week_of_the_year() -> None:
    one = opened("rrule: FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO, first: 2027-01-01")
    if not any(finding.is_error for finding in one.findings):
        # Monday of week 1: 4 January 2027, 3 January 2028, 1 January 2029, 31 December 2029.
        days = due_days(one.plan("2027..2029"))
        assert days == ["2027-01-04", "2028-01-03", "2029-01-01", "2029-12-31"]


@pytest.mark.parametrize("rule", ["FREQ=HOURLY", "FREQ=DAILY;BYHOUR=8", "FREQ=SOMETIMES", "FREQ=MONTHLY;BYDAY=XX"])
def test_a_rule_of_hours_or_of_nonsense_is_refused(rule: str) -> None:
    assert any(finding.is_error for finding in opened(f"rrule: {rule}").findings)


def test_a_rule_that_never_falls_ends_with_a_finding() -> None:
    one = opened("rrule: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")
    plan = one.plan()
    assert plan.occurrences == ()
    assert plan.findings


def test_an_explicit_list_of_dates() -> None:
    plan = a_plan("dates: [2027-09-18, 2027-03-20, 2026-05-01]")
    assert due_days(plan) == ["2027-03-20", "2027-09-18"]


def test_meters_and_events_wait_for_the_logbook() -> None:
    plan = a_plan(
        tasks="""
        oil: {name: Oil, meter: {of: run-hours, every: 500, unit: h}}
        storm: {name: Storm, event: typhoon, within: 2 days}
        """
    )
    assert plan.occurrences == ()


# from: completion


def test_a_floating_series_counts_from_the_day_before_it() -> None:
    """10 January is a Sunday: done on Monday, the next counts from there."""
    plan = a_plan(
        "every: 1 month, from: completion, last: 2026-12-10", estate=MON_TO_FRI, span="2027-01-01..2027-06-01"
    )
    assert due_days(plan) == ["2027-01-10", "2027-02-11", "2027-03-11", "2027-04-11", "2027-05-12"]
    assert planned_days(plan) == ["2027-01-11", "2027-02-11", "2027-03-11", "2027-04-12", "2027-05-12"]


def test_a_floating_series_numbers_its_dates() -> None:
    plan = a_plan("every: 4 months, from: completion, first: 2027-02-01")
    assert keys(plan) == ["pump/check/#1", "pump/check/#2", "pump/check/#3"]


def test_before_any_completion_a_floating_series_begins_with_its_first() -> None:
    assert due_days(a_plan("every: 4 months, from: completion, first: 2027-02-01"))[0] == "2027-02-01"
    assert due_days(a_plan("every: 4 months, from: completion, first: 2027-02-01, last: 2026-12-05"))[0] == "2027-04-05"


def test_a_floating_date_long_past_is_due_on_the_begin() -> None:
    assert due_days(a_plan("every: 1 month, from: completion, last: 2026-03-01"))[:2] == ["2027-01-01", "2027-02-01"]


def test_open_work_of_the_past_is_counted_from_today() -> None:
    plan = a_plan("every: 1 month, from: completion, first: 2027-01-10", today="2027-03-05")
    assert due_days(plan)[:3] == ["2027-01-10", "2027-04-05", "2027-05-05"]


# season, suspension, life


def test_a_fixed_date_out_of_season_is_dropped() -> None:
    plan = a_plan("every: 1 month, first: 2027-01-10, season: 04-15..07-10")
    assert due_days(plan) == ["2027-05-10", "2027-06-10", "2027-07-10"]


def test_a_floating_date_out_of_season_waits_for_the_opening() -> None:
    plan = a_plan("every: 1 month, from: completion, last: 2026-10-20, season: 04-01..05-15")
    assert due_days(plan) == ["2027-04-01", "2027-05-01"]


def test_a_season_that_ends_on_28_february_ends_with_february() -> None:
    plan = a_plan("dates: [2028-02-28, 2028-02-29, 2028-03-01], season: 01-01..02-28", span="2028")
    assert due_days(plan) == ["2028-02-28", "2028-02-29"]


def test_a_season_may_have_a_name() -> None:
    plan = a_plan("every: 1 month, on: 1, season: flood-season", estate="periods: {flood-season: 06-15..08-15}")
    assert due_days(plan) == ["2027-07-01", "2027-08-01"]


def test_fixed_dates_inside_a_suspension_are_dropped() -> None:
    plan = a_plan("every: 1 month, on: 10", asset="suspended: [2027-02-01..2027-10-31]")
    assert due_days(plan) == ["2027-01-10", "2027-11-10", "2027-12-10"]


def test_a_floating_date_inside_a_suspension_is_due_on_the_first_day_back() -> None:
    plan = a_plan("every: 4 months, from: completion, first: 2027-02-01", asset="suspended: [2027-05-01..2027-06-30]")
    assert due_days(plan) == ["2027-02-01", "2027-07-01", "2027-11-01"]


def test_the_last_day_in_use_is_the_last_day_with_a_date() -> None:
    assert due_days(a_plan("every: 1 month, on: 10", asset="out_of_service: 2027-03-10"))[-1] == "2027-03-10"


def test_a_series_ends_with_the_life_of_the_asset() -> None:
    plan = a_plan("every: 1 month, on: 10, ends: 10 years", asset="in_service: 2017-03-15")
    assert due_days(plan) == ["2027-01-10", "2027-02-10", "2027-03-10"]


# starts and was


def test_an_older_form_of_a_rule_holds_until_its_day() -> None:
    plan = a_plan(
        "every: 14 days, first: 2027-07-06, starts: 2027-07-01,"
        " was: [{until: 2027-06-30, every: 2 months, first: 2027-01-15}]",
        span="2027-01-01..2027-07-31",
    )
    assert due_days(plan) == ["2027-01-15", "2027-03-15", "2027-05-15", "2027-07-06", "2027-07-20"]


def test_a_task_may_start_after_its_estate() -> None:
    assert due_days(a_plan("every: 5 months, last: 2026-12-20, starts: 2027-06-01"))[-1] == "2027-10-20"
    assert due_days(a_plan("once_per: quarter, starts: 2027-06-01")) == ["2027-06-30", "2027-09-30", "2027-12-31"]


# choices by age


def test_a_period_by_age_is_that_of_the_day_it_counts_from() -> None:
    plan = a_plan(
        "every: {by: age, 0 years: 2 years, 15 years: 1 year}, first: 2027-03-01",
        asset="in_service: 2013-03-01",
        span="2027..2032",
    )
    assert due_days(plan) == ["2027-03-01", "2029-03-01", "2030-03-01", "2031-03-01", "2032-03-01"]


def test_one_occurrence_a_day_however_many_times() -> None:
    plan = a_plan("every: 1 day, times: 3, duration: 10 min", span="2027-01-01..2027-01-03")
    assert due_days(plan) == ["2027-01-01", "2027-01-02", "2027-01-03"]
    assert [one.series.task.times for one in occurrences(plan)] == [3, 3, 3]


@pytest.mark.parametrize(
    "timing",
    [
        "duration: 1 h",
        "every: 1 month, once_per: month",
        "every: 0 days",
        "every: -3 days",
        "every: 1 fortnight",
        "every: 300 years",
        "dates: [2027-02-30]",
        "every: 1 month, season: 02-30..03-10",
    ],
)
def test_a_rule_that_says_nothing_or_nonsense_is_an_error(timing: str) -> None:
    assert any(finding.is_error for finding in opened(timing).findings), codes(opened(timing).findings)
