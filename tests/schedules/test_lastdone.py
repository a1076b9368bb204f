"""When work was last done, where an entry of a larger task says which smaller ones were done with it."""

from __future__ import annotations

from fmplan.dates.day import ISO
from fmplan.dates.ranges import parse_day
from fmplan.logbook.read import logbook_of
from fmplan.schedules.lastdone import last_done
from fmplan.schedules.past import past_of
from tests.schedules.factories import Act, done, opened

TASKS = """
check: {name: Check, once_per: month, max_gap: 60 days}
clean: {name: Clean, every: 1 month, first: 2027-01-12}
year: {name: Yearly, every: 1 year, first: 2027-02-20, covers: [check, clean]}
"""
YEARLY = done("2027-02-20", "2027-02-20", "year", closes={"clean": "2027-02-12"})


def checked(*acts: Act) -> tuple[str | None, list[str]]:
    """Return when the check was last done, and all the days on which it was done by the past of the asset."""
    one = opened(tasks=TASKS)
    logbook = logbook_of(acts)
    ranks = {series.task.id: series.rank for series in one.series}
    day = last_done(one.series, logbook)[ranks["check"]]
    past = past_of(one.estate, one.estate.assets["pump"], one.series, logbook, parse_day("2027-03-01"), one.lock)
    days = [ISO[day] for task in past.tasks if task.series.task.id == "check" for day in task.days]
    return None if day is None else ISO[day], days


def test_what_a_larger_task_names_was_done_with_it() -> None:
    act = done("2027-02-20", "2027-02-20", "year", closes={"clean": "2027-02-12", "check": "2027-02-01"})
    assert checked(act) == ("2027-02-20", ["2027-02-20"])


def test_what_a_larger_task_left_out_though_it_was_open_was_not_done() -> None:
    assert checked(done("2027-01-11"), YEARLY) == ("2027-01-11", ["2027-01-11"])
    assert checked(YEARLY) == (None, [])


def test_what_a_larger_task_left_out_as_nothing_was_open_was_done_once_more() -> None:
    assert checked(done("2027-02-10"), YEARLY) == ("2027-02-20", ["2027-02-10", "2027-02-20"])
