from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmplan.dates.ranges import parse_day
from fmplan.logbook.entry import Entry, id_of
from fmplan.logbook.read import logbook_of
from tests.logbook.acts import an_act


def _by_the_book(act: dict[str, Any]) -> str:
    """Return the id as docs/files.md describes it."""
    alike = {key: value for key, value in act.items() if key not in {"recorded", "recorder"}}
    text = json.dumps(alike, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _entry(act: dict[str, Any]) -> Entry:
    (entry,) = logbook_of([act]).entries
    return entry


WRITTEN = [
    an_act(recorded="2027-03-02T17:20+08:00", recorder="desk"),
    an_act(for_="2027-03-01", by=["p-8812"], team="lifts", minutes=55, cost="0", items={"A-1-07": "4", "A-1-01": "ok"}),
    an_act(result="pass", number="TJ-311", next="2028-09", note='门机调整 "quoted" \\ \u2028'),
    an_act(next="2028-09-15", closes={"half-month": 12, "b": 3}, minutes=7.5, again=2, units="63/66", missed=["h-07"]),
    an_act(evidence=[{"path": "photos/a.jpg", "sha256": "00ff"}, {"path": "b.pdf"}], ref="WO-118"),
    an_act("deferred", for_="#12", approved="lin"),
    an_act("booked", at="09:00"),
    an_act("skipped"),
    an_act("reading"),
    an_act("event", note="gusts of 31 m/s"),
    an_act("note", asset="lift-1a"),
]


@pytest.mark.parametrize("act", WRITTEN)
def test_an_entry_gives_back_the_line_it_was_read_from(act: dict[str, Any]) -> None:
    entry = _entry(act)
    assert {**entry.line, **entry.more} == act == dict(entry.line)


@pytest.mark.parametrize("act", WRITTEN)
def test_the_id_is_the_hash_of_the_sorted_line(act: dict[str, Any]) -> None:
    assert _entry(act).id == id_of(act) == _by_the_book(act)


@given(st.text().filter(lambda text: "\x00" not in text), st.integers(0, 9999) | st.floats(0.01, 9999))
def test_the_id_is_that_of_plain_json_whatever_is_written(text: str, minutes: float) -> None:
    act = an_act(note=text, items={text: text}, minutes=minutes)
    assert id_of(act) == _by_the_book(act)


def test_who_recorded_it_and_when_is_no_part_of_the_id() -> None:
    assert id_of(an_act(recorded="2027-03-02", recorder="desk")) == id_of(an_act())


def test_a_real_second_one_has_an_id_of_its_own() -> None:
    assert id_of(an_act(again=2)) != id_of(an_act())


def test_what_is_looked_at_often_has_a_name() -> None:
    entry = _entry(an_act("deferred", for_="2027-03-01", by=["chen"]))
    assert (entry.on, entry.to, entry.for_) == (parse_day("2027-03-02"), parse_day("2027-04-12"), "2027-03-01")
    assert (entry.reason, entry.more["by"], entry.is_closing) == ("spare bearing not delivered", ["chen"], True)


def test_a_month_under_next_means_its_last_day() -> None:
    assert _entry(an_act(next="2028-09")).next == parse_day("2028-09-30")


def test_entries_that_are_equal_have_the_same_hash() -> None:
    one, other = _entry(an_act(closes={"a": 1})), _entry(an_act(closes={"a": 1}))
    assert one == other
    assert hash(one) == hash(other)
