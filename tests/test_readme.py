"""The README shows what fmplan prints, and says only what it takes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "fmplan", *arguments],
        cwd=ROOT,
        env={"COLUMNS": "80", "PATH": "", "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_picture_is_what_the_command_prints() -> None:
    shown = re.search(r"```console\n\$ fmplan (.*?[^\\])\n(.*?)```", README, re.DOTALL)
    assert shown is not None
    command, picture = shown[1].replace("\\\n", " ").split(), shown[2]
    printed = "".join(f"{line.rstrip()}\n" for line in _run(*command).stdout.splitlines())
    assert printed == picture


@pytest.mark.parametrize("command", sorted(set(re.findall(r"^\| `fmplan (\w+)", README, re.MULTILINE))))
def test_every_command_of_the_readme_has_help(command: str) -> None:
    told = _run(command, "--help")
    assert told.returncode == 0
    assert "Usage" in told.stdout


def test_every_link_of_the_readme_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
