from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

from fmplan.dates.ranges import parse_day
from fmplan.logbook.write import record
from tests.cli.commands import ESTATE, an_estate, fmplan


def _a_logbook(folder: Path, count: int = 3) -> Path:
    for number in range(count):
        act = {"entry": "done", "on": "2027-02-03", "asset": "pump-1", "task": "check", "note": f"{number}"}
        record(folder, [act], "2027-02-03T08:00Z", "desk", parse_day("2027-02-03"))
    return folder


def test_months_that_are_over_become_one_file(tmp_path: Path) -> None:
    estate = an_estate(tmp_path / "court")
    logbook = _a_logbook(estate / "logbook")
    ended = fmplan("logbook", "compact", estate)
    (written,) = logbook.rglob("*.jsonl")
    assert (ended.code, ended.out, ended.err) == (0, "", f"{written}: of 3 files\n")
    again = fmplan("logbook", "compact", estate)
    assert (again.code, again.err) == (0, "court: nothing to compact\n")


def test_the_month_of_today_stays(tmp_path: Path) -> None:
    estate = an_estate(tmp_path / "court")
    logbook = _a_logbook(estate / "logbook")
    assert fmplan("logbook", "compact", estate, "--today", "2027-02-28", "--quiet").err == ""
    assert len(list(logbook.rglob("*.jsonl"))) == 3


def test_a_logbook_elsewhere_is_compacted_there(tmp_path: Path) -> None:
    estate = an_estate(tmp_path / "court", ESTATE + "logbook: ../court-log\n")
    logbook = _a_logbook(tmp_path / "court-log")
    assert fmplan("logbook", "compact", estate).code == 0
    assert len(list(logbook.rglob("*.jsonl"))) == 1


def test_what_cannot_be_written_is_one_line_and_exit_74(tmp_path: Path) -> None:
    estate = an_estate(tmp_path / "court")
    logbook = _a_logbook(estate / "logbook")
    full = OSError(28, "No space left on device")
    with patch("fmplan.logbook.write.os.fsync", side_effect=full):
        ended = fmplan("logbook", "compact", estate)
    assert (ended.code, ended.err) == (74, f"fmplan: cannot write {logbook}/2027/02: No space left on device\n")
    assert len(list(logbook.rglob("*"))) == 5


def test_the_group_shows_what_there_is() -> None:
    assert "compact" in fmplan("logbook", "--help").out
