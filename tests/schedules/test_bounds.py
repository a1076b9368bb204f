from __future__ import annotations

from typing import Any

import pytest

from fmplan.assets.task_form import ReadForm
from fmplan.logbook.entry import id_of
from fmplan.logbook.read import logbook_of
from fmplan.schedules.bounds import bounds_of, is_inside, open_readings, out_of_bounds, value_of
from fmplan.schedules.opening import open_register
from tests.memorytree import MemoryTree

ESTATE = """\
fmplan: 1
estate: yard
name: Yard
timezone: Europe/London
starts: 2027-01-01
calendar: {country: none}
classes: {elevator: {name: Lift}}
"""
LIFT = """\
assets:
  lift:
    class: elevator
    name: Lift
    formerly: [hoist]
    tasks:
      half-month:
        name: Half-monthly service
        every: 14 days
        first: 2027-01-04
        checklist: [{id: A-1-29, text: Lock engagement, read: {unit: mm, min: 7}}, {id: A-1-30, text: Oil}]
      quarter: {name: Quarterly service, every: 3 months, first: 2027-02-01, covers: [half-month]}
      look: {name: Look, every: 1 month, first: 2027-01-08}
"""
REGISTER = open_register(MemoryTree({"estate.yaml": ESTATE, "assets/lift.yaml": LIFT}))


def _done(
    on: str, value: str | None = None, task: str = "half-month", asset: str = "lift", **more: Any
) -> dict[str, Any]:
    items = {} if value is None else {"items": {"A-1-29": value}}
    return {"entry": "done", "on": on, "asset": asset, "task": task, **items, **more}


def _note(on: str, note: str) -> dict[str, Any]:
    return {"entry": "note", "on": on, "asset": "lift", "note": note}


def _open(*acts: dict[str, Any]) -> list[str]:
    assert REGISTER.estate is not None
    found = open_readings(REGISTER.estate, REGISTER.series, logbook_of(acts))
    return [f"{one.series.task.id} {one.item.id}: {one.read}, {one.bounds}" for one in found]


OPEN = ["half-month A-1-29: 5 mm, at least 7 mm"]


@pytest.mark.parametrize(
    "act",
    [
        _done("2027-02-01", "5"),
        _done("2027-02-01", "5 mm"),
        _done("2027-02-01", "5", task="quarter"),
        _done("2027-02-01", "5", asset="hoist"),
        {"entry": "reading", "on": "2027-02-01", "asset": "lift", "meter": "A-1-29", "value": "5"},
    ],
)
def test_a_value_out_of_its_bounds_is_open(act: dict[str, Any]) -> None:
    assert _open(act) == OPEN


@pytest.mark.parametrize("value", ["7", "7.5 mm", "fine", ""])
def test_a_value_inside_its_bounds_or_none_at_all_is_not(value: str) -> None:
    assert _open(_done("2027-02-01", value)) == []


def test_a_task_without_the_item_says_nothing_of_it() -> None:
    assert _open(_done("2027-02-01", "5", task="look")) == []


def test_work_that_does_not_read_it_again_answers_nothing() -> None:
    assert _open(_done("2027-02-01", "5"), _done("2027-02-15")) == OPEN


def test_a_later_value_inside_answers_it_and_one_outside_takes_its_place() -> None:
    assert _open(_done("2027-02-01", "5"), _done("2027-02-15", "8")) == []
    assert _open(_done("2027-02-15", "5"), _done("2027-02-01", "8")) == OPEN
    assert len(_open(_done("2027-02-01", "5"), _done("2027-02-15", "6"))) == 1


def test_of_one_day_the_value_recorded_last_counts() -> None:
    short = _done("2027-02-01", "5", recorded="2027-02-01T09:00+00:00")
    mended = _done("2027-02-01", "8", recorded="2027-02-01T11:00+00:00")
    assert _open(short, mended) == _open(mended, short) == []
    again = _done("2027-02-01", "8", again=2)
    assert _open(_done("2027-02-01", "5"), again) == []


@pytest.mark.parametrize(
    ("note", "answers"),
    [
        (_note("2027-02-03", "A-1-29: new lock ordered"), True),
        (_note("2027-02-01", "see A-1-29."), True),
        (_note("2027-01-31", "A-1-29 was fine"), False),
        (_note("2027-02-03", "A-1-290 and XA-1-29"), False),
        (_done("2027-02-08", task="look", note="A-1-29 set right"), True),
    ],
)
def test_a_note_that_names_it_answers_it(note: dict[str, Any], answers: bool) -> None:
    assert _open(_done("2027-02-01", "5"), note) == ([] if answers else OPEN)


def test_the_note_of_the_reading_itself_is_no_answer() -> None:
    assert _open(_done("2027-02-01", "5", note="A-1-29 is short")) == OPEN


def test_what_was_taken_back_was_not_read() -> None:
    act = _done("2027-02-01", "5")
    undone = {"entry": "undone", "on": "2027-02-02", "undoes": id_of(act), "reason": "wrong lift"}
    assert _open(act) == OPEN
    assert _open(act, undone) == []


def test_the_finding_stands_where_it_was_written() -> None:
    assert REGISTER.estate is not None
    logbook = logbook_of([_done("2027-01-18", "8"), _done("2027-02-01", "5")])
    (finding,) = out_of_bounds(REGISTER.estate, REGISTER.series, logbook)
    assert (finding.code, finding.severity, finding.place.line) == ("out-of-bounds", "warning", 2)
    assert finding.message == "lift half-month: A-1-29 was 5 mm on 2027-02-01, and should be at least 7 mm"


@pytest.mark.parametrize(
    ("read", "text", "inside"),
    [
        (ReadForm(unit="mm", min=7), "at least 7 mm", {6.9: False, 7: True}),
        (ReadForm(unit="mm", max=10), "at most 10 mm", {10: True, 10.1: False}),
        (ReadForm(unit="°C", min=5, max=40), "5 to 40 °C", {4: False, 5: True, 40: True, 41: False}),
        (ReadForm(unit="bar"), "", {-1: True}),
    ],
)
def test_a_bound_itself_lies_inside(read: ReadForm, text: str, inside: dict[float, bool]) -> None:
    assert bounds_of(read) == text
    assert {value: is_inside(value, read) for value in inside} == inside


@pytest.mark.parametrize(("text", "value"), [("4", 4), (" -0.5 mm ", -0.5), ("4mm", 4), ("4,5", None), ("nan", None)])
def test_a_value_is_a_number_with_its_unit_or_without(text: str, value: float | None) -> None:
    assert value_of(text, ReadForm(unit="mm")) == value
