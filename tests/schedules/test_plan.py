"""The plan as a whole: its range, its order, the names of its occurrences."""

from __future__ import annotations

from fmplan.dates.day import ISO
from tests.schedules.factories import (
    MON_TO_FRI,
    a_plan,
    an_estate,
    done,
    due_days,
    estate_file,
    keys,
    occurrences,
    planned_days,
    states,
    told,
)


def test_an_occurrence_belongs_to_the_range_of_its_planned_day() -> None:
    """Due on Saturday 31 July, done on Monday 2 August."""
    task = "dates: [2027-07-31]"
    assert due_days(a_plan(task, estate=MON_TO_FRI, span="2027-07-01..2027-07-31")) == []
    assert due_days(a_plan(task, estate=MON_TO_FRI, span="2027-08-01..2027-08-31")) == ["2027-07-31"]


def test_june_of_the_year_is_the_plan_of_june() -> None:
    tasks = """
    small: {name: S, every: 14 days, max_gap: 15 days}
    float: {name: F, every: 3 weeks, from: completion}
    large: {name: L, every: 1 quarter, covers: [small]}
    """.replace("1 quarter", "3 months")
    year = told(a_plan(tasks=tasks, estate=MON_TO_FRI))
    june = told(a_plan(tasks=tasks, estate=MON_TO_FRI, span="2027-06-01..2027-06-30"))
    assert june == [row for row in year if str(row[2]).startswith("2027-06")]


def test_a_range_before_the_begin_is_empty() -> None:
    assert a_plan("every: 1 day", span="2026").occurrences == ()


def test_a_plan_may_reach_over_a_hundred_years() -> None:
    plan = a_plan("every: 10 years, first: 2030-02-28, shift: keep", span="2100-01-01..2199-12-31")
    assert due_days(plan) == [f"2{year}-02-28" for year in range(100, 200, 10)]


def test_the_order_is_date_location_asset_task() -> None:
    text = """
    assets:
      zinc:
        class: pump
        name: Z
        location: attic
        tasks: {b: {name: B, dates: [2027-03-01]}, a: {name: A, dates: [2027-03-01]}}
      alum: {class: pump, name: A, location: cellar, tasks: {a: {name: A, dates: [2027-03-01, 2027-02-01]}}}
      beta: {class: pump, name: B, location: attic, tasks: {a: {name: A, dates: [2027-03-01]}}}
    """
    found = [one.key for one in an_estate(text).plan().occurrences]
    assert found == [
        "alum/a/2027-02-01",
        "beta/a/2027-03-01",
        "zinc/a/2027-03-01",
        "zinc/b/2027-03-01",
        "alum/a/2027-03-01",
    ]


def test_a_key_holds_the_due_day_and_stays_when_the_planned_day_moves() -> None:
    moved = a_plan("dates: [2027-06-05]", estate=MON_TO_FRI)
    assert (keys(moved), planned_days(moved)) == (["pump/check/2027-06-05"], ["2027-06-07"])


def test_a_key_has_the_oldest_id_of_its_asset() -> None:
    plan = a_plan("dates: [2027-06-05]", id_="pump-9", asset="formerly: [pump-1, pump-2]")
    assert [one.key for one in plan.occurrences] == ["pump-1/check/2027-06-05"]


def test_a_task_that_two_schedules_bring_is_known_by_its_schedule_too() -> None:
    schedules = """
schedules:
  one: {title: One, applies_to: [pump], tasks: {check: {name: A, dates: [2027-03-01]}}}
  two: {title: Two, applies_to: [pump], tasks: {check: {name: B, dates: [2027-04-01]}}}
"""
    files = {
        "estate.yaml": estate_file(),
        "schedules/s.yaml": schedules,
        "assets/a.yaml": "assets: {pump: {class: pump, name: P}}",
    }
    found = [one.key for one in an_estate(files).plan().occurrences]
    assert found == ["pump/one/check/2027-03-01", "pump/two/check/2027-04-01"]


def test_the_estate_itself_carries_its_own_duties() -> None:
    estate = estate_file("tasks: {meeting: {name: Meeting, kind: admin, once_per: year, season: 03..05}}")
    plan = an_estate({"estate.yaml": estate}).plan()
    assert [one.key for one in plan.occurrences] == ["mill-lane/meeting/2027-05-31"]
    assert "2027-03-01" <= ISO[plan.occurrences[0].planned] <= "2027-05-31"


def test_seen_on_another_day_only_the_status_differs() -> None:
    early, late = (a_plan("every: 1 month, on: 10", today=day) for day in ("2026-12-31", "2027-12-31"))
    assert planned_days(early) == planned_days(late)
    assert {str(one.status) for one in occurrences(early)} == {"planned"}
    assert {str(one.status) for one in occurrences(late)} == {"overdue"}


def test_what_was_done_after_a_range_stands_in_it_all_the_same() -> None:
    acts = [done("2027-07-20", "2027-06-10")]
    for task in ("every: 1 month, on: 10", "every: 1 month, first: 2027-01-10, max_gap: 2 months"):
        plan = a_plan(task, span="2027-06-01..2027-06-30", today="2027-08-01", logbook=acts)
        assert states(plan) == {"2027-06-10": "done 2027-07-20"}


def test_what_is_done_years_early_keeps_its_day_in_every_range() -> None:
    acts = [done("2027-06-15", "#1")]
    task = "every: 5 years, from: completion, last: 2026-03-01"
    june = a_plan(task, span="2027-06-01..2027-06-30", today="2027-07-01", logbook=acts)
    whole = a_plan(task, span="2027..2032", today="2027-07-01", logbook=acts)
    assert (states(june), states(whole)["#1"]) == ({}, "done 2027-06-15")


def test_open_work_stays_owed_whenever_it_is_looked_at() -> None:
    acts = [done("2027-01-10", "2027-01-10"), done("2027-03-10", "2027-03-10")]
    seen = {
        states(a_plan("every: 1 month, on: 10", today=day, logbook=acts))["2027-02-10"]
        for day in ("2027-02-11", "2027-03-11", "2027-12-31", "2029-01-01")
    }
    assert seen == {"overdue"}
