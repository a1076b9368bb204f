from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from fmplan.dates.ranges import parse_day
from fmplan.logbook.compact import compact
from fmplan.logbook.lines import lines_in
from fmplan.logbook.read import read_logbook
from fmplan.logbook.write import CannotRecordError, lines_of, record
from fmplan.tree import Folder
from tests.logbook.acts import an_act

TODAY = parse_day("2027-04-01")


@pytest.fixture
def logbook(tmp_path: Path) -> Path:
    """Return a logbook of two months that are over and one that is not."""
    folder = tmp_path / "logbook"
    for day in ("2027-02-01", "2027-02-02", "2027-03-05", "2027-03-05", "2027-03-06", "2027-04-01", "2027-04-01"):
        number = len(_files(folder))
        record(folder, [an_act(on=day, note=f"{number}")], f"{day}T08:00Z", "desk", parse_day(day))
    return folder


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.jsonl"))}


def _lines(folder: Path) -> list[bytes]:
    return sorted(line for data in _files(folder).values() for line in lines_in(data))


def test_each_month_that_is_over_becomes_one_file(logbook: Path) -> None:
    months = list(compact(logbook, TODAY))
    assert [len(month.removed) for month in months] == [2, 3]
    names = list(_files(logbook))
    assert [name[: len("2027/02/2027-02")] for name in names[:2]] == ["2027/02/2027-02", "2027/03/2027-03"]
    assert len(names) == 4
    assert [logbook / name for name in names[:2]] == [month.written for month in months]


def test_lines_stay_as_they_were_written_and_no_entry_changes(logbook: Path) -> None:
    odd = b'{ "on": "2027-02-03", "entry": "note", "note": "by hand" }'
    (logbook / "2027/02/2027-02-03-0123456789ab.jsonl").write_bytes(odd)
    lines = _lines(logbook)
    before, _ = read_logbook(Folder(logbook.parent), "logbook")
    list(compact(logbook, TODAY))
    after, _ = read_logbook(Folder(logbook.parent), "logbook")
    assert _lines(logbook) == lines
    assert odd in lines
    assert [(one.id, one.line) for one in after.entries] == [(one.id, one.line) for one in before.entries]


def test_compacting_twice_changes_nothing(logbook: Path) -> None:
    list(compact(logbook, TODAY))
    once = _files(logbook)
    assert list(compact(logbook, TODAY)) == []
    assert _files(logbook) == once


def test_what_came_in_late_joins_the_others(logbook: Path) -> None:
    record(logbook, [an_act(on="2027-02-20", note="late")], "2027-02-20T08:00Z", "desk", parse_day("2027-02-20"))
    whole = _lines(logbook)
    list(compact(logbook, TODAY))
    record(logbook, [an_act(on="2027-02-21", note="later")], "2027-02-21T08:00Z", "desk", parse_day("2027-02-21"))
    assert [len(month.removed) for month in compact(logbook, TODAY)] == [2]
    assert set(whole) < set(_lines(logbook))


def test_two_who_compact_the_same_make_the_same_file(logbook: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    for path, data in reversed(_files(logbook).items()):
        (other / path).parent.mkdir(parents=True, exist_ok=True)
        (other / path).write_bytes(data)
    list(compact(logbook, TODAY))
    list(compact(other, TODAY))
    assert _files(logbook) == _files(other)


@pytest.mark.parametrize(
    "bad", [b'{"entry":"do', b"\xff\n", b"<<<<<<< HEAD\n", b'{"entry":"done","on":"2027-02-30"}\n']
)
def test_a_file_with_a_broken_line_stays_where_it_is(bad: bytes, logbook: Path) -> None:
    broken = logbook / "2027/02/2027-02-03-0123456789ab.jsonl"
    broken.write_bytes(lines_of([an_act(on="2027-02-03")]) + bad)
    data = broken.read_bytes()
    list(compact(logbook, TODAY))
    assert broken.read_bytes() == data
    assert len(list((logbook / "2027/02").iterdir())) == 2


def test_files_that_people_named_stay(logbook: Path) -> None:
    own = logbook / "2027/02/night-shift.jsonl"
    own.write_bytes(lines_of([an_act("note", on="2027-02-03")]))
    list(compact(logbook, TODAY))
    assert own.exists()


def test_a_crash_between_writing_and_removing_does_no_harm(logbook: Path) -> None:
    before, _ = read_logbook(Folder(logbook.parent), "logbook")
    with patch.object(Path, "unlink", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        list(compact(logbook, TODAY))
    between, findings = read_logbook(Folder(logbook.parent), "logbook")
    assert findings == []
    assert [one.line for one in between.entries] == [one.line for one in before.entries]
    list(compact(logbook, TODAY))
    assert len(_files(logbook)) == 4


def test_what_is_changed_meanwhile_stays(logbook: Path) -> None:
    changed = logbook / next(iter(_files(logbook)))
    whole = changed.read_bytes()
    more = whole + lines_of([an_act("note", on="2027-02-03")])

    def write_more(*_: object) -> Path:
        changed.write_bytes(more)
        return logbook / "2027/02/new.jsonl"

    with patch("fmplan.logbook.compact.write_new", write_more):
        next(compact(logbook, TODAY))
    assert changed.read_bytes() == more


def test_a_logbook_that_is_not_there_has_nothing_to_compact(tmp_path: Path) -> None:
    assert list(compact(tmp_path / "nowhere", TODAY)) == []


def test_what_cannot_be_removed_is_told(logbook: Path) -> None:
    denied = PermissionError(13, "Permission denied")
    with patch.object(Path, "unlink", side_effect=denied), pytest.raises(CannotRecordError, match="Permission denied"):
        list(compact(logbook, TODAY))
