"""What is owed as a table to read in a terminal, the worst first, each with what to do under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from fmplan.assets.text import said
from fmplan.exports.columns import line, packed, widths
from fmplan.exports.loggedwords import logged_words
from fmplan.exports.owed.rows import Group, OwedRow, closing, groups_of
from fmplan.exports.painting import BOLD, DIM, RED, YELLOW, Painter
from fmplan.exports.plain import one_line
from fmplan.exports.words import words_of
from fmplan.schedules.occurrence import Status
from fmplan.schedules.owed import Owed

_WIDE: Final = 100
"""From so many cells on the day last done has a column of its own."""

_COLUMNS: Final = 7
_WEIGHTS: Final = (9, 9, 4, 5, 9, 3, 9)
"""How state, days late, asset, task, due day, team and last done share a narrow line."""


def as_table(
    all_owed: Sequence[Owed],
    languages: Sequence[str],
    *,
    group: Group | None,
    width: int,
    colour: bool,
    portfolio: bool,
) -> Iterator[bytes]:
    """Yield the table of each estate, `width` cells wide; those of a portfolio under the estate's name."""
    paint = Painter(colour)
    for number, (owed, language) in enumerate(zip(all_owed, languages, strict=True)):
        if portfolio:
            title = one_line(said(owed.estate.name, language))
            yield f"{chr(10) if number else ''}{paint(BOLD, title)}\n\n".encode()
        yield "".join(_table(owed, language, group, width, paint)).encode()
        yield f"{closing(owed, language)}\n".encode()


def _table(owed: Owed, language: str, group: Group | None, width: int, paint: Painter) -> Iterator[str]:
    groups = groups_of(owed, language, group)
    if not groups:
        return
    words, usual = logged_words(language), words_of(language)
    shown = _COLUMNS if width >= _WIDE else _COLUMNS - 1
    heads = (words.state, words.late, usual.asset, usual.task, words.due_day, usual.team, usual.last_done)[:shown]
    texts = [heads, *(_texts(row)[:shown] for one in groups for row in one.rows)]
    columns = widths(texts, _WEIGHTS[:shown], width)
    yield f"{paint(DIM, line(heads, columns))}\n"
    for one in groups:
        yield f"\n{paint(BOLD, one.heading)}\n" if one.heading else "\n"
        for row in one.rows:
            yield f"{paint(_COLOURS.get(row.status, ''), line(_texts(row)[:shown], columns))}\n"
            notes = row.notes
            if row.last_done and shown < _COLUMNS:
                notes = (words.last_done_on.format(row.last_done), *notes)
            yield from (f"{paint(DIM, text)}\n" for text in packed(notes, width, usual.separator))
    yield "\n"


_COLOURS: Final = {Status.BREACH: RED, Status.OVERDUE: YELLOW}


def _texts(row: OwedRow) -> tuple[str, ...]:
    return row.state, row.late, row.asset, row.task, row.due, row.team, row.last_done
