from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from fmplan.aside import spare_cores
from fmplan.cli import progress as module
from fmplan.cli.progress import Progress, told_as_written
from tests.cli.commands import an_estate

RUN = "import sys; from fmplan.cli import progress; from fmplan.cli.run import run; {}; sys.exit(run(sys.argv[1:]))"
AT_ONCE = RUN.format("progress.progress._after = 0")
NEVER = RUN.format("progress.progress._after = 3600")


def on_a_terminal(program: str, *arguments: str | Path, **environment: str) -> tuple[int, str]:
    """Run fmplan with standard error on a terminal; return its exit code and all that came there."""
    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "80", "FMPLAN_TODAY": "2027-03-01", **environment},
    )
    os.close(theirs)
    said = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # the other end was closed
            break
        if not piece:
            break
        said += piece
    os.close(ours)
    return running.wait(timeout=600), said.decode()


def test_a_terminal_is_told_what_is_done_and_nothing_of_it_stays(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court")
    code, said = on_a_terminal(AT_ONCE, "export", "csv", court, "-o", tmp_path / "plan.csv")
    assert code == 0
    steps = ["reading court", "reckoning", "planning court", "writing plan.csv"]
    assert [step for step in steps if f"fmplan: {step}" in said] == steps
    assert said.endswith("\x1b[2K")


def test_estates_of_a_portfolio_are_counted(tmp_path: Path) -> None:
    folders = [an_estate(tmp_path / name) for name in ("court", "mill")]
    _, said = on_a_terminal(AT_ONCE, "export", "csv", *folders, "-o", tmp_path / "plan.csv")
    assert "fmplan: reading mill, 2 of 2" in said


def test_what_is_over_soon_shows_nothing(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court")
    assert on_a_terminal(NEVER, "export", "csv", court, "-o", tmp_path / "plan.csv") == (0, "")


def test_who_wants_quiet_has_it(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court")
    assert on_a_terminal(AT_ONCE, "export", "csv", court, "--quiet", "-o", tmp_path / "plan.csv") == (0, "")


def test_a_terminal_that_cannot_take_a_line_back_is_left_alone(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court")
    assert on_a_terminal(AT_ONCE, "export", "csv", court, "-o", tmp_path / "p.csv", TERM="dumb") == (0, "")


def test_what_is_shown_keeps_no_core_from_its_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        monkeypatch.setenv("TERM", "xterm")
        shown = Progress(after=0)
        shown.now("reading court")
        assert spare_cores() == 1
        assert b"fmplan: reading court" in os.read(ours, 4096)
        shown.hush()
    os.close(ours)


def test_it_turns_while_one_step_goes_on(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court")
    slow = AT_ONCE.replace("; sys.exit", "; import time; from fmplan.schedules import plan; made = plan.make_plan; "
        "plan.make_plan = lambda *a, **k: (time.sleep(1), made(*a, **k))[1]; sys.exit")  # fmt: skip
    _, said = on_a_terminal(slow, "export", "csv", court, "-o", tmp_path / "plan.csv")
    assert {f"{sign} fmplan: planning court" in said for sign in "|/-\\"} == {True}


def test_a_complaint_stands_on_a_line_of_its_own(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court")
    code, said = on_a_terminal(AT_ONCE, "export", "csv", court, "-o", tmp_path)
    assert code == 74
    assert said.endswith(f"\x1b[2Kfmplan: cannot write {tmp_path}: it is a folder\r\n")


def test_where_nobody_looks_nothing_is_shown_and_every_chunk_comes_through(capsys: pytest.CaptureFixture[str]) -> None:
    chunks = [b"x" * 700_000] * 3
    assert list(told_as_written(chunks, "plan.csv")) == chunks
    assert capsys.readouterr().err == ""


def test_the_size_of_what_is_written_is_told_in_whole_megabytes(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    recorder = Progress()
    monkeypatch.setattr(recorder, "now", said.append)
    monkeypatch.setattr(module, "progress", recorder)
    list(told_as_written([b"x" * 700_000] * 4, "plan.csv"))
    assert said == ["writing plan.csv", "writing plan.csv: 1 MB", "writing plan.csv: 2 MB"]
