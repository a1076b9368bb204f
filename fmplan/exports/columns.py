"""Text in columns for a terminal, measured in cells: a Chinese character takes two."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Final

from rich.cells import cell_len, set_cell_size

INDENT: Final = "  "
GAP: Final = "  "
_NARROWEST: Final = 4


def cells_of(text: str) -> int:
    """Return how many cells a text takes."""
    return len(text) if text.isascii() else cell_len(text)


def widths(rows: Collection[Sequence[str]], weights: Sequence[float], width: int) -> list[int]:
    """Return the cells of each column: as wide as its text, and pressed together to fit into `width`.

    The one that is widest for its weight is pressed first; a weight of 2 keeps twice the room of one of 1.
    """
    columns = [max(map(cells_of, set(column)), default=0) for column in zip(*rows, strict=True)]
    room = width - len(INDENT) - len(GAP) * (len(columns) - 1)
    while sum(columns) > room:
        widest = max(range(len(columns)), key=lambda n: columns[n] / weights[n])
        if columns[widest] <= _NARROWEST:
            break
        columns[widest] -= 1
    return columns


def line(texts: Sequence[str], columns: Sequence[int], *, numbers: int = 0) -> str:
    """Return one line; what does not fit is cut with an ellipsis, and the last `numbers` columns stand right."""
    cells = [_fitted(text, width) for text, width in zip(texts, columns, strict=True)]
    for n in range(len(cells) - numbers, len(cells)):
        text = cells[n].rstrip()
        cells[n] = " " * (len(cells[n]) - len(text)) + text
    return (INDENT + GAP.join(cells)).rstrip()


def packed(notes: Sequence[str], width: int, separator: str, *, margin: str = INDENT * 2) -> Iterator[str]:
    """Yield notes, after a margin, on as few lines as hold them; none is cut, so that a command can be copied."""
    text = ""
    for note in notes:
        if text and cells_of(margin + text + separator + note) > width:
            yield margin + text
            text = ""
        text = f"{text}{separator}{note}" if text else note
    if text:
        yield margin + text


def wrapped(text: str, width: int, *, margin: str = INDENT) -> Iterator[str]:
    """Yield text after a margin on lines of so many cells; those after the first stand further in.

    It is broken between words, and between any two wide characters; a word that is wider than a line stands alone.
    """
    here = margin
    for piece in _pieces().findall(text):
        if here.strip() and cells_of(here + piece.rstrip()) > width:
            yield here.rstrip()
            here = margin * 2
            piece = piece.lstrip()
        here += piece
    if here.strip():
        yield here.rstrip()


@cache
def _pieces() -> re.Pattern[str]:
    """Return what finds a word or one wide character, with the sign of a sentence's end and what is white behind it.

    What a space that does not break ties together is one. Most tables wrap nothing, and so wide a range of signs takes
    some 70 million instructions to compile.
    """
    return re.compile(
        r"(?:[\u2e80-\uffdc]{1,2}\u00a0\S*|[\u2e80-\uffdc]|(?:[^\s\u2e80-\uffdc]|\u00a0)+)[，。；：、）」]?[^\S\u00a0]*|\s+"
    )


def cut_left(text: str, width: int) -> str:
    """Return the end of a text of narrow characters that is too wide, after an ellipsis."""
    return text if cells_of(text) <= width else f"…{text[len(text) - width + 1 :]}"


def _fitted(text: str, width: int) -> str:
    """Return text in exactly so many cells."""
    cells = cells_of(text)
    if cells <= width:
        return text + " " * (width - cells)
    # A double-width character that would be cut in half leaves a space behind.
    cut = set_cell_size(text, width - 1).rstrip()
    return f"{cut}…{' ' * (width - 1 - cells_of(cut))}"
