from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fmplan.cli import session
from tests.cli.commands import an_estate, fmplan


def _failing(error: BaseException) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def test_wrong_usage_ends_with_2_and_says_how_to_go_on(tmp_path: Path) -> None:
    ended = fmplan("calendar", an_estate(tmp_path / "court"), "--colour")
    assert (ended.code, ended.out) == (2, "")
    assert "Try 'fmplan calendar --help' for help." in ended.err


def test_an_unknown_command_is_wrong_usage() -> None:
    assert fmplan("calender").code == 2


def test_an_error_of_our_own_is_70_and_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "open_checked", _failing(RuntimeError("the sky fell")))
    ended = fmplan("check")
    assert ended.code == 70
    assert ended.err.startswith("fmplan: an error of its own, RuntimeError at test_run.py:")
    assert "the sky fell" in ended.err
    assert ended.err.count("\n") == 1


def test_with_debug_its_traceback_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "open_checked", _failing(RuntimeError("the sky fell")))
    ended = fmplan("check", "--debug")
    assert ended.code == 70
    assert "Traceback (most recent call last):" in ended.err


def test_an_interruption_is_130_and_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "open_checked", _failing(KeyboardInterrupt()))
    ended = fmplan("check")
    assert (ended.code, ended.out, ended.err) == (130, "", "")
