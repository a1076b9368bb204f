"""Larger tasks on the days of the smaller ones they cover (design 4.4)."""

from __future__ import annotations

import pytest

from fmplan.dates.day import ISO
from tests.schedules.factories import (
    a_plan,
    deferred,
    done,
    gaps,
    keys,
    occurrences,
    opened,
    planned_days,
    skipped,
    states,
)

SMALL = "small: {name: Half-month, every: 14 days, max_gap: 15 days, first: 2027-01-05}"


def covered(task: str = "small", **of: str) -> list[tuple[str, str, str]]:
    """Return the covered dates of a task: due day, planned day and the key that covers."""
    plan = a_plan(**of)  # type: ignore[arg-type]
    return [(ISO[one.due], ISO[one.planned], one.covered_by) for one in occurrences(plan, task) if one.covered_by]


def test_a_larger_task_is_drawn_onto_the_smaller_ones_day_before_it() -> None:
    """The quarter is due on 5 February; half of 14 days before it holds Tuesday 2 February."""
    tasks = f"{SMALL}\nquarter: {{name: Q, every: 3 months, first: 2027-02-05, covers: [small]}}"
    plan = a_plan(tasks=tasks, span="2027-01-01..2027-02-28")
    assert planned_days(plan, "quarter") == ["2027-02-02"]
    assert [one.covered_by for one in occurrences(plan, "small")] == [None, None, "pump/quarter/2027-02-05", None]
    assert occurrences(plan, "quarter")[0].covers == ("pump/small/2027-02-02",)


def test_of_two_days_in_the_window_the_nearest_to_the_due_day_is_taken() -> None:
    tasks = (
        f"{SMALL}\n"
        f"large: {{name: L, every: 1 year, first: 2027-02-15, "
        "window: {early: 14 days, late: 5 days}, covers: [small]}"
    )
    assert planned_days(a_plan(tasks=tasks), "large") == ["2027-02-16"]


def test_a_window_that_holds_no_smaller_day_leaves_the_larger_task_where_it_is() -> None:
    """5 May: the Tuesdays are 27 April and 11 May, the second half a period after: it is covered."""
    tasks = f"{SMALL}\nlarge: {{name: L, every: 1 year, first: 2027-05-05, covers: [small]}}"
    plan = a_plan(tasks=tasks, span="2027-04-20..2027-05-31")
    assert planned_days(plan, "large") == ["2027-05-05"]
    assert covered(tasks=tasks, span="2027-04-20..2027-05-31") == [
        ("2027-05-11", "2027-05-05", "pump/large/2027-05-05")
    ]
    assert max(gaps(planned_days(plan, "small"))) <= 15


def test_a_covering_day_takes_the_place_of_one_date_only() -> None:
    tasks = (
        "small: {name: S, every: 10 days, first: 2027-01-05}\n"
        "large: {name: L, every: 1 year, first: 2027-03-06, covers: [small]}"
    )
    assert covered(tasks=tasks) == [("2027-03-06", "2027-03-06", "pump/large/2027-03-06")]


def test_covering_is_handed_on() -> None:
    tasks = f"""
{SMALL}
quarter: {{name: Q, every: 3 months, first: 2027-02-02, covers: [small]}}
year: {{name: Y, every: 1 year, first: 2027-02-02, covers: [quarter]}}
"""
    plan = a_plan(tasks=tasks, span="2027-02-01..2027-02-10")
    assert [(one.key, one.covered_by) for one in plan.occurrences] == [
        ("pump/quarter/2027-02-02", "pump/year/2027-02-02"),
        ("pump/small/2027-02-02", "pump/year/2027-02-02"),
        ("pump/year/2027-02-02", None),
    ]


def test_a_floating_smaller_task_goes_on_from_the_covering_day() -> None:
    tasks = """
small: {name: S, every: 1 month, from: completion, first: 2027-01-20}
large: {name: L, every: 1 year, first: 2027-03-10, covers: [small]}
"""
    plan = a_plan(tasks=tasks, span="2027-01-01..2027-05-31")
    assert planned_days(plan, "small") == ["2027-01-20", "2027-02-20", "2027-03-10", "2027-04-10", "2027-05-10"]
    assert occurrences(plan, "small")[2].covered_by == "pump/large/2027-03-10"
    assert keys(plan, "small")[2] == "pump/small/#3"


def test_a_smaller_task_without_a_cap_waits_for_the_larger_one() -> None:
    """Its date of 2 February is three days before the larger one: no more than half its period."""
    tasks = (
        "small: {name: S, every: 14 days, first: 2027-01-05}\n"
        "large: {name: L, every: 1 year, first: 2027-02-05, covers: [small]}"
    )
    assert covered(tasks=tasks) == [("2027-02-02", "2027-02-05", "pump/large/2027-02-05")]
    waiting = occurrences(a_plan(tasks=tasks), "small")[2]
    assert ISO[waiting.latest] == "2027-02-05"


def test_a_smaller_task_more_than_half_a_period_off_is_not_covered() -> None:
    tasks = (
        "small: {name: S, every: 20 days, first: 2027-01-05}\n"
        "large: {name: L, every: 20 years, first: 2027-01-15, covers: [small]}"
    )
    assert [due for due, _, _ in covered(tasks=tasks)] == ["2027-01-05"]
    farther = tasks.replace("2027-01-15", "2027-01-16")
    assert [due for due, _, _ in covered(tasks=farther)] == ["2027-01-25"]


def test_a_calendar_period_is_covered_by_the_day_that_lies_in_it() -> None:
    tasks = (
        "small: {name: S, once_per: month, on: 25}\nlarge: {name: L, every: 1 year, first: 2027-03-02, covers: [small]}"
    )
    assert covered(tasks=tasks) == [("2027-03-31", "2027-03-02", "pump/large/2027-03-02")]
    plan = a_plan(tasks=tasks, span="2027-02-01..2027-04-30")
    assert planned_days(plan, "small") == ["2027-02-25", "2027-03-02", "2027-04-25"]


def test_the_chain_under_the_cap_counts_from_the_covering_visit() -> None:
    tasks = f"{SMALL}\nquarter: {{name: Q, every: 3 months, first: 2027-02-05, covers: [small]}}"
    plan = a_plan(tasks=tasks, estate="calendar: {country: none}", span="2027..2029")
    assert max(gaps(sorted(set(planned_days(plan, "small"))))) <= 15


def test_a_closed_task_stays_in_the_plan_as_covered() -> None:
    tasks = (
        "small: {name: S, every: 1 month, on: 10}\nlarge: {name: L, every: 1 year, first: 2027-03-10, covers: [small]}"
    )
    plan = a_plan(tasks=tasks, span="2027-03-01..2027-03-31")
    assert [(one.series.task.id, str(one.status)) for one in plan.occurrences] == [
        ("large", "planned"),
        ("small", "covered"),
    ]


def test_covers_in_a_circle_is_an_error() -> None:
    one = opened(tasks="a: {name: A, every: 1 month, covers: [b]}\nb: {name: B, every: 1 year, covers: [a]}")
    assert any(finding.is_error for finding in one.findings)


def test_covers_an_unknown_task_is_an_error() -> None:
    one = opened(tasks="small: {name: A, every: 1 month}\nb: {name: B, every: 1 year, covers: [smal]}")
    assert [finding.is_error for finding in one.findings] == [True]


def test_what_covers_a_date_is_a_visit_that_stands() -> None:
    """Saturday's and Sunday's dates of the larger task are one visit with Monday's."""
    tasks = (
        "small: {name: S, every: 3 days, max_gap: 3 days}\n"
        "large: {name: L, every: 1 day, shift: later, covers: [small]}"
    )
    plan = a_plan(tasks=tasks, estate="calendar: {country: none}", span="2027-01-01..2027-02-28")
    standing = {one.key for one in plan.occurrences if one.covered_by is None}
    assert {one.covered_by for one in plan.occurrences} - {None} <= standing


def test_a_smaller_chain_holds_under_larger_ones_and_long_closures() -> None:
    tasks = """
small: {name: S, every: 18 days, max_gap: 24 days, from: completion, last: 2026-11-02}
middle: {name: M, every: 24 weeks, from: completion, last: 2026-09-01, covers: [small]}
large: {name: L, every: 1 year, window: {early: 20 days}, covers: [middle]}
"""
    calendar = (
        "calendar: {country: none, workweek: [mon, tue, fri, sat, sun],"
        " closed: [2028-06-30..2028-07-20, 2028-02-13..2028-03-04]}"
    )
    plan = a_plan(tasks=tasks, estate=calendar, id_="oaks-84", span="2027..2028")
    assert max(gaps(sorted(set(planned_days(plan, "small", "oaks-84"))))) <= 24


# With a logbook

CAPPED_PAIR = """
half-month: {name: H, every: 14 days, first: 2027-01-05, max_gap: 15 days}
quarter: {name: Q, every: 3 months, first: 2027-02-02, covers: [half-month]}
"""


@pytest.mark.parametrize("what", ["undone", "skipped", "deferred"])
def test_a_covering_service_that_is_not_done_hides_no_breach(what: str) -> None:
    acts = {
        "undone": [],
        "skipped": [skipped("2027-02-02", "2027-02-02", "quarter")],
        "deferred": [deferred("2027-02-02", "2027-02-20", "2027-02-02", "quarter")],
    }[what]
    before = [done(day, day, "half-month") for day in ("2027-01-05", "2027-01-19")]
    plan = a_plan(tasks=CAPPED_PAIR, span="2027-01-01..2027-02-28", today="2027-02-04", logbook=[*before, *acts])
    one = next(one for one in occurrences(plan, "half-month") if one.key.endswith("2027-02-02"))
    assert (str(one.status), one.covered_by, one.limit and ISO[one.limit]) == ("breach", None, "2027-02-03")


def test_until_its_cap_it_is_covered_by_what_can_still_come() -> None:
    before = [done(day, day, "half-month") for day in ("2027-01-05", "2027-01-19")]
    plan = a_plan(tasks=CAPPED_PAIR, span="2027-01-01..2027-02-28", today="2027-02-03", logbook=before)
    assert states(plan, "half-month")["2027-02-02"] == "covered"


def test_a_skip_never_resets_a_cap() -> None:
    acts = [done("2027-01-05", "2027-01-05", "half-month"), skipped("2027-01-19", "2027-01-19", "half-month")]
    plan = a_plan(tasks=CAPPED_PAIR, span="2027-01-01..2027-01-31", today="2027-01-21", logbook=acts)
    assert states(plan, "half-month")["2027-02-02+"] == "breach"


def test_an_extra_visit_that_was_done_stays_though_the_cap_asks_for_it_no_more() -> None:
    alone = "every: 14 days, first: 2027-01-05, max_gap: 15 days"
    acts = [done("2027-01-12", "2027-01-19"), done("2027-01-22", "2027-02-02+"), done("2027-02-02", "2027-02-02")]
    late = [*acts, done("2027-01-20", "2027-01-05")]
    for logbook in (acts, late):
        found = states(a_plan(alone, span="2027-01-01..2027-02-10", today="2027-02-03", logbook=logbook))
        assert (found["2027-02-02+"], found["2027-02-02"]) == ("done 2027-01-22", "done 2027-02-02")


def test_a_dropped_date_does_not_hide_that_a_later_one_is_nearer() -> None:
    """Monday the 11th is dropped; of the 18th and the 25th the second is nearer to the 22nd."""
    tasks = (
        "small: {name: Weekly, every: 7 days, first: 2027-01-04, shift: skip}\n"
        "large: {name: L, every: 1 year, first: 2027-01-22, window: {early: 5 days, late: 5 days}, covers: [small]}"
    )
    estate = "calendar: {country: none, workweek: [mon, tue, wed, thu, fri, sat, sun], holidays: [2027-01-11]}"
    assert planned_days(a_plan(tasks=tasks, estate=estate), "large") == ["2027-01-25"]
