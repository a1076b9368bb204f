"""A letter as plain text: indented, a code before each date, so that it reads on any screen and can be searched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fmplan.exports.columns import cells_of, wrapped
from fmplan.exports.mail.letter import Chapter, Letter, Line
from fmplan.exports.mail.words import mail_words

_WIDTH: Final = 78
"""RFC 5322 (2.1.1) asks for lines no longer; so does every reader that quotes them."""

_INDENT: Final = 2
_COMMAND: Final = "fmplan "


def as_text(letter: Letter) -> str:
    """Return a letter as text that ends with a line end."""
    lines = [*_head(letter), *(line for chapter in letter.chapters for line in _chapter(chapter))]
    return "\n".join([*(short for line in lines for short in _fitted(line)), *_foot(letter)])


def _head(letter: Letter) -> Iterator[str]:
    yield letter.title
    yield letter.below
    if letter.facts:
        yield " · ".join(letter.facts)
    if letter.is_empty:
        yield ""
        yield mail_words(letter.language).nothing


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield from ("", "", f"== {chapter.heading} ==")
    for section in chapter.sections:
        if section.heading:
            yield ""
            yield _with_aside(section.heading, section.aside)
        for group in section.groups:
            if group.heading:
                yield ""
                yield f"  {_with_aside(group.heading, group.aside)}"
            for line in group.lines:
                yield from _line(line, "    " if group.heading else "  ")
    if chapter.closing:
        yield f"  {chapter.closing}"


def _line(line: Line, indent: str) -> Iterator[str]:
    yield f"{indent}{_with_aside(line.text, line.aside)}"
    for item in line.items:
        parts = [item.code, item.text]
        yield f"{indent}  {_with_aside('  '.join(part for part in parts if part), item.note)}"
    yield from (f"{indent}  {note}" for note in line.notes)


def _fitted(text: str) -> Iterator[str]:
    """Yield a line in lines that a narrow window holds; one with a command stays whole, so that it can be copied."""
    if len(text) * 2 <= _WIDTH or cells_of(text) <= _WIDTH or _COMMAND in text:
        yield text
    else:
        indent = text[: len(text) - len(text.lstrip())]
        first, *others = wrapped(text.lstrip(), _WIDTH - (0 if indent else _INDENT), margin=indent)
        yield first
        # No line but the first of a text stands at the margin, where it could be taken for a heading, or a header.
        yield from (line if indent else " " * _INDENT + line for line in others)


def _with_aside(text: str, aside: str) -> str:
    return f"{text} · {aside}" if aside else text


def _foot(letter: Letter) -> Iterator[str]:
    yield from ("", "-- ", *letter.foot, "")
