"""Running fmplan as a user does: arguments in; both streams and the exit code out."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from fmplan.cli.run import run

ESTATE = """\
fmplan: 1
estate: court
name: Harbour Court
timezone: Europe/London
starts: 2027-01-01
calendar: {country: none}
classes: {pump/fire: {name: Fire pump}}
teams: {own: {name: Own staff}}
"""
PUMP = """\
assets:
  pump-1:
    class: pump/fire
    name: Fire pump
    team: own
    tasks: {check: {name: Monthly check, every: 1 month, first: 2027-03-03, duration: 1 h}}
"""
BROKEN = PUMP.replace("1 month", "1 monht")
TABLE = """\
  asset      task           place  team       hours

2027-03-03 Wednesday
  Fire pump  Monthly check         Own staff      1

1 date, 1 person-hour
"""


@dataclass(frozen=True)
class Ended:
    """What came of a command."""

    code: int
    out: str
    err: str


def fmplan(*arguments: str | Path, **environment: str) -> Ended:
    """Run a command inside this process, where FMPLAN_TODAY is 2027-03-01 unless it is given."""
    streams = {
        name: io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="replace") for name in ("stdout", "stderr")
    }
    with patch.dict(os.environ, {"FMPLAN_TODAY": "2027-03-01", "COLUMNS": "80", **environment}):
        with patch.multiple(sys, **streams):
            code = run(list(map(str, arguments)))
        texts = [_text(stream) for stream in streams.values()]
    return Ended(int(code), *texts)


def process(*arguments: str | Path, **options: object) -> subprocess.Popen[bytes]:
    """Start fmplan as a process of its own."""
    environment = {**os.environ, "FMPLAN_TODAY": "2027-03-01", "COLUMNS": "80"}
    command = [sys.executable, "-m", "fmplan", *map(str, arguments)]
    given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "env": environment, **options}
    return subprocess.Popen(command, **given)  # type: ignore[call-overload, no-any-return]


def finished(*arguments: str | Path, **options: object) -> Ended:
    """Run fmplan as a process of its own and wait for it."""
    with process(*arguments, **options) as running:
        out, err = running.communicate(timeout=600)
    return Ended(running.returncode, (out or b"").decode(), (err or b"").decode())


def an_estate(folder: Path, estate: str = ESTATE, assets: str = PUMP) -> Path:
    """Write an estate into a new folder and return the folder."""
    (folder / "assets").mkdir(parents=True)
    (folder / "estate.yaml").write_text(estate, encoding="utf-8")
    (folder / "assets/pumps.yaml").write_text(assets, encoding="utf-8")
    return folder


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Stand in a folder for a while."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()
