"""From lines to pages: what belongs together stays together, and a section goes on under its heads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

Draw = Callable[[int], None]
"""Draws a line into the row of this number."""


class Line(Struct, frozen=True):
    """One row of a page: its height in points, 0 for a hidden one; `code` is that of the occurrence it is for."""

    height: float
    draw: Draw
    code: str = ""


class Section(Struct, frozen=True):
    """Lines under their heads; the heads stand again where the lines go on on the next page."""

    heads: Sequence[Line]
    lines: Sequence[Line]


def pages_of(sections: Iterable[Section], room: float) -> list[list[Line]]:
    """Return the lines of some sections page by page, each page no higher than `room`; there is always one."""
    pages: list[list[Line]] = [[]]
    left = room
    for section in sections:
        head = sum(line.height for line in section.heads)
        is_begun = False
        for line in section.lines:
            needed = line.height + (0 if is_begun else head)
            if needed > left and pages[-1]:
                pages.append([])
                left, is_begun = room, False
            if not is_begun:
                pages[-1] += section.heads
                left -= head
                is_begun = True
            pages[-1].append(line)
            left -= line.height
    return pages
