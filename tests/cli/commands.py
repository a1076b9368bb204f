"""Running fmplan as a user does: a process of its own, with its two streams and its exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

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
TODAY = "2027-03-01"


@dataclass(frozen=True)
class Ended:
    """What came of a command."""

    code: int
    out: str
    err: str


def fmplan(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> Ended:
    """Run fmplan; the environment is that of the test but for what is given."""
    ended = subprocess.run(
        [sys.executable, "-m", "fmplan", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "FMPLAN_TODAY": TODAY, "COLUMNS": "80", **environment},
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def an_estate(folder: Path, estate: str = ESTATE, assets: str = PUMP) -> Path:
    """Write an estate into a folder and return the folder."""
    (folder / "assets").mkdir(parents=True)
    (folder / "estate.yaml").write_text(estate, encoding="utf-8")
    (folder / "assets/pumps.yaml").write_text(assets, encoding="utf-8")
    return folder
