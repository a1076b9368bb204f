from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from fmplan.release import RELEASE
from tests.cli.commands import an_estate, finished


def test_the_release_is_told() -> None:
    ended = finished("--version")
    assert (ended.code, ended.out, ended.err) == (0, f"fmplan {RELEASE}\n", "")


def _loaded_by(*arguments: str, **environment: str) -> set[str]:
    program = [sys.executable, "-X", "importtime", "-m", "fmplan", *arguments]
    whole = {**os.environ, **environment}
    ended = subprocess.run(program, env=whole, capture_output=True, text=True, timeout=600, check=True)
    loaded = {line.rpartition("|")[2].strip() for line in ended.stderr.splitlines()}
    assert "fmplan.cli.main" in loaded
    return loaded


def test_for_the_release_nothing_else_is_loaded() -> None:
    assert not {"typer", "pydantic", "fmplan.cli.run"} & _loaded_by("--version")


def test_for_the_help_nothing_heavy_is_loaded() -> None:
    heavy = {"rich", "pydantic", "icalendar", "holidays", "ruamel", "ruamel.yaml", "dateutil", "fmplan.aside"}
    heavy |= {"fmplan.assets.estate"}
    assert not heavy & _loaded_by("--help")
    assert not heavy & _loaded_by("calendar", "--help")


def test_for_a_register_that_has_not_changed_nothing_that_reads_registers_is_loaded(tmp_path: Path) -> None:
    estate = str(an_estate(tmp_path / "court"))
    around = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "FMPLAN_TODAY": "2027-03-01"}
    readers = {"pydantic", "pydantic_core", "ruamel.yaml", "json", "fmplan.checks.run", "fmplan.logbook.mistakes"}
    assert readers & _loaded_by("check", estate, **around)
    _loaded_by("check", estate, **around)  # what is met a second time is kept
    for words in [
        ("check", estate),
        ("overdue", estate),
        ("calendar", estate, "--month", "2027-03"),
        ("done", "--estate", estate, "--dry-run", "pump-1", "check"),
    ]:
        assert not readers & _loaded_by(*words, **around)
