"""The one seam to XlsxWriter: a workbook, its sheets, and what may stand in a cell.

Text is only ever written as text: no name becomes a formula, a link or a number, whatever it begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from functools import lru_cache
from io import BytesIO
from typing import Any, Final, TypeAlias

from fmplan.dates.day import DATE, Day
from fmplan.exports.plain import one_line
from fmplan.exports.workbook.names import Names

Look: TypeAlias = Any
"""How a cell looks: a format of XlsxWriter."""

LAST_ROW: Final = 1_048_575
"""The number of the last row a sheet may have, counted from 0."""

A3: Final = 8
A4: Final = 9

_LONGEST: Final = 16_000
"""Characters of a cell; Excel takes 32,767, of which an emoji is two."""

_LONGEST_FOOTER: Final = 60
_CHUNK: Final = 1 << 20
_DAY_ZERO: Final = 693_594
"""What Excel counts days from, so that 1 March 1900 and all after it are right."""

_NO_CHARACTER: Final = re.compile("[\ufffe\uffff]")
_FONT: Final = "Arial"
"""Programs without it have another of the same widths: widths of columns are counted in its digits at 10 points."""

_FONTS: Final = {"zh": "Microsoft YaHei"}


class Workbook:
    """A workbook that is being written; `day` is the day it is of, so that it is the same on every other."""

    def __init__(self, title: str, language: str, day: Day) -> None:
        from xlsxwriter import Workbook as Writer  # type: ignore[import-untyped]

        self._buffer = BytesIO()
        self._writer: Any = Writer(
            self._buffer,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_format_properties": {"font_name": _FONT, "font_size": 10},
            },
        )
        created = datetime.combine(DATE[day], time(), UTC)
        self._writer.set_properties({"title": clean(title), "author": "fmplan", "created": created})
        self._names = Names()
        self._looks: dict[tuple[tuple[str, object], ...], Look] = {}
        self._font = {"font_name": _FONTS.get(language, _FONT), "font_size": 10, "valign": "vcenter"}

    def add(self, name: str, colour: str = "") -> Sheet:
        """Return a new sheet; a name that is taken or holds forbidden signs is given another form."""
        sheet = self._writer.add_worksheet(self._names.take(clean(name)))
        if colour:
            sheet.set_tab_color(colour)
        return Sheet(self, sheet)

    def look(self, **properties: object) -> Look:
        """Return a look by the properties that XlsxWriter knows; those that are alike are one."""
        key = tuple(sorted(properties.items()))
        found = self._looks.get(key)
        if found is None:
            found = self._looks[key] = self._writer.add_format({**self._font, **properties})
        return found

    def chart(self, kind: str, subtype: str | None = None) -> Any:
        """Return a new chart: `column`, `line` or `bar`."""
        return self._writer.add_chart({"type": kind} | ({"subtype": subtype} if subtype else {}))

    def chunks(self) -> Iterator[bytes]:
        """Yield the whole workbook; it takes no more sheets afterwards."""
        self._writer.close()
        data = self._buffer.getbuffer()
        for start in range(0, len(data), _CHUNK):
            yield bytes(data[start : start + _CHUNK])


class Sheet:
    """One sheet. Rows and columns count from 0."""

    def __init__(self, book: Workbook, sheet: Any) -> None:
        self.book = book
        self.raw = sheet
        self.name: str = sheet.get_name()
        # The writer's own, for hundreds of thousands of cells: what goes in is clean already.
        self.put = sheet.write_string
        self.put_number = sheet.write_number

    def text(self, row: int, column: int, text: str, look: Look = None) -> None:
        """Write a text on one line; an empty one where the cell has a look."""
        text = clean(text)
        if text:
            self.put(row, column, text, look)
        elif look is not None:
            self.raw.write_blank(row, column, None, look)

    def number(self, row: int, column: int, number: float | None, look: Look = None) -> None:
        """Write a number; None leaves the cell empty."""
        if number is not None:
            self.put_number(row, column, number, look)
        elif look is not None:
            self.raw.write_blank(row, column, None, look)

    def day(self, row: int, column: int, day: Day | None, look: Look) -> None:
        """Write a day as a date, which `look` has to show as one."""
        self.number(row, column, None if day is None else serial(day), look)

    def band(self, row: int, first: int, last: int, text: str, look: Look) -> None:
        """Write a text over several columns of one row."""
        if last > first:
            self.raw.merge_range(row, first, row, last, "", look)
        self.text(row, first, text, look)

    def link(self, row: int, column: int, to: Sheet, text: str, look: Look) -> None:
        """Write a link to another sheet."""
        name = to.name.replace("'", "''")
        self.raw.write_url(row, column, f"internal:'{name}'!A1", look, clean(text)[:255])

    def print_on(self, paper: int, footer: str, *, landscape: bool, wide: bool = True) -> None:
        """Say what it is printed on; `wide` fits the columns on one page across. The footer counts the pages."""
        sheet = self.raw
        sheet.set_paper(paper)
        if landscape:
            sheet.set_landscape()
        if wide:
            sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        # In a footer an ampersand begins a code.
        text = clean(footer)[:_LONGEST_FOOTER].replace("&", "&&")
        sheet.set_footer(f"&L&8{_spaced(text)}&R&8 &P / &N" if wide else f"&L&8{_spaced(text)}")


@lru_cache(maxsize=100_000)
def clean(text: str) -> str:
    """Return text as a cell can hold it: on one line, and not longer than a cell is."""
    return one_line(_NO_CHARACTER.sub(" ", text))[:_LONGEST]


def serial(day: Day) -> int:
    """Return a day as spreadsheets count them."""
    return day - _DAY_ZERO


def footer_of(parts: Sequence[str], separator: str) -> str:
    """Return the texts of a footer as one."""
    return separator.join(part for part in parts if part)


def _spaced(text: str) -> str:
    """Return the text of a footer so that a digit at its beginning does not join the size of the font."""
    return f" {text}"
