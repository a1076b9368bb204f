from __future__ import annotations

import io
from types import SimpleNamespace

import pytest

from fmplan.cli.rendering import paints, width


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fmplan.cli.rendering.sys", SimpleNamespace(stdout=_Terminal()))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.mark.usefixtures("_terminal")
def test_a_terminal_is_painted() -> None:
    assert paints()


@pytest.mark.usefixtures("_terminal")
@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_who_objects_is_heard(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    assert not paints()


@pytest.mark.usefixtures("_terminal")
def test_a_file_is_not_painted() -> None:
    assert not paints("plan.txt")


def test_the_width_is_that_of_the_terminal_but_never_too_narrow_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "132")
    assert width() == 132
    monkeypatch.setenv("COLUMNS", "7")
    assert width() == 40
