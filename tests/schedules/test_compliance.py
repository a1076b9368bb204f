from __future__ import annotations

from collections.abc import Sequence

import pytest

from fmplan.dates.day import ISO
from fmplan.dates.ranges import parse_date_range, parse_day
from fmplan.logbook.read import logbook_of
from fmplan.schedules.compliance import Grace, Tally, deadline, tallied, weekly
from fmplan.schedules.plan import Plan, make_plan
from tests.schedules.factories import MON_TO_FRI, days_between, opened

MONTHLY = "every: 1 month, first: 2027-01-10, window: {late: 3 days}"


def a_plan(task: str, done: Sequence[tuple[str, str]], today: str, estate: str = "", **act: str) -> Plan:
    """The plan of a task done on some days, each for a due date."""
    one = opened(task, estate=estate)
    made = [{"entry": "done", "on": on, "asset": "pump", "task": "check", "for": named, **act} for on, named in done]
    return make_plan(one.estate, one.series, logbook_of(made), days_between("2027"), parse_day(today), one.lock)


def a_tally(plan: Plan, period: str = "2027-01-01..2027-12-31") -> Tally:
    tally = Tally()
    tallied(plan.by_series, parse_date_range(period), plan.today, lambda _: [tally])
    return tally


def scores(tally: Tally) -> dict[str, str]:
    return {grace.value: f"{score.on_time}/{score.due}" for grace, score in tally.scores.items()}


def test_each_rule_gives_its_own_grace() -> None:
    done = [("2027-01-10", "2027-01-10"), ("2027-02-12", "2027-02-10"), ("2027-03-16", "2027-03-10")]
    assert scores(a_tally(a_plan(MONTHLY, done, "2027-04-01"))) == {"strict": "1/3", "window": "2/3", "smrp": "3/3"}


@pytest.mark.parametrize(
    ("every", "last"), [("10 days", "2027-01-12"), ("1 month", "2027-01-16"), ("1 year", "2027-02-07")]
)
def test_smrp_gives_a_fifth_of_the_interval_and_28_days_at_most(every: str, last: str) -> None:
    plan = a_plan(f"every: {every}, first: 2027-01-10", [], "2027-01-01")
    assert ISO[deadline(plan.occurrences[0], Grace.SMRP)] == last


def test_no_grace_passes_a_cap() -> None:
    plan = a_plan("every: 14 days, max_gap: 15 days, first: 2027-01-04, window: {late: 9 days}", [], "2027-01-01")
    second = plan.occurrences[1]
    assert second.limit is not None
    assert {deadline(second, grace) for grace in (Grace.WINDOW, Grace.SMRP)} <= set(range(second.due, second.limit + 1))


def test_the_working_day_that_stands_in_for_a_day_off_is_in_time() -> None:
    task = "every: 1 month, first: 2027-01-09, shift: later"
    plan = a_plan(task, [("2027-01-11", "2027-01-09")], "2027-02-01", MON_TO_FRI)
    assert scores(a_tally(plan))["strict"] == "1/1"


def test_work_whose_time_has_not_run_out_is_not_judged() -> None:
    tally = a_tally(a_plan(MONTHLY, [], "2027-01-12"))
    assert scores(tally) == {"strict": "0/1", "window": "0/0", "smrp": "0/0"}


def test_what_was_done_too_late_or_skipped_counts_as_due() -> None:
    tally = a_tally(a_plan(MONTHLY, [("2027-02-20", "2027-01-10")], "2027-02-25"))
    assert (tally.done, tally.late, scores(tally)["window"]) == (1, 1, "0/2")
    skipped = a_tally(a_plan(MONTHLY, [("2027-01-10", "2027-01-10")], "2027-01-25", entry="skipped", reason="frost"))
    assert (skipped.done, skipped.skipped, scores(skipped)["strict"]) == (0, 1, "0/1")


def test_a_deferral_moves_no_deadline() -> None:
    plan = a_plan(
        MONTHLY, [("2027-01-09", "2027-01-10")], "2027-02-01", entry="deferred", to="2027-03-01", reason="parts"
    )
    tally = a_tally(plan)
    assert (tally.deferred, scores(tally)) == (1, {"strict": "0/1", "window": "0/1", "smrp": "0/1"})


def test_of_a_period_only_what_fell_due_in_it_counts() -> None:
    done = [("2027-01-10", "2027-01-10"), ("2027-02-10", "2027-02-10")]
    assert scores(a_tally(a_plan(MONTHLY, done, "2027-04-01"), "2027-02-01..2027-03-31"))["strict"] == "1/2"


def test_in_the_week_planned_means_from_its_monday_to_its_sunday() -> None:
    # 2027-01-10 is a Sunday, 2027-02-10 a Wednesday.
    done = [("2027-01-11", "2027-01-10"), ("2027-02-08", "2027-02-10")]
    tally = a_tally(a_plan(MONTHLY, done, "2027-03-01"))
    assert (tally.scheduled, tally.in_week) == (2, 1)


def test_twelve_weeks_end_with_that_of_today() -> None:
    plan = a_plan("every: 1 week, first: 2027-01-05", [("2027-03-30", "2027-03-30")], "2027-04-08")
    weeks = weekly(plan.by_series, plan.today, plan.today)
    assert (ISO[weeks[0].monday], ISO[weeks[-1].monday], len(weeks)) == ("2027-01-18", "2027-04-05", 12)
    assert [(week.score.due, week.score.on_time) for week in weeks[-3:]] == [(1, 0), (1, 1), (1, 0)]
