"""A list in a sheet: a head, a row each, columns as wide as what stands in them, frozen and filtered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from fmplan.dates.day import Day
from fmplan.exports.columns import cells_of
from fmplan.exports.workbook.looks import Looks
from fmplan.exports.workbook.measure import LINE_HEIGHT, lines_of
from fmplan.exports.workbook.sheet import LAST_ROW, Look, Sheet, clean, serial

Value = str | float | int | None
_ARROW: Final = 3
"""So many cells the arrow of a filter takes beside a heading."""


class Column(Struct, frozen=True):
    """One column: its heading, the look of its cells, and how wide it may be, in cells; numbers are days too."""

    heading: str
    look: Look
    least: int = 6
    most: int = 40
    wraps: bool = False


class Listing:
    """Writes one list, row by row, below `top`; the head stands in `top` itself."""

    def __init__(self, sheet: Sheet, looks: Looks, top: int, columns: Sequence[Column], first: int = 0) -> None:
        self.sheet = sheet
        self.columns = columns
        self.top = top
        self.row = top
        self._first = first
        self._seen: list[set[str]] = [set() for _ in columns]
        self.left_out = 0
        for at, column in enumerate(columns, first):
            sheet.text(top, at, column.heading, looks.head)

    def add(self, values: Sequence[Value], looks: Sequence[Look] | None = None) -> None:
        """Write a row. What finds no room in the sheet is counted in `left_out`."""
        if self.row >= LAST_ROW - 1:
            self.left_out += 1
            return
        self.row += 1
        row, sheet = self.row, self.sheet
        lines = 1
        for number, (column, value) in enumerate(zip(self.columns, values, strict=True)):
            look = column.look if looks is None else looks[number]
            if isinstance(value, str):
                text = clean(value)
                self._seen[number].add(text)
                if column.wraps and len(text) * 2 > column.most:
                    lines = max(lines, lines_of(text, column.most))
                if text:
                    sheet.put(row, self._first + number, text, look)
                    continue
                value = None
            sheet.number(row, self._first + number, value, look)
        if lines > 1:
            sheet.raw.set_row(row, LINE_HEIGHT * lines + 3)

    def end(self, *, filtered: bool = True) -> int:
        """Set the widths, and the filter over all rows; return the row below the last."""
        heads = 1
        for at, (column, texts) in enumerate(zip(self.columns, self._seen, strict=True), self._first):
            width = width_of(texts, column.least, column.most)
            if filtered:
                width = max(width, min(cells_of(column.heading) + _ARROW, column.most))
            self.sheet.raw.set_column(at, at, width)
            heads = max(heads, lines_of(column.heading, width - (_ARROW if filtered else 0), 9.5))
        self.sheet.raw.set_row(self.top, LINE_HEIGHT * heads + 4)
        last = self._first + len(self.columns) - 1
        if filtered and self.row > self.top:
            self.sheet.raw.autofilter(self.top, self._first, self.row, last)
        return self.row + 1


def width_of(texts: Iterable[str], least: int, most: int) -> int:
    """Return how wide a column is for these texts, in cells of which a Chinese character takes two."""
    return min(most, max(least, max(map(cells_of, texts), default=0) + 2))


def day_number(day: Day | None) -> float | None:
    """Return a day as a number for a column of days."""
    return None if day is None else serial(day)
