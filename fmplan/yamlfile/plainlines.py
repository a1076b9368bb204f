"""The quick way through a file that has only lines `key: text`, blank lines and whole-line comments.

A register of 10,000 assets has 180,000 lines, nearly all of them of this kind, and the parser makes an object of
each thing it meets, which costs more than all that comes after. Lines so plain need no parser: an expression
tells whether a line is one of them, its indentation tells where it belongs, and of lines alike, which a register
is full of, one is looked at. Where each key stands is reckoned from the lines when it is first asked for, which
is when something is found there.

What comes out is what the events give: the same Blocks, texts and positions. Two things hold that. Whatever is
outside this small part of YAML, or is wrong, leaves the whole file to the events, so that there is one judge of
what is written, and one voice. And the tests read random documents, and random damage to them, in both ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from fmplan.yamlfile.block import COLUMN_BITS, COLUMN_MASK, Block, SourcedBlock

MAX_DEPTH: Final = 32
"""How deep mappings may be nested to be read here: less than what is allowed at all, which the events judge."""

_FIRST_LOOK: Final = 4096
"""How many characters are looked at before the whole: most files that are not plain show it early."""

# The indentation and the key; then the text, which begins with a letter or digit, since the signs that mean
# something to YAML mean it there. Inside it, a colon before a space or the end would make it a key, and a # behind
# a space begins a comment; a space at its end is not part of it.
_PLAIN_LINE: Final = re.compile(
    r"( {0,255}+[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}+):"
    r"(?: ([^\W_][^:#]*+(?:(?::(?! )|(?<! )#)[^:#]*+)*+(?<![ :])))?+"
    r"| *+(?:#.*+)?+"
)
_NULLS: Final = ("null", "Null", "NULL")

# What a line says: its indentation, key and text. Below a key without text a mapping may follow; the indentation n
# of such a line is kept as _OPENS - n, so that it equals none that is being read.
_Line = tuple[int, str, str | None]
_BLANK: Final[_Line] = (-2, "", None)
_OPENS: Final = -3


def read_plain_lines(path: str, text: str) -> Block | None:
    """Return what the file holds, or None at the first thing that is not plain; then the events are to be read.

    `text` is without a byte order mark and has none of the hidden characters that `refusal` finds. That the file
    is wrong, or empty, None does not say.
    """
    if "\t" in text:
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n")
        if "\r" in text:
            return None
    if len(text) > _FIRST_LOOK and _what_lines_say(text[:_FIRST_LOOK].split("\n")[:-1]) is None:
        return None
    lines = text.split("\n")
    said = _what_lines_say(lines)
    return None if said is None else _nested(_Source(path, text), lines, said)


def is_plain(block: Block) -> bool:
    """Tell whether a Block was read here, and so would be again."""
    return isinstance(block, _PlainBlock)


class _Source:
    """A file of plain lines, kept for the day that somebody asks where something in it is written."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self._text = text

    @cached_property
    def _lines(self) -> list[str]:
        return self._text.split("\n")

    def marks_of(self, at: int) -> list[int]:
        """Return the `marks` of the mapping at a position: where its keys and their values are written."""
        first, indent = at >> COLUMN_BITS, at & COLUMN_MASK
        marks: list[int] = []
        is_open = False  # whether the last key has no text, so that what stands deeper is its value
        for row in range(first, len(self._lines)):
            match = _PLAIN_LINE.fullmatch(self._lines[row])
            if match is None or match[1] is None:  # only the latter: all lines are plain
                continue
            column = len(match[1]) - len(match[1].lstrip(" "))
            if column < indent:
                break
            if column == indent:
                is_open = match[2] is None
                marks.append(row << COLUMN_BITS | column)
                marks.append(row << COLUMN_BITS | (match.end(1) + 1 if is_open else match.start(2)))
            elif is_open:
                is_open = False
                marks[-1] = row << COLUMN_BITS | column
        return marks


class _PlainBlock(SourcedBlock):
    """A Block whose `marks` are reckoned when first asked for."""

    __slots__ = ("_marks",)

    _marks: list[int]
    source: _Source

    @property
    def marks(self) -> list[int]:  # type: ignore[override]
        try:
            return self._marks
        except AttributeError:
            self._marks = self.source.marks_of(self.at)
            return self._marks


def _what_lines_say(lines: Iterable[str]) -> dict[str, _Line] | None:
    """Return what each different line says, or None at the first that is not plain."""
    said: dict[str, _Line] = dict.fromkeys(lines, _BLANK)
    heads: dict[str, tuple[int, str]] = {}
    head_of = heads.get
    # As with the events: each text is kept once, and the words for nothing come out as None.
    share = dict[str, str | None].fromkeys(_NULLS).setdefault
    plain = _PLAIN_LINE.fullmatch
    for line in said:
        match = plain(line)
        if match is None:
            return None
        margin_and_key, value = match.groups()
        if margin_and_key is None:
            continue
        head = head_of(margin_and_key)
        if head is None:
            written = margin_and_key.lstrip(" ")
            key = share(written, written)
            if key is None:
                return None
            head = heads[margin_and_key] = (len(margin_and_key) - len(key), key)
        indent, key = head
        if value is None:
            said[line] = (_OPENS - indent, key, None)
        else:
            said[line] = (indent, key, share(value, value))
    return said


def _nested(source: _Source, lines: list[str], said: dict[str, _Line]) -> Block | None:
    """Return the Blocks that the lines make by their indentation, or None where they do not fit or a key recurs."""
    # The file itself stands as the value of a key without a name, on a line above the first.
    path = source.path
    above = block = Block()
    outer: list[tuple[int, Block]] = []
    blocks: list[Block] = []
    blanks = 0
    waiting: str | None = ""  # the key of the line before, where that has no text
    level = -1  # the indentation of `block`
    expected = -1  # the same, or -1 where the next line needs a closer look
    for row, (indent, key, value) in enumerate(map(said.__getitem__, lines)):
        if indent != expected:
            if not key:
                blanks += 1
                continue
            opens = indent < 0
            if opens:
                indent = _OPENS - indent
            if indent > level:
                if waiting is None or len(outer) == MAX_DEPTH:
                    return None
                outer.append((level, block))
                inner = _PlainBlock()
                inner.path = path
                inner.at = row << COLUMN_BITS | indent
                inner.source = source
                block[waiting] = inner
                blocks.append(inner)
                block = inner
                level = indent
            else:
                if waiting is not None:
                    block[waiting] = None
                while indent < level:
                    level, block = outer.pop()
                if indent != level:
                    return None
            if opens:
                waiting = key
                expected = -1
                continue
            waiting = None
            expected = level
        block[key] = value
    if waiting is not None:
        block[waiting] = None
    if sum(map(len, blocks)) != len(lines) - blanks:  # a key was written twice
        return None
    root: Block | None = above[""]
    return root
