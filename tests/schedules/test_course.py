"""Caps, closures and least gaps (design 4.3)."""

from __future__ import annotations

import pytest

from fmplan.dates.day import ISO
from tests.schedules.factories import (
    MON_TO_FRI,
    a_plan,
    an_estate,
    estate_file,
    gaps,
    keys,
    occurrences,
    planned_days,
    states,
)

# 5 January 2027 is a Tuesday: the slots are every second Tuesday.
TUESDAYS = "every: 14 days, max_gap: 15 days, first: 2027-01-05"


def closed(days: str, week: str = "mon, tue, wed, thu, fri") -> str:
    return f"calendar: {{country: none, workweek: [{week}], holidays: [{days}]}}"


def test_a_series_under_a_cap_keeps_its_slots() -> None:
    plan = a_plan(TUESDAYS, estate=MON_TO_FRI, span="2027-01-01..2027-02-28")
    assert planned_days(plan) == ["2027-01-05", "2027-01-19", "2027-02-02", "2027-02-16"]


def test_a_slot_without_work_is_done_on_the_working_day_before() -> None:
    plan = a_plan(TUESDAYS, estate=closed("2027-02-02"), span="2027-01-01..2027-02-28")
    assert planned_days(plan) == ["2027-01-05", "2027-01-19", "2027-02-01", "2027-02-16"]


def test_one_extra_visit_stands_evenly_between_where_the_slot_would_lie_past_the_cap() -> None:
    """Sunday, Monday and Tuesday off, seven days worked else: Saturday, then 17 days to the next slot."""
    estate = closed("2027-01-31..2027-02-02", "mon, tue, wed, thu, fri, sat, sun")
    plan = a_plan(TUESDAYS, estate=estate, span="2027-01-15..2027-02-28")
    assert gaps(planned_days(plan)) == [11, 8, 9] or planned_days(plan)[1] < "2027-01-30"
    assert planned_days(plan)[-1] == "2027-02-16"
    assert keys(plan)[2:] == ["pump/check/2027-02-16+", "pump/check/2027-02-16"]


def test_an_extra_visit_stands_on_its_even_day_and_the_slot_keeps_its_own() -> None:
    estate = closed("2027-02-01..2027-02-02", "mon, tue, wed, thu, fri, sat, sun")
    plan = a_plan(TUESDAYS, estate=estate, span="2027-01-15..2027-02-28")
    assert planned_days(plan) == ["2027-01-19", "2027-01-31", "2027-02-08", "2027-02-16"]
    assert keys(plan)[2:] == ["pump/check/2027-02-16+", "pump/check/2027-02-16"]


@pytest.mark.parametrize("asset", [f"lift-{n}" for n in range(12)])
def test_an_extra_visit_whose_even_day_is_free_is_laid_by_the_hash(asset: str) -> None:
    """Friday 29 January to Tuesday 16 February: the middle, the 7th, is a Sunday."""
    plan = a_plan(TUESDAYS, id_=asset, estate=closed("2027-02-01..2027-02-02"), span="2027-01-29..2027-02-16")
    before, extra, after = planned_days(plan, asset=asset)
    assert (before, after) == ("2027-01-29", "2027-02-16")
    # Inside the cap on both sides, and a quarter of the period (three days) from either neighbour.
    assert "2027-02-03" <= extra <= "2027-02-12"


def test_extra_visits_are_not_heaped_on_one_day() -> None:
    days = {
        planned_days(
            a_plan(TUESDAYS, id_=f"lift-{n}", estate=closed("2027-02-01..2027-02-02"), span="2027-01-29..2027-02-16"),
            asset=f"lift-{n}",
        )[1]
        for n in range(40)
    }
    assert len(days) >= 5


# The first week of February off: five working days lost.
WEEK_OFF = closed("2027-02-01..2027-02-05")


def test_visits_are_laid_over_as_many_days_before_a_closure_as_it_takes_away() -> None:
    lines = "".join(
        f"  lift-{n}: {{class: pump, name: L, tasks: {{check: {{name: C, {TUESDAYS}}}}}}}\n" for n in range(60)
    )
    plan = an_estate({"estate.yaml": estate_file(WEEK_OFF), "assets/a.yaml": "assets:\n" + lines}).plan()
    eve = {ISO[one.planned] for one in plan.occurrences if ISO[one.due] == "2027-02-02"}
    # Monday 25 January is six days after the visit of the 19th: less than half a period.
    assert eve == {"2027-01-26", "2027-01-27", "2027-01-28", "2027-01-29"}


def test_a_closure_longer_than_the_cap_puts_a_visit_inside_and_says_so() -> None:
    estate = closed("2027-02-01..2027-03-14")
    plan = a_plan(TUESDAYS, estate=estate, span="2027-01-01..2027-04-30")
    days = planned_days(plan)
    assert max(gaps(days)) <= 15
    inside = [day for day in days if "2027-02-01" <= day <= "2027-03-14"]
    assert inside
    said = " ".join(finding.message for finding in plan.findings)
    assert all(day in said for day in inside)


def test_where_no_working_day_is_left_the_visit_stands_on_the_last_day_of_the_cap() -> None:
    plan = a_plan(
        "every: 14 days, max_gap: 15 days, from: completion, first: 2027-01-29",
        estate=closed("2027-01-30..2027-02-28"),
        span="2027-01-29..2027-02-20",
    )
    assert gaps(planned_days(plan))[0] == 15
    assert plan.findings


def test_a_floating_series_under_a_cap_takes_the_latest_working_day() -> None:
    """13 February is a Saturday: Friday; 15 days on from there is Saturday again."""
    plan = a_plan(
        "every: 15 days, max_gap: 15 days, from: completion, last: 2026-12-30",
        estate=MON_TO_FRI,
        span="2027-01-01..2027-03-15",
    )
    assert planned_days(plan) == ["2027-01-14", "2027-01-29", "2027-02-12", "2027-02-26", "2027-03-12"]


def test_a_cap_that_ran_out_before_the_begin_ends_on_the_begin() -> None:
    plan = a_plan("every: 14 days, max_gap: 15 days, last: 2026-12-01", span="2027-01-01..2027-01-31")
    days = planned_days(plan)
    assert days[0] == "2027-01-01"
    assert max(gaps(days)) <= 15


@pytest.mark.parametrize("week", ["mon", "sat"])
def test_the_last_visit_may_lie_long_before_the_begin(week: str) -> None:
    plan = a_plan("every: 14 days, max_gap: 14 days, last: 2026-09-01", estate=closed("", week))
    assert planned_days(plan)[0] == "2027-01-01"


@pytest.mark.parametrize("rule", ["from: completion", "from: {late: 50%, tolerance: 9 days}"])
@pytest.mark.parametrize(("task", "estate"), [(", shift: skip", ""), ("", "\ndefaults: {shift: skip}")])
def test_the_one_open_date_of_a_floating_series_is_never_dropped(rule: str, task: str, estate: str) -> None:
    """Saturday 9 January: with it the whole series would be gone."""
    check = f"every: 1 month, last: 2026-12-09, {rule}{task}"
    plan = a_plan(check, estate=MON_TO_FRI + estate, span="2027-01-01..2027-02-28", today="2027-01-20")
    assert planned_days(plan)[0] == "2027-01-11"
    assert states(plan)["#1"] == "overdue"


def test_a_floating_visit_under_a_cap_is_not_planned_before_the_begin() -> None:
    """1 January 2027 is a Friday; only Mondays are worked, and the cap is over: the law wins."""
    plan = a_plan("every: 44 days, max_gap: 49 days, from: completion, last: 2026-10-27", estate=closed("", "mon"))
    assert planned_days(plan)[0] == "2027-01-01"


def test_a_cap_that_runs_out_while_suspended_ends_on_the_first_day_back() -> None:
    plan = a_plan(TUESDAYS, asset="suspended: [2027-03-10..2027-04-20]", span="2027-02-25..2027-05-01")
    assert planned_days(plan) == ["2027-03-02", "2027-04-21", "2027-04-27"]


def test_a_cap_that_runs_out_of_season_ends_on_the_first_day_of_the_next() -> None:
    plan = a_plan(f"{TUESDAYS}, season: 04-01..10-31", span="2027-09-01..2028-04-30")
    days = planned_days(plan)
    assert "2028-04-01" in days
    assert not [day for day in days if "2027-11-01" <= day <= "2028-03-31"]


def test_the_limit_is_the_cap_after_the_visit_before() -> None:
    plan = a_plan(TUESDAYS, span="2027-01-01..2027-02-28")
    assert [one.limit and ISO[one.limit] for one in occurrences(plan)] == [
        None,
        "2027-01-20",
        "2027-02-03",
        "2027-02-17",
    ]


def test_a_least_gap_keeps_visits_apart() -> None:
    plan = a_plan("dates: [2027-03-01, 2027-03-10, 2027-05-01], min_gap: 14 days")
    assert planned_days(plan) == ["2027-03-01", "2027-03-15", "2027-05-01"]


def test_a_least_gap_longer_than_the_cap_is_an_error() -> None:
    text = (
        "assets:\n"
        "  pump: {class: pump, name: P, tasks: {check:"
        " {name: C, every: 14 days, max_gap: 15 days, min_gap: 20 days}}}\n"
    )
    assert any(finding.is_error for finding in an_estate(text).findings)
