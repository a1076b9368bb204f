"""What is owed as Markdown: for a wiki, a review or a chat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fmplan.assets.text import said
from fmplan.dates.day import ISO
from fmplan.exports.loggedwords import logged_words
from fmplan.exports.markdown import escaped
from fmplan.exports.owed.rows import Group, OwedRow, closing, groups_of
from fmplan.exports.plain import one_line
from fmplan.exports.words import words_of
from fmplan.schedules.occurrence import Status
from fmplan.schedules.owed import Owed


def as_markdown(all_owed: Sequence[Owed], languages: Sequence[str], group: Group | None) -> Iterator[bytes]:
    """Yield a title for each estate, its table, those of its groups under a heading each, and the line of totals."""
    for number, (owed, language) in enumerate(zip(all_owed, languages, strict=True)):
        title = f"# {escaped(one_line(said(owed.estate.name, language)))} {ISO[owed.today]}\n"
        yield (f"\n{title}" if number else title).encode()
        for one in groups_of(owed, language, group):
            heading = f"\n## {escaped(one.heading)}\n" if one.heading else ""
            yield f"{heading}\n{_table(one.rows, language)}".encode()
        yield f"\n{escaped(closing(owed, language))}\n".encode()


def _table(rows: Sequence[OwedRow], language: str) -> str:
    words, usual = logged_words(language), words_of(language)
    heads = (
        words.state,
        words.late,
        usual.asset,
        usual.task,
        usual.place,
        usual.team,
        words.due_day,
        usual.last_done,
        words.what_to_do,
    )
    lines = [f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
    for row in rows:
        state = f"**{row.state}**" if row.status is Status.BREACH else row.state
        cells = (row.asset, row.task, row.place, row.team, row.due, row.last_done, "; ".join(row.notes))
        lines.append(f"| {state} | {row.late} | {' | '.join(escaped(cell) for cell in cells)} |")
    return "\n".join(lines) + "\n"
