from __future__ import annotations

import subprocess
import sys

from fmplan.release import RELEASE
from tests.cli.commands import finished


def test_the_release_is_told() -> None:
    ended = finished("--version")
    assert (ended.code, ended.out, ended.err) == (0, f"fmplan {RELEASE}\n", "")


def _loaded_by(*arguments: str) -> set[str]:
    program = [sys.executable, "-X", "importtime", "-m", "fmplan", *arguments]
    ended = subprocess.run(program, capture_output=True, text=True, timeout=60, check=True)
    loaded = {line.rpartition("|")[2].strip() for line in ended.stderr.splitlines()}
    assert "fmplan.cli.main" in loaded
    return loaded


def test_for_the_release_nothing_else_is_loaded() -> None:
    assert not {"typer", "pydantic", "fmplan.cli.run"} & _loaded_by("--version")


def test_for_the_help_nothing_heavy_is_loaded() -> None:
    heavy = {"rich", "pydantic", "icalendar", "holidays", "ruamel", "ruamel.yaml", "dateutil", "fmplan.assets.estate"}
    assert not heavy & _loaded_by("--help")
    assert not heavy & _loaded_by("calendar", "--help")
