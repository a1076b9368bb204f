"""A plan as a table to read in a terminal: day by day, asset, task, place, team and hours.

Columns fit the width that is given, in cells: a Chinese character takes two. What does not fit is cut with an
ellipsis. Colours show why work must be, and only where they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rich.cells import cell_len, set_cell_size

from fmplan.assets.task_form import Force
from fmplan.assets.text import said
from fmplan.exports.plain import one_line
from fmplan.exports.portfolio import Plans, each, language_of
from fmplan.exports.rows import DayRows, Row, closing, rows_by_day
from fmplan.exports.words import Words, words_of

WIDTH: Final = 80

_INDENT: Final = "  "
_GAP: Final = "  "
_LEAST: Final = (14, 14, 8, 8)
"""Cells below which asset, task, place and team are not pressed, as long as others are wider than that."""

_BOLD, _DIM, _RED, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[1;31m", "\x1b[0m"
_FORCES: Final = {
    Force.LAW: "\x1b[33m",
    Force.REGULATOR: "\x1b[33m",
    Force.INSURER: "\x1b[35m",
    Force.CONTRACT: "\x1b[36m",
    Force.STANDARD: "\x1b[32m",
    Force.HOUSE: "",
}


def render(
    plans: Plans, language: str | None = None, *, width: int = WIDTH, colour: bool = False
) -> Iterator[bytes]:
    """Yield a table of each plan, `width` cells wide; those of a portfolio under the estate's name."""
    all_plans = each(plans)
    for number, plan in enumerate(all_plans):
        spoken = language_of(plan, language)
        painter = _Painter(colour)
        if len(all_plans) > 1:
            title = one_line(said(plan.estate.name, spoken))
            yield f"{chr(10) if number else ''}{painter(_BOLD, title)}\n\n".encode()
        days = rows_by_day(plan, spoken)
        if days:
            yield from _table(days, words_of(spoken), width, painter)
        yield f"{closing(plan, spoken)}\n".encode()


class _Painter:
    """Puts colour around text, or nothing."""

    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def __call__(self, paint: str, text: str) -> str:
        return f"{paint}{text}{_RESET}" if self._colour and paint else text


def _table(days: Sequence[DayRows], words: Words, width: int, painter: _Painter) -> Iterator[bytes]:
    heads = (words.asset, words.task, words.place, words.team, words.hours)
    widths = _widths(days, heads, width)
    yield f"{painter(_DIM, _line(heads, widths))}\n".encode()
    for day in days:
        lines = [f"\n{painter(_BOLD, day.heading)}\n"]
        lines += [f"{_painted(row, widths, painter)}\n" for row in day.rows]
        yield "".join(lines).encode()
    yield b"\n"


def _painted(row: Row, widths: Sequence[int], painter: _Painter) -> str:
    line = _line((row.asset, _task(row), row.place, row.team, row.hours), widths)
    return painter(_RED if row.status else _FORCES[row.force], line)


def _task(row: Row) -> str:
    return f"{row.status}: {row.task}" if row.status else row.task


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    *texts, hours = (_fitted(cell, width) for cell, width in zip(cells, widths, strict=True))
    last = hours.rstrip()
    # Numbers stand to the right.
    return (_INDENT + _GAP.join((*texts, " " * (widths[-1] - cell_len(last)) + last))).rstrip()


def _fitted(text: str, width: int) -> str:
    """Return text in exactly so many cells, cut with an ellipsis where it has more."""
    cells = len(text) if text.isascii() else cell_len(text)
    if cells <= width:
        return text + " " * (width - cells)
    # A double-width character that would be cut in half leaves a space behind: it stands before the ellipsis.
    cut = set_cell_size(text, width - 1).rstrip()
    return cut + "…" + " " * (width - 1 - cell_len(cut))


def _widths(days: Sequence[DayRows], heads: Sequence[str], width: int) -> list[int]:
    """Return the cells of each column: as wide as its text, and pressed together, the widest first, to fit."""
    columns: list[set[str]] = [{head} for head in heads]
    for day in days:
        for row in day.rows:
            for column, text in zip(
                columns, (row.asset, _task(row), row.place, row.team, row.hours), strict=True
            ):
                column.add(text)
    widths = [max(map(cell_len, column)) for column in columns]
    room = width - len(_INDENT) - len(_GAP) * (len(widths) - 1)
    while sum(widths) > room:
        pressed = [n for n, least in enumerate(_LEAST) if widths[n] > least] or list(range(len(_LEAST)))
        widest = max(pressed, key=lambda n: widths[n])
        if widths[widest] <= 2:
            break
        widths[widest] -= 1
    return widths
