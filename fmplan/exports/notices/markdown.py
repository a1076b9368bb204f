"""Notices as Markdown: a heading for each, its lines as a list, the office's line quoted under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fmplan.assets.text import said
from fmplan.exports.markdown import escaped
from fmplan.exports.notices.notice import Batch, Sheet, chapters_of, languages_of
from fmplan.exports.notices.words import notice_words
from fmplan.exports.plain import one_line
from fmplan.exports.words import words_of


def render(batches: Sequence[Batch], language: str | None = None) -> Iterator[bytes]:
    """Yield the estates, and in each the notices by how they stand."""
    for number, batch in enumerate(batches):
        estate = batch.plan.estate
        first = languages_of(estate, language)[0]
        title = escaped(one_line(said(estate.name, first)))
        heading = f"# {title}\n"
        yield (f"\n{heading}" if number else heading).encode("utf-8", "backslashreplace")
        if not batch.notices:
            yield f"\n{notice_words(first).nothing}\n".encode()
        for chapter in chapters_of(batch, language):
            yield f"\n## {escaped(chapter.heading)}\n".encode()
            for _, sheets in chapter.notices:
                text = "".join(map(_sheet, sheets)) + f"\n> {escaped(sheets[0].office)}\n"
                yield text.encode("utf-8", "backslashreplace")


def _sheet(sheet: Sheet) -> str:
    colon = words_of(sheet.language).colon
    lines = "".join(f"- **{escaped(label)}{colon.rstrip()}** {escaped(text)}\n" for label, text in sheet.lines)
    return f"\n### {escaped(sheet.heading)}\n\n{lines}"
