from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from fmplan.cli.recorder import recorder_of


def test_who_is_said_records(tmp_path: Path) -> None:
    assert recorder_of(" desk ", tmp_path) == "desk"
    assert recorder_of("", tmp_path) is None


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here")
def test_else_git_knows_the_user(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    subprocess.run(["git", "-C", tmp_path, "config", "user.name", "Night desk"], check=True)
    assert recorder_of(None, tmp_path) == "Night desk"


def test_without_git_nobody_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert recorder_of(None, tmp_path) is None
