"""Entries of larger tasks, and the names by which a task's own are found."""

from __future__ import annotations

from fmplan.dates.day import ISO
from tests.schedules.factories import (
    Act,
    a_plan,
    an_asset,
    an_estate,
    codes,
    done,
    estate_file,
    occurrences,
    skipped,
    states,
)

LIFT = """
half-month: {name: Half-monthly, every: 14 days, first: 2027-01-05, max_gap: 15 days}
quarter: {name: Quarterly, every: 3 months, first: 2027-02-02, covers: [half-month]}
"""
BEFORE = [done("2027-01-05", "2027-01-05", "half-month"), done("2027-01-19", "2027-01-19", "half-month")]


def small(*acts: Act, tasks: str = LIFT, task: str = "half-month", today: str = "2027-02-10") -> dict[str, str]:
    plan = a_plan(tasks=tasks, span="2027-01-01..2027-03-20", today=today, logbook=[*BEFORE, *acts])
    return states(plan, task)


def test_a_larger_task_closes_what_its_entry_names() -> None:
    act = done("2027-02-02", "2027-02-02", "quarter", closes={"half-month": "2027-02-02"})
    assert small(act)["2027-02-02"] == "covered 2027-02-02"


def test_without_a_name_it_closes_the_next() -> None:
    plan = a_plan(
        tasks=LIFT,
        span="2027-01-01..2027-03-20",
        today="2027-02-10",
        logbook=[*BEFORE, done("2027-02-02", "2027-02-02", "quarter")],
    )
    one = occurrences(plan, "half-month")[2]
    assert (one.covered_by, states(plan, "half-month")["2027-02-02"]) == (
        "pump/quarter/2027-02-02",
        "covered 2027-02-02",
    )


def test_the_next_is_closed_however_far_it_is() -> None:
    """The bounds of half a period are for planning; the cap then asks for a visit between."""
    found = small(done("2027-01-21", "2027-02-02", "quarter"))
    assert found["2027-02-02"] == "covered 2027-01-21"
    assert found["2027-02-16+"] == "breach"


def test_recorded_by_itself_on_the_same_day_it_is_done_once() -> None:
    found = small(done("2027-02-02", "2027-02-02", "quarter"), done("2027-02-02", "2027-02-02", "half-month"))
    assert (found["2027-02-02"], found["2027-02-16"]) == ("done 2027-02-02", "planned")


def test_two_larger_ones_on_one_day_close_it_once() -> None:
    tasks = f"{LIFT}\nyear: {{name: Yearly, every: 1 year, first: 2027-02-02, covers: [quarter]}}"
    acts = [done("2027-02-02", "2027-02-02", task) for task in ("quarter", "year")]
    found = small(*acts, tasks=tasks)
    assert (found["2027-02-02"], found["2027-02-16"]) == ("covered 2027-02-02", "planned")


def test_through_another_it_is_closed_too() -> None:
    tasks = f"{LIFT}\nyear: {{name: Yearly, every: 1 year, first: 2027-02-02, covers: [quarter]}}"
    act = done("2027-02-02", "2027-02-02", "year")
    assert small(act, tasks=tasks)["2027-02-02"] == "covered 2027-02-02"
    assert small(act, tasks=tasks, task="quarter")["2027-02-02"] == "covered 2027-02-02"


def test_a_larger_one_that_was_skipped_or_found_no_access_closes_nothing() -> None:
    assert small(skipped("2027-02-02", "2027-02-02", "quarter"))["2027-02-02"] == "breach"
    no_access = done("2027-02-02", "2027-02-02", "quarter", result="no-access")
    assert small(no_access)["2027-02-02"] == "breach"


def test_a_larger_task_names_the_numbers_of_floating_ones_and_closes_fixed_ones_all_the_same() -> None:
    filter_ = "filter: {name: F, every: 1 month, from: completion, first: 2027-02-01}"
    tasks = f"{LIFT.replace('[half-month]', '[half-month, filter]')}\n{filter_}"
    act = done("2027-02-02", "2027-02-02", "quarter", closes={"filter": 4})
    assert small(act, tasks=tasks)["2027-02-02"] == "covered 2027-02-02"
    assert small(act, tasks=tasks, task="filter")["#4"] == "covered 2027-02-02"


def test_a_list_that_names_a_date_is_all_that_was_closed() -> None:
    tasks = (
        f"{LIFT.replace('[half-month]', '[half-month, look]')}\nlook: {{name: L, every: 1 month, first: 2027-02-02}}"
    )
    act = done("2027-02-02", "2027-02-02", "quarter", closes={"look": "2027-02-02"})
    assert small(act, tasks=tasks)["2027-02-02"] == "breach"


MONTHLY = """
look: {name: Look, once_per: month, max_gap: 40 days}
filter: {name: Filter, every: 1 month, from: completion, first: 2027-01-11}
quarter: {name: Quarterly, every: 3 months, first: 2027-02-26, covers: [look, filter]}
"""


def test_what_a_larger_task_includes_but_has_no_date_to_close_of_counts_for_the_cap_all_the_same() -> None:
    """February's look was done on the 3rd; that of the quarterly service on the 26th is another one."""
    looks = [done("2027-01-04", "2027-01-31", "look"), done("2027-02-03", "2027-02-28", "look")]
    service = done("2027-02-26", "2027-02-26", "quarter", closes={"filter": 1})
    for closes in ({"filter": 1}, {"filter": 1, "oil": "2027-02-26"}):
        act = {**service, "closes": closes}
        plan = a_plan(tasks=MONTHLY, span="2027-01-01..2027-03-31", today="2027-02-27", logbook=[*looks, act])
        march = occurrences(plan, "look")[-1]
        assert (march.key, ISO[march.limit or 0]) == ("pump/look/2027-03-31", "2027-04-07")


def test_what_a_larger_task_was_recorded_without_is_neither_closed_nor_counted() -> None:
    """Whoever leaves a task out of the list says that it was not done: no cap is reckoned from that day."""
    tasks = (
        f"{LIFT.replace('[half-month]', '[half-month, look]')}\nlook: {{name: L, every: 1 month, first: 2027-02-02}}"
    )
    acts = [
        done("2027-02-02", "2027-02-02", "half-month"),
        done("2027-02-08", task="quarter", closes={"look": "2027-02-02"}),
    ]
    plan = a_plan(tasks=tasks, span="2027-02-03..2027-02-20", today="2027-02-10", logbook=[*BEFORE, *acts])
    (coming,) = occurrences(plan, "half-month")
    assert (coming.key, ISO[coming.limit or 0]) == ("pump/half-month/2027-02-16", "2027-02-17")


def test_a_covering_service_before_the_begin_counts_as_last() -> None:
    tasks = """
filter: {name: Filter, every: 1 month, from: completion}
overhaul: {name: Overhaul, every: 1 year, first: 2027-11-01, covers: [filter]}
"""
    plan = a_plan(tasks=tasks, today="2027-01-01", logbook=[done("2026-12-24", task="overhaul")])
    assert ISO[occurrences(plan, "filter")[0].due] == "2027-01-24"


def test_a_task_is_found_by_the_name_it_has_with_its_schedule() -> None:
    files = {
        "estate.yaml": estate_file(),
        "assets/a.yaml": an_asset(),
        "schedules/s.yaml": "schedules:\n  own:\n    title: Own\n    applies_to: [pump]\n    tasks:\n"
        "      check: {name: Check, every: 1 month, first: 2027-01-04}\n",
    }
    plan = an_estate(files).plan(
        "2027-01-01..2027-01-31", "2027-01-31", [done("2027-01-05", "2027-01-04", "own/check")]
    )
    assert states(plan) == {"2027-01-04": "done 2027-01-05"}
    assert codes(plan.findings) == []
