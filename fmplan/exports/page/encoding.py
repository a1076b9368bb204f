"""The dates of a series as a short text that the page's script reads: a year of 1,000 assets stays far below 3 MB.

A date is the days since the one before (the first: since the range's start) in base 36, then, where there is any:
a letter for its state; `~` and the days from its planned day to its due day (of what is done, to the day it was done
on); `!` and the number of the reason it was moved; `@` and the end of its key where that is not the due day. `*` and
a number stand for so many alike in a row: a daily task of a year is `0 1*a4`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from fmplan.schedules.occurrence import Status

LETTERS: Final = {
    Status.PLANNED: "",
    Status.DUE: "D",
    Status.OVERDUE: "O",
    Status.BREACH: "B",
    Status.DONE: "X",
    Status.SKIPPED: "S",
    Status.DEFERRED: "F",
    Status.MISSED: "M",
}
"""The letter of each state; what is covered does not stand on the page."""

_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


def base36(number: int) -> str:
    """Return a whole number in base 36, with a `-` where it is negative."""
    if number < 0:
        return f"-{base36(-number)}"
    text = ""
    while number >= 36:
        number, rest = divmod(number, 36)
        text = _DIGITS[rest] + text
    return _DIGITS[number] + text


def date_token(step: int, status: Status, due_after: int, reason: int | None, tail: str | None) -> str:
    """Return one date: days since the one before, state, days from planned to due, reason, end of the key."""
    due = f"~{base36(due_after)}" if due_after else ""
    why = "" if reason is None else f"!{base36(reason)}"
    end = "" if tail is None else f"@{tail}"
    return f"{base36(step)}{LETTERS[status]}{due}{why}{end}"


def run_length(tokens: Iterable[str]) -> str:
    """Return the dates in a row, those alike once with their number."""
    return " ".join(_runs(tokens))


def _runs(tokens: Iterable[str]) -> Iterator[str]:
    for token, alike in groupby(tokens):
        count = sum(1 for _ in alike)
        yield token if count == 1 else f"{token}*{base36(count)}"
