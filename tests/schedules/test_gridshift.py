"""Between fixed and floating: `from: {late, early, tolerance}`."""

from __future__ import annotations

import pytest

from tests.schedules.factories import a_plan, done, due_days, skipped, states

RULE = "every: 30 days, first: 2027-01-31, from: {late: 50%, early: 0%, tolerance: 9 days}"
BOTH = "every: 30 days, first: 2027-01-31, from: {late: 50%, early: 25%, tolerance: 9 days}"


def second(on: str, rule: str = RULE) -> str:
    return due_days(a_plan(rule, today="2027-03-10", logbook=[done(on, "#1")]))[1]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2027-01-31", "2027-03-02"),
        ("2027-02-09", "2027-03-02"),  # 9 days: inside the tolerance
        ("2027-02-10", "2027-03-07"),  # 10 days: half of the whole delay
        ("2027-02-11", "2027-03-07"),  # 11 days: rounded down
        ("2027-02-20", "2027-03-12"),
        ("2027-01-10", "2027-03-02"),  # early: not at all
    ],
)
def test_a_delay_beyond_the_tolerance_moves_the_grid_by_its_share(on: str, expected: str) -> None:
    assert second(on) == expected


def test_what_comes_early_moves_it_back_by_its_share() -> None:
    assert second("2027-01-11", BOTH) == "2027-02-25"


def test_the_whole_grid_moves() -> None:
    plan = a_plan(RULE, today="2027-02-21", span="2027-01-01..2027-06-30", logbook=[done("2027-02-20", "#1")])
    assert due_days(plan) == ["2027-01-31", "2027-03-12", "2027-04-11", "2027-05-11", "2027-06-10"]


def test_delays_add_up() -> None:
    acts = [done("2027-02-20", "#1"), done("2027-04-01", "#2")]
    plan = a_plan(RULE, today="2027-04-02", logbook=acts)
    assert due_days(plan)[:3] == ["2027-01-31", "2027-03-12", "2027-04-21"]


def test_one_is_open_and_forecasts_stand_on_the_grid_from_today() -> None:
    plan = a_plan(RULE, today="2027-04-10", span="2027-01-01..2027-06-10")
    assert states(plan) == {"#1": "overdue", "#2": "planned", "#3": "planned"}
    assert due_days(plan) == ["2027-01-31", "2027-05-01", "2027-05-31"]


def test_dates_that_went_by_while_one_was_open_are_not_owed() -> None:
    """80 days late: the grid moves by 40; 11 April went by before the day it was done."""
    plan = a_plan(RULE, today="2027-04-21", logbook=[done("2027-04-21", "#1")])
    assert due_days(plan)[1] == "2027-05-11"


def test_a_skip_leaves_the_grid_where_it_is() -> None:
    plan = a_plan(RULE, today="2027-02-21", logbook=[skipped("2027-02-20", "#1")])
    assert due_days(plan)[1] == "2027-03-02"


def test_nothing_is_due_before_the_first_date() -> None:
    plan = a_plan("every: 30 days, first: 2027-06-01, from: {late: 50%}", today="2027-01-05")
    assert due_days(plan)[0] == "2027-06-01"


def test_what_fell_due_since_it_was_last_done_is_owed_on_the_begin() -> None:
    plan = a_plan("every: 30 days, last: 2026-09-01, from: {late: 50%}", today="2027-01-05")
    assert due_days(plan)[0] == "2027-01-01"
