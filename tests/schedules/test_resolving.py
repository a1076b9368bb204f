from __future__ import annotations

from typing import Any

import pytest

from fmplan.dates.day import ISO
from fmplan.dates.ranges import parse_day
from fmplan.logbook.entry import id_of
from fmplan.logbook.read import logbook_of
from fmplan.schedules.opening import open_register
from fmplan.schedules.resolving import View, chosen, named, next_open, outcome, tail_of, view_of, with_acts
from tests.memorytree import MemoryTree
from tests.schedules.factories import Act, Opened, done, opened
from tests.schedules.test_bounds import ESTATE

LIFT = """\
assets:
  lift:
    class: elevator
    name: Lift
    formerly: [hoist]
    tasks:
      half-month: {name: Half, every: 14 days, max_gap: 15 days, first: 2027-01-04}
      quarter: {name: Quarter, every: 3 months, first: 2027-02-01, covers: [half-month]}
      year: {name: Year, every: 1 year, first: 2027-05-01, covers: [quarter]}
      oil: {name: Oil, every: 3 months, from: completion, first: 2027-01-20}
      sweep: {name: Sweep, every: 1 week, first: 2027-04-05, season: 04..09}
      round: {name: Round, every: 1 month, first: 2027-01-08, keep_anchor: 10 days}
      dry: {name: Dry, event: flood, within: 3 days}
"""
REGISTER = open_register(MemoryTree({"estate.yaml": ESTATE, "assets/lift.yaml": LIFT}))


def _act(entry: str, on: str, task: str, **more: Any) -> dict[str, Any]:
    names = {"for": more.pop("for_")} if "for_" in more else {}
    return {"entry": entry, "on": on, "asset": "lift", "task": task, **names, **more}


def _done(task: str, *days: str) -> list[dict[str, Any]]:
    return [_act("done", day, task, for_=day) for day in days]


def _view(task: str, today: str, *acts: dict[str, Any]) -> View:
    assert REGISTER.estate is not None
    one = next(one for one in REGISTER.series if one.task.id == task)
    return view_of(REGISTER.estate, REGISTER.series, one, logbook_of(acts), None, parse_day(today))


def _chosen(task: str, day: str, *acts: dict[str, Any], today: str = "2027-12-31") -> list[str]:
    return [tail_of(one) for one in chosen(_view(task, today, *acts), parse_day(day))]


JANUARY = _done("half-month", "2027-01-04", "2027-01-18")


@pytest.mark.parametrize(
    ("task", "day", "tails"),
    [
        ("half-month", "2027-02-02", ["2027-02-01"]),
        ("half-month", "2027-01-28", ["2027-02-01"]),
        ("quarter", "2027-04-20", ["2027-02-01"]),
        ("oil", "2027-03-01", ["#1"]),
        ("half-month", "2026-12-30", []),
        ("round", "2027-01-08", ["2027-01-08"]),
    ],
)
def test_it_is_the_date_that_the_plan_takes_for_the_day(task: str, day: str, tails: list[str]) -> None:
    assert _chosen(task, day, *JANUARY, today=max(day, "2027-01-01")) == tails


def test_an_extra_visit_that_was_planned_nearer_to_the_day_is_meant() -> None:
    early = _act("done", "2027-01-30", "half-month", for_="2027-02-01")
    view = _view("half-month", "2027-02-08", *JANUARY, early)
    extra = next(one for one in view.dates().values() if "+" in tail_of(one))
    assert [tail_of(one) for one in chosen(view, extra.planned)] == ["2027-02-15+"]


@pytest.mark.parametrize(
    ("day", "tail"),
    [
        ("2027-02-15", "2027-02-15"),
        ("2027-02-16", "2027-02-15"),
        ("2027-02-19", "2027-02-15"),
        ("2027-02-22", "2027-03-01+"),
    ],
)
def test_a_date_that_is_due_is_meant_before_an_extra_visit_still_to_come(day: str, tail: str) -> None:
    closed = ESTATE.replace("country: none", "country: none, closed: [2027-02-15]")
    register = open_register(MemoryTree({"estate.yaml": closed, "assets/lift.yaml": LIFT}))
    assert register.estate is not None
    one = next(one for one in register.series if one.task.id == "half-month")
    acts = logbook_of([*JANUARY, *_done("half-month", "2027-02-01")])
    view = view_of(register.estate, register.series, one, acts, None, parse_day("2027-02-25"))
    extra = next(one for one in view.dates().values() if "+" in tail_of(one))
    assert (tail_of(extra), ISO[extra.due]) == ("2027-03-01+", "2027-02-20")
    assert [tail_of(one) for one in chosen(view, parse_day(day))] == [tail]


def test_what_the_rule_looks_back_for_no_longer_is_still_meant_while_it_is_owed() -> None:
    swept = _done("sweep", *(f"2027-09-{day}" for day in ("06", "13", "20")))
    assert _chosen("sweep", "2027-10-20", *swept, today="2027-10-20")[-1] == "2027-09-27"


def test_work_long_after_everything_is_done_is_for_no_date() -> None:
    assert _chosen("quarter", "2027-02-10", *_done("quarter", "2027-02-01"), today="2027-02-10") == []


def test_of_two_floods_both_may_be_meant() -> None:
    floods = [{"entry": "event", "on": day, "event": "flood"} for day in ("2027-03-02", "2027-03-09")]
    assert _chosen("dry", "2027-03-10", *floods, today="2027-03-10") == ["2027-03-02", "2027-03-09"]
    assert _chosen("dry", "2027-03-04", *floods, today="2027-03-10") == ["2027-03-02"]


def test_a_date_is_named_by_its_due_day_or_its_number() -> None:
    view = _view("quarter", "2027-03-01")
    found, open_ = named(view, "2029-02-01")
    assert found is not None
    assert tail_of(open_[0]) == "2027-02-01"
    assert named(view, "2027-02-02")[0] is None
    assert named(_view("oil", "2027-03-01"), "#1")[0] is not None


def test_what_is_owed_comes_before_what_is_still_to_come() -> None:
    one = next_open(_view("quarter", "2027-05-20"))
    assert one is not None
    assert tail_of(one) == "2027-02-01"


def test_a_larger_task_closes_one_date_of_each_smaller_one_through_all_sizes() -> None:
    acts = _done("half-month", "2027-01-04", "2027-01-18", "2027-02-01", "2027-02-15", "2027-03-01", "2027-03-15")
    acts += _done("half-month", "2027-03-29", "2027-04-12")
    found = outcome(_view("year", "2027-05-01", *acts, *_done("quarter", "2027-02-01")), _done("year", "2027-05-01")[0])
    assert found.one is not None
    assert found.one.done_on == parse_day("2027-05-01")
    assert found.closes == {"half-month": "2027-04-26", "quarter": "2027-05-01"}
    assert found.next is not None
    assert tail_of(found.next) == "2028-05-01"


def test_what_it_says_it_closes_is_what_the_plan_closes() -> None:
    """An act with `for` and `closes` leads where the act without them was said to lead."""
    view = _view("quarter", "2027-02-03", *JANUARY)
    act = _done("quarter", "2027-02-01")[0] | {"on": "2027-02-03"}
    without = view.dates([act])
    closes = outcome(view, act).closes
    assert closes == {"half-month": "2027-02-01"}
    assert view.dates([{**act, "closes": closes}]) == without


def test_acts_stand_beside_what_was_written_and_may_take_it_back() -> None:
    act = JANUARY[0]
    undone = {"entry": "undone", "on": "2027-01-05", "undoes": id_of(act), "asset": "lift", "task": "half-month"}
    logbook = with_acts(with_acts(logbook_of([]), [act]), [undone])
    assert list(logbook.entries) == []


def test_only_what_hangs_together_is_planned() -> None:
    assert [one.task.id for one in _view("quarter", "2027-01-01").together] == ["half-month", "quarter", "year"]
    assert [one.task.id for one in _view("oil", "2027-01-01").together] == ["oil"]


def _next(one: Opened, today: str, *acts: Act) -> str:
    """Return the day of what comes next, which must be the same whether an act is told of or only asked about."""
    view = view_of(one.estate, one.series, one.series[0], logbook_of(acts[:-1]), None, parse_day(today))
    ahead = outcome(view, acts[-1]).next
    recorded = view_of(one.estate, one.series, one.series[0], logbook_of(acts), None, parse_day(today))
    asked = next_open(recorded)
    assert ahead is not None
    assert asked is not None
    assert ahead.key == asked.key
    return ISO[ahead.due]


def test_a_date_of_the_past_that_was_done_with_another_does_not_come_next() -> None:
    """Those of 3 and 5 January were moved onto the 7th, which is done."""
    one = opened(
        "every: 2 days, shift: later, first: 2027-01-01", estate="calendar: {closed: [2027-01-03..2027-01-06]}"
    )
    acts = [done("2027-01-01", "2027-01-01"), done("2027-01-07", "2027-01-07")]
    assert _next(one, "2027-01-07", *acts) == "2027-01-09"


def test_a_date_of_the_past_that_nobody_tracks_does_not_come_next() -> None:
    one = opened("every: 1 week, tracked: false, first: 2027-01-04")
    assert _next(one, "2027-02-02", done("2027-02-01", "2027-02-01")) == "2027-02-08"
