"""The figures of a period as a table to read in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fmplan.exports.columns import INDENT, line, packed, widths
from fmplan.exports.compliance.rows import Part, defects, parts, rules, sums, title, weeks_said
from fmplan.exports.loggedwords import logged_words
from fmplan.exports.words import words_of
from fmplan.schedules.figures import Figures

_WIDE: Final = 110
"""From so many cells on every figure of a part has its column."""


def as_table(figures: Figures, language: str, width: int) -> str:
    """Return compliance by each rule with the rule, the other figures, the weeks, the parts and the defects."""
    return "".join(_table(figures, language, width))


def _table(figures: Figures, language: str, width: int) -> Iterator[str]:
    words, usual = logged_words(language), words_of(language)
    yield f"{title(figures, language)}\n\n{words.compliance}\n"
    rows = rules(figures, language)
    columns = widths([row[:3] for row in rows], (9, 9, 9), width)
    for *cells, rule in rows:
        yield f"{line(cells, columns)}\n"
        yield from (f"{text}\n" for text in packed(rule.split(" "), width, " "))
    yield "\n"
    for name, value in sums(figures, language):
        pieces = _pieces(f"{name}{usual.colon}{value}", usual.separator)
        yield from (f"{text}\n" for text in packed(pieces, width, " " * usual.separator.endswith(" "), margin=INDENT))
    yield f"\n{words.weeks}\n{INDENT}{weeks_said(figures)}\n"
    for part in parts(figures, language, is_narrow=width < _WIDE):
        yield from _part(part, width)
    found = defects(figures, language)
    if found:
        yield f"\n{words.defects}\n"
        for text in found:
            yield f"{INDENT}{text}\n"


def _pieces(text: str, separator: str) -> list[str]:
    """Return the parts of a sentence, each with the sign that ends it."""
    *first, last = text.split(separator)
    return [*(f"{one}{separator.rstrip()}" for one in first), last]


def _part(part: Part, width: int) -> Iterator[str]:
    numbers = len(part.heads) - 1
    columns = widths([part.heads, *part.rows], (3, *[9] * numbers), width)
    yield f"\n{line(part.heads, columns, numbers=numbers)}\n"
    for row in part.rows:
        yield f"{line(row, columns, numbers=numbers)}\n"
