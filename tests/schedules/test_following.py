"""Tasks that go after another, before another, or before a holiday."""

from __future__ import annotations

import pytest

from fmplan.dates.day import ISO
from tests.schedules.factories import (
    MON_TO_FRI,
    a_plan,
    codes,
    deferred,
    done,
    happened,
    keys,
    occurrences,
    opened,
    planned_days,
    skipped,
    states,
)

# 10 March 2027 is a Wednesday, the 12th a Friday.
CLEAN = "clean: {name: Clean, dates: [2027-03-10]}"


def dates(task: str, tasks: str, estate: str = MON_TO_FRI) -> list[tuple[str, str, str]]:
    """Return due, planned and latest day of each occurrence of a task."""
    plan = a_plan(tasks=tasks, estate=estate)
    return [(ISO[one.due], ISO[one.planned], ISO[one.latest]) for one in occurrences(plan, task)]


def test_after_is_planned_the_next_working_day_and_due_within_its_time() -> None:
    tasks = f"{CLEAN}\nsample: {{name: Sample, after: {{task: clean, within: 3 days}}}}"
    assert dates("sample", tasks) == [("2027-03-13", "2027-03-11", "2027-03-13")]


def test_after_a_friday_the_first_working_day_is_the_latest_where_it_is_later() -> None:
    tasks = "clean: {name: Clean, dates: [2027-03-12]}\nsample: {name: S, after: {task: clean, within: 1 day}}"
    assert dates("sample", tasks) == [("2027-03-13", "2027-03-15", "2027-03-15")]


def test_after_counts_from_the_planned_day_and_is_known_by_what_it_follows() -> None:
    """Due on Saturday the 13th, cleaned on Monday the 15th."""
    tasks = "clean: {name: Clean, dates: [2027-03-13]}\nsample: {name: S, after: {task: clean, within: 3 days}}"
    assert dates("sample", tasks) == [("2027-03-18", "2027-03-16", "2027-03-18")]
    assert keys(a_plan(tasks=tasks, estate=MON_TO_FRI), "sample") == ["pump/sample/2027-03-13"]


def test_what_follows_may_be_followed() -> None:
    tasks = f"""
{CLEAN}
sample: {{name: Sample, after: {{task: clean, within: 3 days}}}}
report: {{name: Report, after: {{task: sample, within: 2 weeks}}}}
"""
    assert dates("report", tasks) == [("2027-03-25", "2027-03-12", "2027-03-25")]
    assert keys(a_plan(tasks=tasks, estate=MON_TO_FRI), "report") == ["pump/report/2027-03-10"]


def test_what_follows_a_floating_task_has_its_number() -> None:
    tasks = (
        "clean: {name: C, every: 6 months, from: completion, first: 2027-02-01}\n"
        "sample: {name: S, after: {task: clean, within: 3 days}}"
    )
    assert keys(a_plan(tasks=tasks), "sample") == ["pump/sample/#1", "pump/sample/#2"]


@pytest.mark.parametrize(
    ("inspection", "by", "expected"),
    [
        ("2027-05-31", "1 month", ("2027-04-30", "2027-04-30", "2027-04-30")),
        ("2027-06-05", "1 month", ("2027-05-07", "2027-05-07", "2027-05-07")),
        ("2027-06-07", "2 days", ("2027-06-05", "2027-06-04", "2027-06-05")),
    ],
)
def test_before_is_due_so_long_before_the_planned_day_and_shifted_earlier(
    inspection: str, by: str, expected: tuple[str, str, str]
) -> None:
    tasks = (
        f"inspection: {{name: I, dates: [{inspection}]}}\ncheck: {{name: C, before: {{task: inspection, by: {by}}}}}"
    )
    assert dates("check", tasks) == [expected]
    assert keys(a_plan(tasks=tasks, estate=MON_TO_FRI)) == [f"pump/check/{inspection}"]


def test_a_leader_outside_the_range_counts_as_if_inside() -> None:
    tasks = "inspection: {name: I, dates: [2027-09-30]}\ncheck: {name: C, before: {task: inspection, by: 6 months}}"
    plan = a_plan(tasks=tasks, span="2027-03-01..2027-03-31")
    assert planned_days(plan) == ["2027-03-30"]


def test_before_a_holiday_counts_from_the_first_day_off_of_its_block() -> None:
    """Spring Festival 2026: off from Sunday 15 February, the Saturday before is worked."""
    tasks = "check: {name: C, before: {holiday: spring-festival, by: 3 days}}"
    plan = a_plan(tasks=tasks, estate="calendar: {country: CN}\nstarts: 2026-01-01", span="2026")
    assert planned_days(plan) == ["2026-02-12"]
    assert keys(plan) == ["pump/check/2026-02-12"]


def test_a_circle_of_followers_is_an_error() -> None:
    one = opened(tasks="a: {name: A, after: {task: b, within: 1 day}}\nb: {name: B, after: {task: a, within: 1 day}}")
    assert any(finding.is_error for finding in one.findings)


def test_a_leader_that_the_asset_does_not_have_is_an_error() -> None:
    one = opened(tasks="a: {name: A, after: {task: clean, within: 1 day}}")
    assert any(finding.is_error for finding in one.findings)


# With a logbook

LED = f"""
{CLEAN}
sample: {{name: S, after: {{task: clean, within: 3 days}}}}
prepare: {{name: P, before: {{task: clean, by: 2 weeks}}}}
"""


def test_after_counts_from_the_day_its_leader_was_done() -> None:
    plan = a_plan(tasks=LED, today="2027-03-20", logbook=[done("2027-03-20", "2027-03-10", "clean")])
    assert planned_days(plan, "sample") == ["2027-03-21"]
    assert keys(plan, "sample") == ["pump/sample/2027-03-10"]


def test_before_is_covered_by_its_leader_that_is_done() -> None:
    plan = a_plan(tasks=LED, today="2027-03-20", logbook=[done("2027-03-20", "2027-03-10", "clean")])
    (one,) = occurrences(plan, "prepare")
    assert (str(one.status), one.covered_by) == ("covered", "pump/clean/2027-03-10")


def test_what_follows_a_skipped_leader_is_dropped_unless_it_was_done_itself() -> None:
    skip = skipped("2027-03-11", "2027-03-10", "clean")
    plan = a_plan(tasks=LED, today="2027-03-20", logbook=[skip])
    assert (keys(plan, "sample"), keys(plan, "prepare")) == ([], [])
    plan = a_plan(tasks=LED, today="2027-03-20", logbook=[skip, done("2027-02-20", "2027-03-10", "prepare")])
    assert states(plan, "prepare") == {"2027-03-10": "done 2027-02-20"}


def test_both_go_with_a_leader_that_is_put_off_and_keep_their_keys() -> None:
    plan = a_plan(tasks=LED, today="2027-03-10", logbook=[deferred("2027-03-10", "2027-04-10", "2027-03-10", "clean")])
    assert (planned_days(plan, "sample"), planned_days(plan, "prepare")) == (["2027-04-11"], ["2027-03-27"])
    assert keys(plan, "prepare") == ["pump/prepare/2027-03-10"]


def test_leaders_done_out_of_order_leave_each_its_own_follower() -> None:
    tasks = "clean: {name: C, dates: [2027-03-10, 2027-04-10]}\nsample: {name: S, after: {task: clean, within: 3 days}}"
    acts = [done("2027-04-30", "2027-03-10", "clean"), done("2027-04-11", "2027-04-10", "clean")]
    plan = a_plan(tasks=tasks, today="2027-05-01", logbook=[*acts, done("2027-04-12", task="sample")])
    assert states(plan, "sample") == {"2027-04-10": "done 2027-04-12", "2027-03-10": "due"}


FLOATING_LEADER = """
clean: {name: C, every: 1 month, from: completion, first: 2027-01-11}
sample: {name: S, after: {task: clean, within: 3 days}}
prepare: {name: P, before: {task: clean, by: 2 days}}
"""


def test_an_entry_of_a_floating_leader_that_goes_moves_no_follower_to_another_date() -> None:
    """Whatever was done after, or before, the service that somebody takes back keeps its key and closes no other."""
    services = [done(f"2027-0{number}-11", f"#{number}", "clean") for number in (1, 2, 3)]
    samples = [done(f"2027-0{number}-12", f"#{number}", "sample") for number in (1, 2, 3)]
    prepared = [done(f"2027-0{number}-09", f"#{number}", "prepare") for number in (1, 2, 3)]
    gone = [services[0], services[2], *samples, *prepared]
    plan = a_plan(tasks=FLOATING_LEADER, span="2027-01-01..2027-04-30", today="2027-03-20", logbook=gone)
    assert states(plan, "clean") == {"#1": "done 2027-01-11", "#3": "done 2027-03-11", "#4": "planned"}
    assert states(plan, "sample") == {
        "#1": "done 2027-01-12",
        "#2": "done 2027-02-12",
        "#3": "done 2027-03-12",
        "#4": "planned",
    }
    assert states(plan, "prepare") == {
        "#1": "done 2027-01-09",
        "#2": "done 2027-02-09",
        "#3": "done 2027-03-09",
        "#4": "planned",
    }
    assert codes(plan.findings) == []


def test_a_number_that_its_leader_never_had_still_names_nothing() -> None:
    acts = [done("2027-01-11", "#1", "clean"), done("2027-01-12", "#7", "sample")]
    plan = a_plan(tasks=FLOATING_LEADER, span="2027-01-01..2027-01-31", today="2027-01-20", logbook=acts)
    assert states(plan, "sample") == {"#1": "done 2027-01-12"}
    assert codes(plan.findings) == ["names-nothing"]


def test_in_a_range_of_the_past_what_was_done_before_a_leader_to_come_closes_no_older_date() -> None:
    """The preparation of 2027 was left out; that of 2028 is done, its leader still to come."""
    tasks = "clean: {name: C, dates: [2027-02-10, 2028-02-10]}\nprepare: {name: P, before: {task: clean, by: 2 weeks}}"
    acts = [done("2028-01-27", "2028-02-10", "prepare")]
    plan = a_plan(tasks=tasks, span="2027-01-01..2027-01-31", today="2028-01-27", logbook=acts)
    assert states(plan, "prepare") == {"2027-02-10": "overdue"}
    assert codes(plan.findings) == []


def test_an_event_asks_for_work_within_its_time_and_is_the_key() -> None:
    """Friday 23 July: the first working day after it is Monday."""
    events = [happened("2027-07-23", "typhoon"), happened("2027-07-01", "flood"), happened("2026-12-30", "typhoon")]
    plan = a_plan("event: typhoon, within: 2 days", estate=MON_TO_FRI, today="2027-07-24", logbook=events)
    (one,) = occurrences(plan)
    assert (one.key, ISO[one.due], ISO[one.planned], ISO[one.latest]) == (
        "pump/check/2027-07-23",
        "2027-07-25",
        "2027-07-26",
        "2027-07-26",
    )
    plan = a_plan("event: typhoon, within: 2 days", today="2027-07-30", logbook=[*events, done("2027-07-24")])
    assert states(plan) == {"2027-07-23": "done 2027-07-24"}


@pytest.mark.parametrize(
    ("on", "state"),
    [("2027-05-10", "planned"), ("2027-07-18", "planned"), ("2027-07-19", "done 2027-07-19")],
)
def test_what_was_done_before_its_leader_closes_nothing_of_that(on: str, state: str) -> None:
    tasks = "clean: {name: C, dates: [2027-01-18, 2027-07-19]}\nsample: {name: S, after: {task: clean, within: 3 days}}"
    acts = [done("2027-01-18", task="clean"), done("2027-01-19", task="sample"), done(on, task="sample")]
    plan = a_plan(tasks=tasks, today="2027-07-19", logbook=acts)
    assert states(plan, "sample") == {"2027-01-18": "done 2027-01-19", "2027-07-19": state}


def test_what_was_done_before_an_event_closes_nothing_of_it() -> None:
    events = [happened("2027-07-10", "typhoon")]
    task = "event: typhoon, within: 2 days"
    before = a_plan(task, today="2027-07-12", logbook=[*events, done("2027-07-09"), done("2027-03-01")])
    same_day = a_plan(task, today="2027-07-12", logbook=[*events, done("2027-07-10")])
    assert states(before) == {"2027-07-10": "due"}
    assert states(same_day) == {"2027-07-10": "done 2027-07-10"}


def test_after_a_second_event_what_is_done_is_for_the_newer() -> None:
    events = [happened("2027-07-10", "typhoon"), happened("2027-07-23", "typhoon")]
    plan = a_plan("event: typhoon, within: 9 days", today="2027-07-30", logbook=[*events, done("2027-07-25")])
    assert states(plan) == {"2027-07-10": "overdue", "2027-07-23": "done 2027-07-25"}
