from __future__ import annotations

from pathlib import Path

import pytest

from fmplan.logbook.entry import id_of
from tests.cli.yard import a_yard, an_act, fm, recorded_in

CHECK = an_act("done", "2027-02-11", "pump-1", "check", for_="2027-02-10")
ID = id_of(CHECK)


@pytest.mark.parametrize("given", [ID, ID[:6], f"[{ID}]", ID.upper()])
def test_what_is_open_again_is_told(tmp_path: Path, given: str) -> None:
    yard = a_yard(tmp_path, CHECK)
    ended = fm(yard, "undo", given, "--reason", "wrong pump")
    (line,) = recorded_in(yard)
    assert ended.out.splitlines() == [
        f"pump-1 check done 2027-02-11 [{ID}]: taken back",
        "  open again: pump-1/check/2027-02-10, due 2027-02-10",
        f"  to have it count again: fmplan undo {id_of(line)} --reason WHY",
    ]
    assert [line] == [an_act("undone", "2027-03-01", "pump-1", "check", undoes=ID, reason="wrong pump")]


def test_taking_back_twice_changes_nothing(tmp_path: Path) -> None:
    yard = a_yard(tmp_path, CHECK)
    fm(yard, "undo", ID, "--reason", "wrong pump")
    ended = fm(yard, "undo", ID, "--reason", "once more")
    (line,) = recorded_in(yard)
    assert ended.code == 0
    assert ended.out.splitlines() == [
        f"pump-1 check done 2027-02-11 [{ID}]: already taken back; nothing changes",
        f"  to have it count again: fmplan undo {id_of(line)} --reason WHY",
    ]


def test_taking_back_can_be_taken_back(tmp_path: Path) -> None:
    yard = a_yard(tmp_path, CHECK)
    fm(yard, "undo", ID, "--reason", "wrong pump")
    ended = fm(yard, "undo", id_of(recorded_in(yard)[0]), "--reason", "it was the right one")
    assert "  closed again: pump-1/check/2027-02-10, due 2027-02-10" in ended.out.splitlines()
    assert (
        "of 2027-02-10 is done on 2027-02-11 already" in fm(yard, "done", "pump-1", "check", "--for", "2027-02-10").err
    )


@pytest.mark.parametrize(
    ("given", "complaint"),
    [("12345", "or its first 6 digits or more; '12345' is none"), ("000000", "no entry has the id 000000")],
)
def test_an_id_must_lead_to_one_entry(tmp_path: Path, given: str, complaint: str) -> None:
    yard = a_yard(tmp_path, CHECK)
    ended = fm(yard, "undo", given, "--reason", "wrong")
    assert ended.code == 2
    assert complaint in ended.err
