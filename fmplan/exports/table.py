"""A plan as a table to read in a terminal: day by day, asset, task, place, team and hours.

Columns fit the width that is given, in cells: a Chinese character takes two. What does not fit is cut with an
ellipsis. Colours show why work must be, and only where they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from fmplan.assets.task_form import Force
from fmplan.assets.text import said
from fmplan.exports.columns import line, widths
from fmplan.exports.painting import BOLD, DIM, RED, Painter
from fmplan.exports.plain import one_line
from fmplan.exports.portfolio import Plans, each, language_of
from fmplan.exports.rows import CLOSED, DayRows, Row, closing, rows_by_day
from fmplan.exports.words import Words, words_of
from fmplan.schedules.status import OWED

WIDTH: Final = 80

_WEIGHTS: Final = (4, 5, 3, 3, 9)
"""How asset, task, place, team and hours share a narrow line; hours are never cut before the others."""

_FORCES: Final = {
    Force.LAW: "\x1b[33m",
    Force.REGULATOR: "\x1b[33m",
    Force.INSURER: "\x1b[35m",
    Force.CONTRACT: "\x1b[36m",
    Force.STANDARD: "\x1b[32m",
    Force.HOUSE: "",
}


def render(plans: Plans, language: str | None = None, *, width: int = WIDTH, colour: bool = False) -> Iterator[bytes]:
    """Yield a table of each plan, `width` cells wide; those of a portfolio under the estate's name."""
    all_plans = each(plans)
    for number, plan in enumerate(all_plans):
        spoken = language_of(plan, language)
        painter = Painter(colour)
        if len(all_plans) > 1:
            title = one_line(said(plan.estate.name, spoken))
            yield f"{chr(10) if number else ''}{painter(BOLD, title)}\n\n".encode()
        days = rows_by_day(plan, spoken)
        if days:
            yield from _table(days, words_of(spoken), width, painter)
        yield f"{closing(plan, spoken)}\n".encode()


def _table(days: Sequence[DayRows], words: Words, width: int, painter: Painter) -> Iterator[bytes]:
    heads = (words.asset, words.task, words.place, words.team, words.hours)
    # Most rows are those of their series on every day: each is laid out once.
    alike = {id(row): row for day in days for row in day.rows}
    texts = {key: _texts(row) for key, row in alike.items()}
    columns = widths([heads, *texts.values()], _WEIGHTS, width)
    lines = {
        key: f"{painter(_paint(row), line(texts[key], columns, numbers=1))}\n".encode() for key, row in alike.items()
    }
    yield f"{painter(DIM, line(heads, columns, numbers=1))}\n".encode()
    for day in days:
        yield b"".join([f"\n{painter(BOLD, day.heading)}\n".encode(), *[lines[id(row)] for row in day.rows]])
    yield b"\n"


def _texts(row: Row) -> tuple[str, ...]:
    task = f"{row.status}: {row.task}" if row.status else row.task
    return row.asset, task, row.place, row.team, row.hours


def _paint(row: Row) -> str:
    if row.state in CLOSED:
        return DIM
    return RED if row.state in OWED else _FORCES[row.force]
