"""The past of one thing as Markdown, for an inspector's file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fmplan.exports.history.rows import deed_rows, entry_heads, particulars, sections, summary, title
from fmplan.exports.loggedwords import logged_words
from fmplan.exports.markdown import escaped
from fmplan.exports.words import words_of
from fmplan.schedules.past import Past


def as_markdown(past: Past, language: str) -> str:
    """Return the summary, the tasks with their gaps, certificates, waivers, deferrals and every entry."""
    return "".join(_parts(past, language))


def _parts(past: Past, language: str) -> Iterator[str]:
    words, colon = logged_words(language), words_of(language).colon
    yield f"{escaped(summary(past, language))}\n\n# {escaped(title(past, language))}\n"
    known = [f"- {name}{colon}{escaped(value)}\n" for name, value in particulars(past, language)]
    yield "\n" + "".join(known) if known else ""
    for section in sections(past, language):
        yield _table(section.heading, section.heads, section.rows)
    deeds = [
        (row.on, row.task, row.what, row.gap, row.who, "; ".join(row.details), row.recorded)
        for row in deed_rows(past, language)
    ]
    yield _table(words.entries, entry_heads(language), deeds) if deeds else f"\n{words.no_entries}\n"


def _table(heading: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
    lines += [f"| {' | '.join(escaped(cell) for cell in row)} |" for row in rows]
    return (f"\n## {heading}\n\n" if heading else "\n") + "\n".join(lines) + "\n"
