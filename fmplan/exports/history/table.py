"""The past of one thing as a table to read in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from fmplan.exports.columns import INDENT, line, packed, widths
from fmplan.exports.history.rows import Section, deed_rows, entry_heads, particulars, sections, summary, title
from fmplan.exports.loggedwords import logged_words
from fmplan.exports.painting import BOLD, DIM, RED, Painter
from fmplan.exports.words import words_of
from fmplan.schedules.past import Past


def as_table(past: Past, language: str, width: int, *, colour: bool) -> str:
    """Return the line an inspector asks for, the tasks with their gaps, certificates, waivers, and every entry."""
    return "".join(_table(past, language, width, Painter(colour)))


def _table(past: Past, language: str, width: int, paint: Painter) -> Iterator[str]:
    separator = words_of(language).separator
    yield f"{paint(BOLD, summary(past, language))}\n\n{title(past, language)}\n"
    known = [f"{name} {value}" for name, value in particulars(past, language)]
    yield from (f"{text}\n" for text in packed(known, width, separator, margin=""))
    for section in sections(past, language):
        yield from _section(section, width, paint)
    yield from _entries(past, language, width, paint)


def _section(section: Section, width: int, paint: Painter) -> Iterator[str]:
    columns = widths([section.heads, *section.rows], section.weights, width)
    yield f"\n{paint(BOLD, section.heading)}\n" if section.heading else "\n"
    yield f"{paint(DIM, line(section.heads, columns))}\n"
    for number, row in enumerate(section.rows):
        yield f"{paint(RED if number in section.marked else '', line(row, columns))}\n"


def _entries(past: Past, language: str, width: int, paint: Painter) -> Iterator[str]:
    words, separator = logged_words(language), words_of(language).separator
    rows = deed_rows(past, language)
    if not rows:
        yield f"\n{words.no_entries}\n"
        return
    *first, _, recorded = entry_heads(language)
    texts = [(row.on, row.task, row.what, row.gap, row.who, row.recorded) for row in rows]
    columns = widths([(*first, recorded), *texts], (9, 5, 6, 9, 4, 9), width)
    yield f"\n{paint(BOLD, words.entries)}\n{paint(DIM, line((*first, recorded), columns))}\n"
    was_history = False
    for row, cells in zip(rows, texts, strict=True):
        if was_history and not row.is_history:
            yield f"{paint(DIM, f'{INDENT}-- {words.plan_begins} --')}\n"
        was_history = row.is_history
        yield f"{paint(RED if row.is_over else '', line(cells, columns))}\n"
        yield from (f"{paint(DIM, text)}\n" for text in packed(row.details, width, separator))
