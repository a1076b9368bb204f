from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmplan.dates.ranges import parse_day
from fmplan.logbook.entry import id_of
from fmplan.logbook.outline import ACT, DONE, MEASURED, SHOWN, Outline, outline_of
from fmplan.logbook.read import logbook_of, read_logbook
from fmplan.logbook.write import lines_of
from tests.logbook.acts import an_act
from tests.memorytree import MemoryTree

IDS = ("lift-1a", "lift-3")


def _outline(*acts: dict[str, Any]) -> Outline:
    return logbook_of(acts).outlines_of(IDS)["half-month"]


@pytest.mark.parametrize(
    ("act", "traits"),
    [
        (an_act(), DONE | ACT),
        (an_act(number="TJ-311"), DONE | ACT | SHOWN),
        (an_act(evidence=[{"path": "a.jpg"}]), DONE | ACT | SHOWN),
        (an_act(items={"A-1-07": "4"}), DONE | ACT | MEASURED),
        (an_act(items={}), DONE | ACT),
        (an_act(result="no-access", items={"A-1-07": "4"}), MEASURED),
        (an_act("skipped"), ACT),
        (an_act("deferred"), ACT),
        (an_act("booked"), ACT),
        (an_act("reading", task="half-month"), MEASURED),
        (an_act("note", asset="lift-1a", task="half-month"), 0),
    ],
)
def test_an_outline_tells_what_a_line_is(act: dict[str, Any], traits: int) -> None:
    assert _outline(act).traits == bytes([traits])


def test_lines_are_counted_by_what_they_are_and_are_not() -> None:
    outline = _outline(
        an_act(on="2027-03-02", number="TJ-1"),
        an_act(on="2027-03-05"),
        an_act(on="2027-03-09", number="TJ-2"),
        an_act("skipped", on="2027-03-12"),
    )
    assert (outline.count(DONE), outline.count(DONE, SHOWN), outline.count(ACT), outline.count(MEASURED)) == (
        3,
        1,
        4,
        0,
    )
    assert (outline.newest(DONE), outline.newest(DONE, SHOWN), outline.newest(MEASURED)) == (
        parse_day("2027-03-09"),
        parse_day("2027-03-05"),
        0,
    )


def test_an_outline_can_be_cut_before_a_day() -> None:
    outline = _outline(*(an_act(on=f"2027-03-{day:02}") for day in (2, 5, 9)))
    fifth = parse_day("2027-03-05")
    assert list(outline.since(fifth).days) == [fifth, parse_day("2027-03-09")]
    assert outline.since(parse_day("2027-03-10")).traits == b""


SAID = [an_act(on=f"2027-03-{n:02}", number="TJ") for n in (3, 6, 7)]
SAID += [an_act("skipped"), an_act(items={"A": "1"}), an_act("reading"), an_act(on="2027-03-07", asset="lift-3")]
SAID += [an_act("note", asset="lift-3"), an_act(result="no-access"), an_act(number=None, on="2027-03-08", x="odd")]
SAID += [an_act("undone", on="2027-03-10", undoes=id_of(SAID[0]))]


@given(st.lists(st.sampled_from(SAID), max_size=6), st.integers(1, 3), st.sampled_from(["2027-03-06", "2027-12-31"]))
def test_outlines_as_they_were_read_are_those_of_the_entries(acts: list[dict[str, Any]], files: int, seen: str) -> None:
    names = ["logbook/2026/01/a.jsonl", "logbook/2027/03/a.jsonl", "logbook/a.jsonl"]
    tree = MemoryTree({names[number]: lines_of(acts[number::files]) for number in range(files)})
    logbook = read_logbook(tree, "logbook")[0].seen_on(parse_day(seen))
    outlines = {task: (list(one.days), one.traits) for task, one in logbook.outlines_of(IDS).items()}
    by_entries = {task: outline_of(entries) for task, entries in logbook.tasks_of(IDS).items()}
    assert outlines == {task: (list(one.days), one.traits) for task, one in by_entries.items()}
