from __future__ import annotations

from typing import Any

import pytest

from fmplan.cli.app import command


def commands(*arguments: str) -> list[str]:
    whole: Any = command(arguments)
    return list(whole.commands)


def test_a_command_that_is_named_first_is_built_alone() -> None:
    assert commands("check", "--help") == ["check"]


@pytest.mark.parametrize("arguments", [(), ("--help",), ("chek",), ("--debug", "check")])
def test_where_no_command_is_named_first_all_are_there_to_be_shown(arguments: tuple[str, ...]) -> None:
    assert {"init", "check", "calendar", "export"} <= set(commands(*arguments))
