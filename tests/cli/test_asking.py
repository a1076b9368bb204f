from __future__ import annotations

import io
import sys

import pytest
import typer

from fmplan.cli import asking
from fmplan.cli.asking import pick


def _pick(answers: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
    monkeypatch.setattr(asking, "is_terminal", lambda: True)
    return pick("several tasks fit", ["check", "clean"], "Name one of them.", "TASK")


def test_the_number_is_taken_and_what_is_none_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _pick("1\n", monkeypatch) == 0
    assert _pick("0\n3\nclean\n２\n2\n", monkeypatch) == 1


@pytest.mark.parametrize("answers", ["", "\n"])
def test_nothing_leaves_it(answers: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(typer.BadParameter, match="none was chosen"):
        _pick(answers, monkeypatch)


def test_where_nobody_can_be_asked_the_choices_are_told() -> None:
    with pytest.raises(typer.BadParameter, match=r"several tasks fit: check, clean\. Name one of them\."):
        pick("several tasks fit", ["check", "clean"], "Name one of them.", "TASK")
