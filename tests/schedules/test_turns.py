"""How many dates a year has, and how many lie before one."""

from __future__ import annotations

import pytest

from fmplan.assets.timing_form import Shift
from fmplan.schedules.turns import dates_in_a_year
from tests.schedules.factories import MON_TO_FRI, opened


@pytest.mark.parametrize(
    ("rule", "dates"),
    [
        ("every: 1 week", 52),
        ("every: 15 days", 24),
        ("every: 2 months", 6),
        ("every: 5 months", 2),
        ("every: 1 year", 1),
        ("every: 2 years", 1),
        ("every: 1 week, on: [mon, thu]", 104),
        ("every: 1 month, on: fifth monday", 4),
        ("every: 1 month, season: 04-01..10-31, first: 2027-04-15", 7),
        ("every: 1 week, from: completion, last: 2026-12-30", 52),
        ("once_per: week", 52),
        ("once_per: quarter", 4),
        ("once_per: quarter, count: 3", 12),
        ("once_per: season, count: 6, season: 04..09", 6),
        ("rrule: FREQ=MONTHLY;BYDAY=2TU", 12),
        ("rrule: FREQ=DAILY;COUNT=9", 9),
        ("dates: [2027-03-20, 2027-09-18]", 2),
        ("dates: [2030-03-20]", 1),
        ("every: {by: age, 0 years: 1 month, 1 year: 6 months}", 2),
        ("ages: {at: [1 year], then: 1 year}", 1),
        ("every: 6 months, first: 2031-02-01", 2),
    ],
)
def test_a_year_has_so_many_dates_at_least(rule: str, dates: int) -> None:
    one = opened(rule, asset="in_service: 2026-06-01")
    assert dates_in_a_year(one.series[0], Shift.LATER) == dates


def test_what_is_suspended_once_does_not_change_the_number() -> None:
    one = opened("every: 1 month, on: first monday", asset="suspended: [2027-03-01..2027-08-31]")
    assert dates_in_a_year(one.series[0], Shift.LATER) == 12


def test_days_that_the_week_leaves_out_are_no_dates_of_what_is_skipped() -> None:
    daily = opened("every: 1 day, shift: skip", estate=MON_TO_FRI).series[0]
    assert dates_in_a_year(daily, Shift.LATER) == 260
    monthly = opened("dates: [2027-06-05, 2027-06-07, 2027-06-08]", estate=MON_TO_FRI).series[0]
    assert [dates_in_a_year(monthly, shift) for shift in (Shift.LATER, Shift.SKIP)] == [3, 2]


def test_what_follows_another_task_has_its_dates() -> None:
    tasks = (
        "clean: {name: Clean, every: 3 months}\n"
        "sample: {name: Sample, after: {task: clean, within: 3 days}, rotate: {units: 12}}\n"
        "report: {name: Report, after: {task: sample, within: 3 days}, rotate: {units: 20}}"
    )
    turns = {one.task.id: one.turn for one in opened(tasks=tasks).series}
    assert [turn.each for turn in (turns["sample"], turns["report"]) if turn] == [3, 5]
