"""How open work stands on a day (design 4.5)."""

from __future__ import annotations

import pytest

from fmplan.dates.day import ISO
from tests.schedules.factories import MON_TO_FRI, Act, a_plan, done, occurrences, skipped, states

MONTHLY = "every: 1 month, first: 2027-01-04"


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


# What is missed

WEEKLY = "every: 1 week, first: 2027-01-04"
JANUARY = "2027-01-01..2027-01-31"


def test_every_missed_date_stays_owed_unless_they_come_weekly() -> None:
    plan = a_plan("every: 8 days, first: 2027-01-04", span=JANUARY, today="2027-01-22")
    assert list(states(plan).values()) == ["overdue", "overdue", "overdue", "planned"]


@pytest.mark.parametrize(
    ("today", "expected"), [("2027-01-11", ["overdue", "due"]), ("2027-01-12", ["missed", "overdue"])]
)
def test_a_weekly_one_is_given_up_when_a_newer_one_turns_overdue_and_not_before(
    today: str, expected: list[str]
) -> None:
    assert list(states(a_plan(WEEKLY, span=JANUARY, today=today)).values())[:2] == expected


def test_one_that_is_shifted_later_is_not_overdue_by_its_due_day() -> None:
    """9 January is a Saturday: on Monday the 11th it is still time."""
    task = "every: 1 week, first: 2027-01-02, shift: later"
    plans = [a_plan(task, span=JANUARY, today=f"2027-01-{day}", estate=MON_TO_FRI) for day in (11, 12)]
    assert [states(plan)["2027-01-02"] for plan in plans] == ["overdue", "missed"]


def test_it_is_given_up_when_a_newer_one_is_done() -> None:
    found = states(a_plan(WEEKLY, span=JANUARY, today="2027-01-11", logbook=[done("2027-01-11", "2027-01-11")]))
    assert (found["2027-01-04"], found["2027-01-11"]) == ("missed", "done 2027-01-11")


def test_a_newer_one_that_was_skipped_gives_nothing_up() -> None:
    found = states(a_plan(WEEKLY, span=JANUARY, today="2027-01-12", logbook=[skipped("2027-01-11", "2027-01-11")]))
    assert (found["2027-01-04"], found["2027-01-11"]) == ("overdue", "skipped")


def test_what_was_given_up_stays_so_after_the_life_of_its_asset() -> None:
    plan = a_plan(WEEKLY, asset="out_of_service: 2027-01-31", span=JANUARY, today="2030-01-01")
    assert list(states(plan).values()) == ["missed", "missed", "missed", "overdue"]


def test_what_a_later_date_covers_gives_up_nothing_before_it() -> None:
    daily = "every: 1 day, first: 2027-01-01, shift: later, window: {late: 1 day}"  # the weekend's stand on Monday

    def seen(*acts: Act) -> dict[str, str]:
        plan = a_plan(daily, span="2027-01-07..2027-01-12", today="2027-01-12", estate=MON_TO_FRI, logbook=acts)
        return states(plan)

    found = seen(done("2027-01-05", "2027-01-05"))
    assert found == seen()
    assert (found["2027-01-08"], found["2027-01-10"], found["2027-01-11"]) == ("overdue", "covered", "due")


def test_what_was_done_long_before_its_day_gives_up_the_dates_before_it() -> None:
    acts = [done("2027-03-10", "2027-05-04")]
    plan = a_plan(f"{MONTHLY}, missed: collapse", span="2027-01-01..2027-05-31", today="2027-03-12", logbook=acts)
    assert list(states(plan).values()) == ["missed", "missed", "missed", "planned", "done 2027-03-10"]


def test_seen_years_later_the_same_dates_are_missed() -> None:
    january = states(a_plan(WEEKLY, span=JANUARY, today="2028-05-01"))
    assert set(january.values()) == {"missed"}
