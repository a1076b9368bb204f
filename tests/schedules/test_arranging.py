"""Days that people agreed on: deferred and booked."""

from __future__ import annotations

from fmplan.dates.day import ISO
from tests.schedules.factories import (
    MON_TO_FRI,
    Act,
    a_plan,
    booked,
    codes,
    deferred,
    done,
    keys,
    occurrences,
    planned_days,
    states,
)

MONTHLY = "every: 1 month, first: 2027-01-04"
CAPPED = "every: 14 days, first: 2027-01-05, max_gap: 15 days"
SPRING = "2027-01-01..2027-04-30"


def day(task: str, *acts: Act, today: str = "2027-01-10", estate: str = MON_TO_FRI, due: str = "2027-02-04") -> str:
    plan = a_plan(task, span=SPRING, today=today, logbook=acts, estate=estate)
    return next(ISO[one.planned] for one in occurrences(plan) if ISO[one.due] == due)


def test_a_deferral_stands_as_written_and_key_and_due_day_stay() -> None:
    plan = a_plan(
        MONTHLY, span=SPRING, today="2027-02-10", logbook=[deferred("2027-02-01", "2027-02-27", "2027-02-04")]
    )
    one = occurrences(plan)[1]
    assert (one.key, ISO[one.due], ISO[one.planned]) == ("pump/check/2027-02-04", "2027-02-04", "2027-02-27")
    assert str(one.status) == "deferred"
    assert [str(move) for move in one.moved] == ["deferred"]


def test_a_deferral_that_has_passed_is_overdue() -> None:
    acts = [deferred("2027-02-01", "2027-02-26", "2027-02-04")]
    seen = [
        states(a_plan(MONTHLY, span=SPRING, today=f"2027-02-{day}", logbook=acts))["2027-02-04"] for day in (26, 27)
    ]
    assert seen == ["deferred", "overdue"]


def test_put_off_inside_its_late_window_it_is_due_again_once_that_day_has_passed() -> None:
    acts = [deferred("2027-02-04", "2027-02-08", "2027-02-04")]
    task = f"{MONTHLY}, window: {{late: 7 days}}"
    seen = [
        states(a_plan(task, span=SPRING, today=f"2027-02-{day}", logbook=acts))["2027-02-04"]
        for day in ("08", "09", "11", "12")
    ]
    assert seen == ["deferred", "due", "due", "overdue"]


def test_a_booking_wins_over_days_off_and_nobody_is_told_that_nobody_works() -> None:
    acts = [booked("2027-01-10", "2027-02-06", "2027-02-04")]
    assert day(MONTHLY, *acts) == "2027-02-06"
    assert codes(a_plan(MONTHLY, estate=MON_TO_FRI, today="2027-01-10", logbook=acts).findings) == []


def test_a_booking_never_wins_over_a_cap() -> None:
    acts = [done("2027-01-05", "2027-01-05"), booked("2027-01-06", "2027-01-21", "2027-01-19")]
    assert day(CAPPED, *acts, due="2027-01-19") == "2027-01-19"
    acts = [done("2027-01-05", "2027-01-05"), booked("2027-01-06", "2027-01-20", "2027-01-19")]
    assert day(CAPPED, *acts, due="2027-01-19") == "2027-01-20"


def test_booked_earlier_under_a_cap_an_extra_visit_fills_the_gap() -> None:
    acts = [done("2027-01-05", "2027-01-05"), booked("2027-01-06", "2027-01-12", "2027-01-19")]
    plan = a_plan(CAPPED, span="2027-01-01..2027-02-02", today="2027-01-06", logbook=acts)
    assert keys(plan) == [f"pump/check/{tail}" for tail in ("2027-01-05", "2027-01-19", "2027-02-02+", "2027-02-02")]


def test_of_several_the_newest_stands() -> None:
    acts = [
        deferred("2027-02-01", "2027-02-26", "2027-02-04"),
        booked("2027-02-02", "2027-02-08", "2027-02-04"),
        deferred("2027-01-20", "2027-03-01", "2027-02-04"),
    ]
    assert day(MONTHLY, *acts, today="2027-02-03") == "2027-02-08"
    assert day(MONTHLY, *acts, today="2027-02-01") == "2027-02-26"


def test_what_is_put_off_past_its_next_date_does_not_move_that() -> None:
    acts = [deferred("2027-01-04", "2027-03-20", "2027-01-04")]
    for tasks in (
        {"task": MONTHLY},
        {"tasks": f"check: {{name: C, {MONTHLY}}}\nf: {{name: F, after: {{task: check, within: 1 day}}}}"},
    ):
        plan = a_plan(**tasks, span="2027-01-01..2027-03-04", today="2027-01-05", logbook=acts)
        assert planned_days(plan) == ["2027-02-04", "2027-03-04"]


def test_a_deferral_past_the_cap_is_a_breach_and_never_resets_it() -> None:
    acts = [done("2027-01-05", "2027-01-05"), deferred("2027-01-19", "2027-01-29", "2027-01-19")]
    plan = a_plan(CAPPED, span=SPRING, today="2027-01-21", logbook=acts)
    by_due = {ISO[one.due]: one for one in occurrences(plan)}
    put_off, following = by_due["2027-01-19"], by_due["2027-02-02"]
    assert (str(put_off.status), ISO[put_off.planned], ISO[put_off.latest]) == ("breach", "2027-01-29", "2027-01-20")
    assert following.limit is not None
    assert ISO[following.limit] == "2027-02-04"


def test_a_day_agreed_on_for_a_floating_one_is_what_the_forecast_counts_from() -> None:
    plan = a_plan(
        "every: 1 month, from: completion, last: 2026-12-20",
        span=SPRING,
        today="2027-01-10",
        logbook=[booked("2027-01-10", "2027-01-25", "#1")],
    )
    assert planned_days(plan)[:2] == ["2027-01-25", "2027-02-25"]


def test_a_larger_task_that_is_booked_takes_the_smaller_one_along() -> None:
    quarter = "quarter: {name: Q, every: 3 months, first: 2027-02-02, covers: [half-month]}"
    tasks = f"half-month: {{name: H, {CAPPED}}}\n{quarter}"
    done_before = [done(day, day, "half-month") for day in ("2027-01-05", "2027-01-19")]
    acts = [*done_before, booked("2027-01-20", "2027-02-03", "2027-02-02", "quarter")]
    plan = a_plan(tasks=tasks, span="2027-01-01..2027-02-28", today="2027-01-21", logbook=acts)
    assert planned_days(plan, "half-month") == ["2027-01-05", "2027-01-19", "2027-02-03", "2027-02-16"]
    assert states(plan, "half-month")["2027-02-02"] == "covered"
