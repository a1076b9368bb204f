"""What a day on which nobody works does to a date (the key `shift`)."""

from __future__ import annotations

import pytest

from tests.schedules.factories import MON_TO_FRI, a_plan, due_days, occurrences, planned_days

# In June 2027 the 5th is a Saturday, the 6th a Sunday.


@pytest.mark.parametrize(
    ("shift", "saturday", "sunday"),
    [
        ("earlier", ["2027-06-04"], ["2027-06-04"]),
        ("later", ["2027-06-07"], ["2027-06-07"]),
        ("nearest", ["2027-06-04"], ["2027-06-07"]),
        ("keep", ["2027-06-05"], ["2027-06-06"]),
        ("skip", [], []),
    ],
)
def test_each_shift_moves_a_weekend(shift: str, saturday: list[str], sunday: list[str]) -> None:
    for day, expected in (("2027-06-05", saturday), ("2027-06-06", sunday)):
        plan = a_plan(f"dates: [{day}], shift: {shift}", estate=MON_TO_FRI)
        assert planned_days(plan) == expected


def test_the_nearest_of_two_days_as_near_is_the_earlier() -> None:
    calendar = "calendar: {country: none, holidays: [2027-06-09]}"
    assert planned_days(a_plan("dates: [2027-06-09], shift: nearest", estate=calendar)) == ["2027-06-08"]


def test_keep_stays_on_closed_and_quiet_days() -> None:
    calendar = (
        "calendar: {country: none, closed: [2027-06-09], quiet: [{range: 2027-06-10, reason: exams, bars: [noise]}]}"
    )
    plan = a_plan("dates: [2027-06-09, 2027-06-10], shift: keep, impact: {type: noise}", estate=calendar)
    assert planned_days(plan) == ["2027-06-09", "2027-06-10"]


@pytest.mark.parametrize("rule", ["every: 1 day", "every: 3 days", "every: 1 week, on: [mon, sat]"])
def test_what_comes_more_than_once_a_week_stays_on_its_day(rule: str) -> None:
    plan = a_plan(rule, estate=MON_TO_FRI, span="2027-06-01..2027-06-30")
    assert planned_days(plan) == due_days(plan)


def test_what_comes_weekly_goes_to_the_next_working_day() -> None:
    plan = a_plan("every: 1 week, first: 2027-06-05", estate=MON_TO_FRI, span="2027-06-01..2027-06-14")
    assert planned_days(plan) == ["2027-06-07", "2027-06-14"]


def test_the_estate_has_its_own_default() -> None:
    estate = f"{MON_TO_FRI}\ndefaults: {{shift: earlier}}"
    assert planned_days(a_plan("dates: [2027-06-05]", estate=estate)) == ["2027-06-04"]


def test_what_has_a_cap_goes_earlier() -> None:
    plan = a_plan("every: 6 months, first: 2027-06-05, max_gap: 7 months", estate=MON_TO_FRI)
    assert planned_days(plan)[0] == "2027-06-04"


def test_what_covers_a_capped_task_goes_earlier() -> None:
    plan = a_plan(
        tasks="""
        small: {name: S, every: 6 months, first: 2027-03-01, max_gap: 7 months}
        large: {name: L, every: 1 year, first: 2027-06-05, covers: [small]}
        """,
        estate=MON_TO_FRI,
    )
    assert planned_days(plan, "large") == ["2027-06-04"]


def test_nothing_is_planned_before_the_series_begins() -> None:
    """Saturday 2 January 2027: Friday is before the begin."""
    estate = f"{MON_TO_FRI}\nstarts: 2027-01-02"
    assert planned_days(a_plan("dates: [2027-01-02], shift: earlier", estate=estate)) == ["2027-01-04"]


def test_a_move_says_why() -> None:
    (one,) = occurrences(a_plan("dates: [2027-06-05]", estate=MON_TO_FRI))
    assert [str(move) for move in one.moved] == ["no work: Saturday"]


def test_a_shift_is_not_bounded_by_the_window() -> None:
    calendar = "calendar: {country: none, closed: [2027-06-01..2027-06-20]}"
    plan = a_plan("dates: [2027-06-02], window: {late: 1 day}", estate=calendar)
    assert planned_days(plan) == ["2027-06-21"]


def test_dates_moved_onto_one_day_are_one_visit_and_the_last_stands() -> None:
    plan = a_plan("every: 1 day, shift: later", estate=MON_TO_FRI, span="2027-06-05..2027-06-07")
    assert [(one.key[-5:], one.covered_by) for one in occurrences(plan)] == [
        ("06-05", "pump/check/2027-06-07"),
        ("06-06", "pump/check/2027-06-07"),
        ("06-07", None),
    ]
