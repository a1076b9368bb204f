from __future__ import annotations

import json
from typing import Any

import pytest

from fmplan.findings import Finding, Place
from fmplan.logbook.mistakes import read_odd_line
from tests.logbook.acts import an_act

HERE = Place("logbook/a.jsonl", 7, 1)


def _found(line: str | bytes, *, is_last: bool = False) -> list[Finding]:
    data = line if isinstance(line, bytes) else line.encode()
    odd, findings = read_odd_line(data, HERE, is_last=is_last)
    assert (odd is None) == any(one.is_error and one.code != "recorded-too-early" for one in findings)
    return findings


def _codes(line: str | bytes) -> list[str]:
    return [finding.code for finding in _found(line)]


def _line(**keys: Any) -> str:
    return json.dumps(an_act(**keys), ensure_ascii=False)


def test_a_sound_line_with_spaces_is_used() -> None:
    odd, findings = read_odd_line(_line().encode(), HERE, is_last=False)
    assert findings == []
    assert odd is not None
    assert odd.values[:4] == ("done", "2027-03-02", "lift-1a", "half-month")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("lift serviced", "not-json"),
        ('{"entry":"done"', "not-json"),
        ("{'entry':'done'}", "not-json"),
        ('{"minutes":NaN}', "not-json"),
        ('{"minutes":1e999}', "not-json"),
        ('{"note":"\\ud800"}', "not-json"),
        ("9" * 5000, "not-json"),
        ("[" * 100_000, "not-json"),
        ('{"a":' * 5000 + "1" + "}" * 5000, "not-json"),
        ("[1]", "not-an-entry"),
        ("null", "not-an-entry"),
        ("<<<<<<< HEAD", "merge-conflict"),
        (b'{"note":"caf\xe9"}', "not-utf8"),
        ('{"entry":"note","on":"2027-03-02","on":"2027-03-03","note":"x"}', "duplicate-key"),
        ('{"entry":"done","items":{"a":"1","a":"2"}}', "duplicate-key"),
        (_line(on="2027-02-30"), "bad-date"),
        (_line(on="2027-3-2"), "bad-date"),
        (_line(on="9999-12-31"), "bad-date"),
        (_line(on="２０２７-03-02"), "bad-date"),
        (_line(recorded="yesterday"), "bad-date"),
        (_line(recorded="2027-03-02T25:00"), "bad-date"),
        (_line(next="2027-13"), "bad-date"),
        (_line(for_="march"), "bad-date"),
        (_line(for_="#0"), "bad-date"),
        (_line(entry="booked", at="9 o'clock"), "bad-hours"),
        (_line(again=1), "bad-count"),
        (_line(units="63"), "bad-count"),
        (_line(minutes=-5), "bad-amount"),
        (_line(cost="12,50"), "bad-amount"),
        (_line(entry="reading", value="ten"), "bad-amount"),
        (_line(result="fine"), "unknown-word"),
        (_line(asset=" "), "bad-id"),
        (_line(entry="undone", undoes="1F0C"), "bad-id"),
        (_line(note=None), "wrong-form"),
        (_line(by="chen"), "wrong-form"),
        (_line(minutes="55"), "wrong-form"),
        (_line(minutes=True), "wrong-form"),
        (_line(evidence=[{"file": "a.pdf"}]), "wrong-form"),
        (_line(closes={"half-month": 1.5}), "wrong-form"),
        (_line(closes={"half-month": "12"}), "bad-date"),
        (_line(closes={"half-month": 10**30}), "bad-date"),
        (_line(again=10**30), "bad-count"),
        ('{"entry":5,"on":"2027-03-02"}', "wrong-form"),
        ('{"on":"2027-03-02"}', "missing-key"),
        ('{"entry":"event","event":"typhoon"}', "missing-key"),
        ('{"entry":"skipped","on":"2027-03-02","asset":"a","task":"b"}', "missing-key"),
    ],
)
def test_a_line_that_cannot_be_used_is_told_of(line: str | bytes, code: str) -> None:
    found = _found(line)
    assert {one.code for one in found} == {code}
    assert all((one.place.path, one.place.line) == ("logbook/a.jsonl", 7) for one in found)


def test_every_mistake_of_a_line_is_told_at_its_own_place() -> None:
    line = _line(on="2027-02-30", minutes=-1)
    columns = {one.code: one.place.column for one in _found(line)}
    assert columns == {"bad-date": line.index('"2027-02-30"') + 1, "bad-amount": line.index("-1}") + 1}


def test_the_last_line_without_an_end_is_torn() -> None:
    (found,) = _found('{"entry":"done","on":"2027-0', is_last=True)
    assert found.code == "torn-line"


def test_an_unknown_kind_of_entry_is_kept_with_a_warning() -> None:
    odd, (found,) = read_odd_line(b'{"entry":"dome","on":"2027-03-02","colour":"red"}', HERE, is_last=False)
    assert (found.code, found.is_error, found.remedy) == ("unknown-entry", False, "Did you mean 'done'?")
    assert odd is not None
    assert odd.others == {"colour": "red"}


@pytest.mark.parametrize(("key", "meant"), [("nots", "'note'"), ("meter", ""), ("Minutes", "'minutes'")])
def test_an_unknown_key_is_kept_with_a_warning(key: str, meant: str) -> None:
    value = 5 if key == "Minutes" else "x"
    odd, (found,) = read_odd_line(_line(**{key: value}).encode(), HERE, is_last=False)
    assert (found.code, found.is_error) == ("unknown-key", False)
    assert meant in found.remedy
    assert odd is not None


def test_what_was_recorded_before_its_day_is_used_all_the_same() -> None:
    odd, (found,) = read_odd_line(_line(recorded="2027-02-28T08:00Z").encode(), HERE, is_last=False)
    assert (found.code, found.is_error) == ("recorded-too-early", True)
    assert odd is not None
