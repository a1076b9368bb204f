"""Asking which of several is meant: on a terminal by a question, elsewhere by refusing with the choices."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from fmplan.assets.mistakes import listing
from fmplan.cli.saying import say


def pick(question: str, choices: Sequence[str], remedy: str, option: str) -> int:
    """Return the number of the choice that is meant, from 0 on. Raises a usage error where nobody can be asked."""
    if not is_terminal():
        raise typer.BadParameter(f"{question}: {listing(choices, 20)}. {remedy}", param_hint=option)
    say(f"{question}:")
    for number, choice in enumerate(choices, 1):
        say(f"  {number}  {choice}")
    while True:
        say(f"Which one? 1 to {len(choices)}, or nothing to leave it:")
        answer = sys.stdin.readline().strip()
        if not answer:
            raise typer.BadParameter(f"none was chosen. {remedy}", param_hint=option)
        if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(choices):
            return int(answer) - 1


def is_terminal() -> bool:
    """Tell whether somebody sits there who can be asked."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr is not None and sys.stderr.isatty()
