from __future__ import annotations

import codecs
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmplan.findings import Place
from fmplan.logbook.lines import bound, lines_in, texts_of
from fmplan.logbook.volume import Contents, Volume
from fmplan.logbook.write import lines_of
from tests.logbook.acts import an_act

GOOD = lines_of([an_act(), an_act(on="2027-03-20", recorded="2027-03-20T08:00+08:00")])


def _read(data: bytes) -> Volume:
    return bound([("logbook/a.jsonl", data)])


def _days(data: bytes) -> list[Any]:
    return [one.line["on"] for one in _read(data).entries]


@pytest.mark.parametrize(
    "data",
    [
        GOOD,
        GOOD.rstrip(),
        GOOD.replace(b"\n", b"\r\n"),
        codecs.BOM_UTF8 + GOOD,
        GOOD.replace(b"\n", b"\n\n"),
        GOOD.replace(b",", b", "),
        b"\n" + GOOD + b"  \n",
    ],
)
def test_how_lines_end_and_are_spaced_changes_nothing(data: bytes) -> None:
    volume = _read(data)
    assert [(one.id, one.line) for one in volume.entries] == [(one.id, one.line) for one in _read(GOOD).entries]
    assert volume.contents.findings == ()


@pytest.mark.parametrize("data", [b"", b"\n", b"\r\n\n", codecs.BOM_UTF8])
def test_an_empty_file_says_nothing_and_is_no_mistake(data: bytes) -> None:
    assert _read(data).contents == Contents(("logbook/a.jsonl",), (0,))


def test_the_rest_of_a_file_is_used_whatever_one_line_is() -> None:
    one, other = GOOD.splitlines(keepends=True)
    for bad in (b"x\n", b"\xff\n", b'{"entry":"done"}\n', b"[]\n", b"\0\n"):
        volume = _read(one + bad + other)
        assert [entry.line["on"] for entry in volume.entries] == ["2027-03-02", "2027-03-20"]
        assert {finding.place.line for finding in volume.contents.findings} == {2}


def test_a_sound_line_of_an_odd_form_is_told_of_at_its_number() -> None:
    lines = [an_act(), an_act(minutes=-1), an_act(on="2027-03-20")]
    volume = _read(lines_of(lines))
    assert [(finding.code, finding.place.line) for finding in volume.contents.findings] == [("bad-amount", 2)]
    assert [volume.place_of(entry).line for entry in volume.entries] == [1, 3]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_in_utf_16_is_one_finding(encoding: str) -> None:
    volume = _read(GOOD.decode().encode(encoding))
    assert [(finding.code, finding.place.line) for finding in volume.contents.findings] == [("not-utf8", 1)]


def test_a_file_of_zeros_is_one_finding() -> None:
    assert [finding.code for finding in _read(bytes(512)).contents.findings] == ["binary-file"]


def test_a_torn_last_line_is_told_of_and_one_without_an_end_is_not() -> None:
    assert [finding.code for finding in _read(GOOD[:-20]).contents.findings] == ["torn-line"]
    assert _days(GOOD[:-1]) == _days(GOOD)


def test_a_key_that_stands_twice_is_found_in_a_line_of_fmplans_own_form() -> None:
    twice = GOOD.replace(b'"task":', b'"task":"other","task":')
    assert [finding.code for finding in _read(twice).contents.findings] == ["duplicate-key", "duplicate-key"]


def test_a_number_that_comes_back_longer_hides_no_key_that_stands_twice() -> None:
    twice = lines_of([an_act(minutes=1000.0, task="x")]).replace(b"1000.0", b"1E3").replace(b'"on"', b'"on":"","on"', 1)
    assert [finding.code for finding in _read(twice).contents.findings] == ["duplicate-key"]
    longer = lines_of([an_act(minutes=100_000.0)]).replace(b"100000.0", b"1E5")
    assert [entry.more["minutes"] for entry in _read(longer).entries] == [100_000.0]


def test_many_files_are_read_as_each_by_itself() -> None:
    def two(name: str) -> bytes:
        return lines_of([an_act(note=name), an_act(on="2027-03-20", note=name)])

    files = [("a", two("a")), ("b", b""), ("c", codecs.BOM_UTF8 + two("c")[:-1]), ("d", two("d")[:-20])]
    files += [("e", bytes(9)), ("f", two("f").replace(b"\n", b"\r\n"))]
    volume = bound(files)
    alone = [bound([file]) for file in files]
    assert volume.contents.findings == tuple(one for each in alone for one in each.contents.findings)
    assert sorted(map(volume.place_of, volume.entries)) == [
        Place(path, line, 1) for path, line in [("a", 1), ("a", 2), ("c", 1), ("c", 2), ("d", 1), ("f", 1), ("f", 2)]
    ]
    assert {volume.place_of(entry).path for entry in volume.entries} == {entry.more["note"] for entry in volume.entries}
    assert texts_of(files) == volume.texts


def test_the_lines_of_a_file_are_those_that_say_something() -> None:
    assert lines_in(codecs.BOM_UTF8 + b'{"a":1}\r\n\n  \n{"b":2}') == [b'{"a":1}', b'{"b":2}']


@given(st.binary(max_size=80), st.integers(0, len(GOOD)), st.integers(0, 40))
def test_no_bytes_are_too_bad_to_be_read(noise: bytes, at: int, cut: int) -> None:
    volume = _read(GOOD[:at] + noise + GOOD[at + cut :])
    for entry in volume.entries:
        assert len(entry.id) == 12
    for finding in volume.contents.findings:
        assert finding.place.path == "logbook/a.jsonl"
