"""A plan as Markdown: a heading for each day and a table under it, for a wiki, a review or a chat."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from fmplan.assets.text import said
from fmplan.exports.plain import one_line
from fmplan.exports.portfolio import Plans, each, language_of
from fmplan.exports.rows import Row, closing, rows_by_day
from fmplan.exports.words import Words, words_of

# Signs that would begin markup, a link, HTML or the next cell.
_MARKUP: Final = re.compile(r"([\\`*_\[\]<>|~&#])")


def render(plans: Plans, language: str | None = None) -> Iterator[bytes]:
    """Yield a title for each estate, its days with their tables, and the line of totals."""
    for number, plan in enumerate(each(plans)):
        spoken = language_of(plan, language)
        title = f"# {escaped(one_line(said(plan.estate.name, spoken)))}\n"
        yield (f"\n{title}" if number else title).encode()
        for day in rows_by_day(plan, spoken):
            yield f"\n## {day.heading}\n\n{_table(day.rows, words_of(spoken))}".encode()
        yield f"\n{escaped(closing(plan, spoken))}\n".encode()


def escaped(text: str) -> str:
    """Return text of one line so that Markdown shows it as it is."""
    return _MARKUP.sub(r"\\\1", text)


def _table(rows: Sequence[Row], words: Words) -> str:
    lines = [
        f"| {words.asset} | {words.task} | {words.place} | {words.team} | {words.hours} |",
        "| --- | --- | --- | --- | ---: |",
    ]
    for row in rows:
        task = f"**{row.status}**: {escaped(row.task)}" if row.status else escaped(row.task)
        cells = (escaped(row.asset), task, escaped(row.place), escaped(row.team), row.hours)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"
