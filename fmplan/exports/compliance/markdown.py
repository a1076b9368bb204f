"""The figures of a period as Markdown, for a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fmplan.exports.compliance.rows import defects, parts, rules, sums, title, weeks_said
from fmplan.exports.loggedwords import logged_words
from fmplan.exports.markdown import escaped
from fmplan.exports.words import words_of
from fmplan.schedules.figures import Figures


def as_markdown(figures: Figures, language: str) -> str:
    """Return compliance by each rule with the rule, the other figures, the weeks, the parts and the defects."""
    return "".join(_parts(figures, language))


def _parts(figures: Figures, language: str) -> Iterator[str]:
    words, usual = logged_words(language), words_of(language)
    yield f"# {escaped(title(figures, language))}\n\n## {words.compliance}\n\n"
    yield _table((words.by_rule, words.on_time, words.fell_due, words.what), rules(figures, language))
    yield "\n" + "".join(f"- {name}{usual.colon}{escaped(value)}\n" for name, value in sums(figures, language))
    yield f"\n{words.weeks}{usual.colon}{escaped(weeks_said(figures))}\n"
    for part in parts(figures, language):
        yield f"\n## {part.heads[0]}\n\n{_table(part.heads, part.rows)}"
    found = defects(figures, language)
    if found:
        yield f"\n## {words.defects}\n\n" + "".join(f"- {escaped(text)}\n" for text in found)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
    lines += [f"| {' | '.join(escaped(cell) for cell in row)} |" for row in rows]
    return "\n".join(lines) + "\n"
