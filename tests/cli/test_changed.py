from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.commands import ESTATE, an_estate, fmplan

AT = 1_790_000_000
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def stamp(estate: Path, **environment: str) -> tuple[str, str]:
    lines = fmplan("export", "ical", estate, "--month", "2027-03", **environment).out.split("\r\n")
    values = dict(line.split(":", 1) for line in lines if ":" in line)
    return values["LAST-MODIFIED"], values["SEQUENCE"]


def git(folder: Path, *arguments: str, at: int = AT) -> None:
    who = {"GIT_AUTHOR_NAME": "-", "GIT_AUTHOR_EMAIL": "-", "GIT_COMMITTER_NAME": "-", "GIT_COMMITTER_EMAIL": "-"}
    when = {"GIT_AUTHOR_DATE": f"{at} +0000", "GIT_COMMITTER_DATE": f"{at} +0000", "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(["git", *arguments], cwd=folder, env={**os.environ, **who, **when}, capture_output=True, check=True)


def test_without_git_it_is_the_day(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court")
    assert stamp(court) == ("20270301T000000Z", "30064320")
    assert stamp(court, PATH="") == stamp(court)


def test_source_date_epoch_says_when(tmp_path: Path) -> None:
    assert stamp(an_estate(tmp_path / "court"), SOURCE_DATE_EPOCH="1800000059") == ("20270115T080059Z", "30000000")


@pytest.mark.parametrize("written", ["yesterday", "-1", "1e9", "9" * 13, "１２"])
def test_any_other_source_date_epoch_is_wrong_usage(tmp_path: Path, written: str) -> None:
    ended = fmplan("export", "ical", an_estate(tmp_path / "court"), SOURCE_DATE_EPOCH=written)
    assert (ended.code, ended.out) == (2, "")
    assert "SOURCE_DATE_EPOCH" in ended.err


@needs_git
def test_it_is_the_newest_commit_that_touches_the_estate(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    (tmp_path / "elsewhere").write_text("x", encoding="utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "second", at=AT + 6000)
    assert stamp(court) == ("20260921T141320Z", str(AT // 60))
    once, again = (fmplan("export", "ical", court).out for _ in range(2))
    assert once == again


@needs_git
def test_a_logbook_in_a_repository_of_its_own_counts_too(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court", ESTATE + "logbook: ../log\n")
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "README").write_text("x", encoding="utf-8")
    for folder, at in ((court, AT), (tmp_path / "log", AT + 600)):
        git(folder, "init", "-q")
        git(folder, "add", ".")
        git(folder, "commit", "-qm", "first", at=at)
    assert stamp(court)[1] == str((AT + 600) // 60)
