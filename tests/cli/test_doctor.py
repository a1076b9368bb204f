from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.commands import fmplan
from tests.exports.mail.estates import ESTATE, a_quay


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the post."""
    folder = tmp_path / "state"
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    return folder


def _lines(text: str) -> dict[str, str]:
    """What was said of each thing."""
    return {
        what.removeprefix("ok  ").removeprefix("BAD ").strip(): line
        for line in text.splitlines()
        if not line.startswith("     ")
        for what, _, _ in [line.partition(":")]
    }


def test_a_computer_that_has_all_is_well() -> None:
    ended = fmplan("doctor")
    assert ended.code == 0
    assert all(line.startswith("ok  ") for line in ended.out.splitlines())
    assert list(_lines(ended.out))[1:] == [
        "time zones",
        *[name for name in _lines(ended.out) if name.startswith("holidays")],
        "YAML parser",
        "git",
        "locale",
        "state folder",
    ]


def test_of_an_estate_its_own_zone_and_country_are_looked_at(tmp_path: Path) -> None:
    estate = ESTATE.replace("country: none", "country: CN").replace("Europe/London", "Asia/Shanghai")
    ended = fmplan("doctor", a_quay(tmp_path / "quay", estate), FMPLAN_TODAY="2027-03-01")
    assert ended.code == 0
    assert "ok   quay: the register can be planned\n" in ended.out
    assert "time zones: Asia/Shanghai, " in ended.out
    assert "CN: " in ended.out


def test_a_broken_register_is_bad(tmp_path: Path) -> None:
    ended = fmplan("doctor", a_quay(tmp_path / "quay", ESTATE.replace("Europe/London", "Europe/Bristol")))
    assert ended.code == 78
    assert "BAD  quay: 1 error in the register\n     fmplan check tells them.\n" in ended.out
    assert "BAD  time zones: Europe/Bristol is not there\n     Install the package tzdata.\n" in ended.out


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_state_folder_that_cannot_be_written_is_bad(state: Path) -> None:
    state.mkdir(mode=0o500)
    ended = fmplan("doctor")
    assert ended.code == 78
    assert "cannot be written: Permission denied" in _lines(ended.out)["state folder"]


def test_a_state_folder_that_is_a_file_is_bad(state: Path) -> None:
    state.write_text("in the way")
    ended = fmplan("doctor")
    assert ended.code == 78
    assert "cannot be written" in _lines(ended.out)["state folder"]
    assert "No digest is sent until" in ended.out


def test_a_torn_journal_is_bad(state: Path) -> None:
    (state / "fmplan").mkdir(parents=True)
    (state / "fmplan/mail.sqlite3").write_bytes(b"torn" * 1000)
    ended = fmplan("doctor")
    assert ended.code == 78
    assert _lines(ended.out)["state folder"].startswith("BAD ")


def test_without_git_it_says_what_is_lost(tmp_path: Path) -> None:
    ended = fmplan("doctor", PATH=str(tmp_path))
    assert ended.code == 78
    assert "BAD  git: not there\n     Install git: " in ended.out


def test_the_mail_server_is_tried_and_gets_nothing(deaf_port: int) -> None:
    unset = fmplan("doctor", "--smtp", FMPLAN_SMTP_URL="")
    closed = fmplan("doctor", "--smtp", FMPLAN_SMTP_URL=f"smtp://127.0.0.1:{deaf_port}")
    assert [unset.code, closed.code] == [78, 78]
    assert "FMPLAN_SMTP_URL says which server takes the mail, and is not set" in unset.out
    assert f"BAD  mail server: smtp://127.0.0.1:{deaf_port} cannot be reached: Connection refused\n" in closed.out
