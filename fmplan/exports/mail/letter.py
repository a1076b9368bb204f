"""A letter: what a digest says, in the words of one language, before it is laid out as text, as a page or in short."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace


class Tone(StrEnum):
    """How urgent it is."""

    PLAIN = "plain"
    LATE = "late"
    BREACH = "breach"


class Item(Struct, frozen=True):
    """One date of a line, by its short code: `QJNVT-6`, what it is of, what else there is to know."""

    code: str
    text: str
    note: str = ""


class Line(Struct, frozen=True):
    """One thing to do or to know; `aside` stands at its end: how long it takes, how late it is."""

    text: str
    aside: str = ""
    tone: Tone = Tone.PLAIN
    notes: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()


class Group(Struct, frozen=True):
    """Lines that belong to one place, or one team at one place."""

    lines: tuple[Line, ...]
    heading: str = ""
    aside: str = ""


class Section(Struct, frozen=True):
    """Groups that belong to one day or week; of a chapter without such, all of them."""

    groups: tuple[Group, ...]
    heading: str = ""
    aside: str = ""


class Chapter(Struct, frozen=True):
    """A part of a letter with a heading of its own. `in_short` is how a chat robot tells it, a text a line.

    `is_spare`: the letter can do without it where there is not enough room. `closing` says what was left out.
    """

    heading: str
    sections: tuple[Section, ...]
    in_short: tuple[str, ...] = ()
    tone: Tone = Tone.PLAIN
    is_spare: bool = False
    closing: str = ""

    @property
    def rows(self) -> int:
        """How many lines and items it has."""
        return sum(1 + len(line.items) for section in self.sections for group in section.groups for line in group.lines)


class Letter(Struct, frozen=True):
    """A whole letter. `facts` are its sums in a line each; `is_empty` where there is nothing to say."""

    language: str
    subject: str
    title: str
    below: str
    facts: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    foot: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not self.chapters


ROOM: Final = (None, 400, 200, 100, 50, 25, 10, 3)
"""So many rows a chapter may have, each a try to come by with less room; None for all."""


def cut(letter: Letter, most: int | None, left_out: str) -> Letter:
    """Return a letter whose chapters have at most so many rows, and none that it can do without.

    `left_out` says how many rows are missing. None leaves it as it is.
    """
    if most is None:
        return letter
    chapters = tuple(_cut(one, most, left_out) for one in letter.chapters if not one.is_spare)
    return replace(letter, chapters=chapters)


def cut_behind(letter: Letter, number: int, most: int, left_out: str) -> Letter:
    """Return what `cut` does, and of that the first chapters alone: the last of them says what is missing behind it."""
    whole = [one for one in letter.chapters if not one.is_spare]
    *before, last = cut(letter, most, left_out).chapters[:number]
    missing = sum(one.rows for one in whole[number - 1 :]) - last.rows
    return replace(letter, chapters=(*before, replace(last, closing=left_out.format(f"{missing:,}"))))


def shortened(letter: Letter, longest: int) -> Letter:
    """Return a letter in which no text has more characters, for registers with names as long as a page."""
    return msgspec.convert(_shortened(msgspec.to_builtins(letter), longest), Letter)


def _shortened(part: Any, longest: int) -> Any:
    match part:
        case str() if len(part) > longest:
            return f"{part[: longest - 1].rstrip()}…"
        case list() | tuple():
            return [_shortened(one, longest) for one in part]
        case dict():
            return {key: _shortened(one, longest) for key, one in part.items()}
        case _:
            return part


def _cut(chapter: Chapter, most: int, left_out: str) -> Chapter:
    if chapter.rows <= most:
        return chapter
    room = most
    sections = []
    for section in chapter.sections:
        groups = []
        for group in section.groups:
            lines = []
            for line in group.lines:
                if room <= 0:
                    break
                items = line.items[: max(1, room - 1)]
                lines.append(replace(line, items=items))
                room -= 1 + len(items)
            if lines:
                groups.append(replace(group, lines=tuple(lines)))
        if groups:
            sections.append(replace(section, groups=tuple(groups)))
    kept = replace(chapter, sections=tuple(sections))
    return replace(kept, closing=left_out.format(f"{chapter.rows - kept.rows:,}"))
