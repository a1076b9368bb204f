from __future__ import annotations

from pathlib import Path

from tests.cli.yard import a_yard, fm, recorded_in


def test_what_falls_due_by_it_is_told(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    ended = fm(yard, "event", "storm", "--on", "2027-02-20", "--note", "gusts of 31 m/s")
    assert ended.out.splitlines()[1:] == ["  pump-1 storm: due 2027-02-22"]
    assert recorded_in(yard) == [{"entry": "event", "on": "2027-02-20", "event": "storm", "note": "gusts of 31 m/s"}]


def test_an_event_that_no_task_waits_for_is_recorded_and_said(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    assert "  no task waits for it: did you mean 'storm'?" in fm(yard, "event", "strom").out
    assert len(recorded_in(yard)) == 1


def test_the_same_once_more_changes_nothing(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    fm(yard, "event", "storm")
    assert "already recorded on 2027-03-01" in fm(yard, "event", "storm").out
    fm(yard, "event", "storm", "--again")
    assert len(recorded_in(yard)) == 2
