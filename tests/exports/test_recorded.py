"""Which entry closed a date, moved it or set it: `explain` names file and line."""

from __future__ import annotations

from fmplan.exports.explain import explained
from fmplan.logbook.read import logbook_of
from tests.schedules.factories import MON_TO_FRI, Act, a_plan, booked, deferred, done, skipped


def told(rule: str, *acts: Act, span: str = "2027-01-01..2027-04-30", today: str = "2027-03-01") -> list[str]:
    """Return the lines from the dates on, and the one that says what the series counts from."""
    plan = a_plan(rule, estate=MON_TO_FRI, span=span, today=today, logbook=acts)
    lines = "".join(explained(plan, plan.series[0], logbook_of(acts))).splitlines()
    counts = [line for line in lines if line.startswith("counts")]
    return [*counts, *lines[lines.index("", 2) + 3 :]]


def test_a_date_names_the_entry_that_closed_it() -> None:
    acts = [done("2027-01-12", "2027-01-11"), skipped("2027-02-11", "2027-02-11")]
    assert told("every: 1 month, first: 2027-01-11", *acts, span="2027-01-01..2027-02-28") == [
        "counts    first due 2027-01-11 (assets/assets.yaml:6)",
        "  2027-01-11 Mon  due 2027-01-11, done",
        "                  done 2027-01-12 (logbook/acts.jsonl:1)",
        "  2027-02-11 Thu  due 2027-02-11 = 2027-01-11 + 1 month, skipped",
        "                  skipped 2027-02-11: rain (logbook/acts.jsonl:2)",
    ]


def test_a_day_that_was_agreed_on_names_who_agreed_and_why() -> None:
    acts = [deferred("2027-01-08", "2027-03-20", "2027-01-11"), booked("2027-02-01", "2027-02-15", "2027-02-11")]
    assert told("every: 1 month, first: 2027-01-11", *acts, span="2027-01-01..2027-03-31")[1:] == [
        "  2027-02-15 Mon  due 2027-02-11 = 2027-01-11 + 1 month, overdue",
        "                  2027-02-11 > 2027-02-15: booked on 2027-02-01 (logbook/acts.jsonl:2)",
        "  2027-03-11 Thu  due 2027-03-11 = 2027-01-11 + 2 months",
        "  2027-03-20 Sat  due 2027-01-11, deferred",
        "                  2027-01-11 > 2027-03-20: deferred on 2027-01-08: no spare part (logbook/acts.jsonl:1)",
    ]


def test_a_floating_date_counts_from_what_was_done_and_not_from_today() -> None:
    rule = "every: 3 months, from: completion, first: 2027-01-18"
    assert told(rule, done("2027-01-25", "#1"), span="2027-01-01..2027-07-31")[1:] == [
        "  2027-01-18 Mon  due 2027-01-18: the day it counts from, done",
        "                  done 2027-01-25 (logbook/acts.jsonl:1)",
        "  2027-04-26 Mon  due 2027-04-25 = 2027-01-25 + 3 months",
        "                  2027-04-25 > 2027-04-26: Sunday, so the working day after",
        "  2027-07-26 Mon  due 2027-07-26 = 2027-04-26 + 3 months",
    ]


def test_what_was_done_out_of_sight_is_counted_from_all_the_same() -> None:
    rule = "every: 3 months, from: completion, first: 2027-01-18"
    assert told(rule, done("2027-01-25", "#1"), span="2027-04-01..2027-04-30")[1:] == [
        "  2027-04-26 Mon  due 2027-04-25 = 2027-01-25 + 3 months",
        "                  2027-04-25 > 2027-04-26: Sunday, so the working day after",
    ]


def test_a_day_that_an_inspector_set_says_so() -> None:
    acts = [done("2027-01-12", "2027-01-11", next="2027-09")]
    assert told("every: 1 year, first: 2027-01-11", *acts, span="2027-02-01..2027-12-31")[1:] == [
        "  2027-09-30 Thu  due 2027-09-30: set on 2027-01-12 (logbook/acts.jsonl:1)"
    ]


def test_what_was_done_before_the_begin_is_where_it_counts_from() -> None:
    lines = told("every: 1 month", done("2026-12-11"), span="2027-01-01..2027-01-31")
    assert lines == [
        "counts    last done 2026-12-11 (logbook/acts.jsonl:1), + 1 month = 2027-01-11",
        "  2027-01-11 Mon  due 2027-01-11 = 2026-12-11 + 1 month, overdue",
    ]


def test_a_task_that_was_done_with_a_larger_one_names_its_entry() -> None:
    tasks = """
look: {name: Look, every: 1 month, first: 2027-01-11}
service: {name: Service, every: 1 year, first: 2027-01-11, covers: [look]}
"""
    acts = [done("2027-01-12", "2027-01-11", "service")]
    plan = a_plan(tasks=tasks, span="2027-01-01..2027-01-31", today="2027-02-01", logbook=acts)
    lines = "".join(explained(plan, plan.series[0], logbook_of(acts))).splitlines()
    assert lines[-3:] == [
        "  2027-01-11 Mon  due 2027-01-11, covered",
        "                  done with service on 2027-01-12 (logbook/acts.jsonl:1)",
        "                  covered by pump/service/2027-01-11",
    ]
