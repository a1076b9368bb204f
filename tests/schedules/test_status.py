"""How open work stands on a day (design 4.5)."""

from __future__ import annotations

import pytest

from fmplan.dates.day import ISO
from tests.schedules.factories import MON_TO_FRI, a_plan, occurrences


def state(task: str, today: str, estate: str = "") -> str:
    return str(occurrences(a_plan(task, today=today, estate=estate))[0].status)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2027-03-04", "planned"),
        ("2027-03-05", "due"),
        ("2027-03-10", "due"),
        ("2027-03-13", "due"),
        ("2027-03-14", "overdue"),
        ("2027-12-31", "overdue"),
    ],
)
def test_work_is_due_while_its_window_is_open_and_overdue_after(today: str, expected: str) -> None:
    assert state("dates: [2027-03-10], window: {early: 5 days, late: 3 days}", today) == expected


def test_without_a_window_the_day_itself_is_the_window() -> None:
    days = ["2027-03-09", "2027-03-10", "2027-03-11"]
    assert [state("dates: [2027-03-10]", day) for day in days] == ["planned", "due", "overdue"]


def test_the_estate_has_a_window_for_all() -> None:
    assert state("dates: [2027-03-10]", "2027-03-12", "defaults: {late: 2 days}") == "due"


def test_work_shifted_later_is_not_overdue_on_its_planned_day() -> None:
    assert state("dates: [2027-06-05]", "2027-06-07", MON_TO_FRI) == "due"
    assert state("dates: [2027-06-05]", "2027-06-08", MON_TO_FRI) == "overdue"


@pytest.mark.parametrize(
    ("today", "expected"), [("2027-01-11", "due"), ("2027-01-12", "overdue"), ("2027-01-13", "breach")]
)
def test_past_its_cap_work_is_a_breach(today: str, expected: str) -> None:
    assert state("every: 14 days, max_gap: 15 days, last: 2026-12-28", today) == expected


def test_the_late_window_never_reaches_past_the_cap() -> None:
    plan = a_plan("every: 14 days, max_gap: 15 days, last: 2026-12-28, window: {late: 9 days}")
    first = occurrences(plan)[0]
    assert (ISO[first.latest], first.limit and ISO[first.limit]) == ("2027-01-12", "2027-01-12")


def test_what_is_not_tracked_is_never_owed() -> None:
    assert state("dates: [2027-03-10], tracked: false", "2027-05-01") == "planned"
    assert state("dates: [2027-03-10]", "2027-05-01", "defaults: {tracked: false}") == "planned"
