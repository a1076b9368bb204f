"""The looks that several sheets share: titles, heads, cells of lists, boxes to fill in."""

from __future__ import annotations

from typing import Final

from fmplan.exports.workbook.sheet import Look, Workbook

INK: Final = "#1F3A4D"
LINE: Final = "#C9D3DA"
PALE: Final = "#EEF3F6"
FILL: Final = "#FFFBE6"
GREY: Final = "#6B7780"
DATE: Final = "yyyy-mm-dd"
HOURS: Final = "#,##0.0#"
GRID: Final = {"border": 1, "border_color": "#E3E9EC"}
COUNT: Final = "#,##0"

_HEAD: Final = {
    "bold": True,
    "font_size": 9,
    "font_color": "#FFFFFF",
    "bg_color": INK,
    "text_wrap": True,
    "border": 1,
    "border_color": LINE,
}


class Looks:
    """The looks of one workbook, made when they are first asked for."""

    def __init__(self, book: Workbook) -> None:
        self.book = book

    @property
    def title(self) -> Look:
        """The heading of a sheet."""
        return self.book.look(bold=True, font_size=16, font_color=INK)

    @property
    def below_title(self) -> Look:
        """What stands below it, smaller."""
        return self.book.look(font_size=9, font_color=GREY)

    @property
    def section(self) -> Look:
        """The heading of a part of a sheet."""
        return self.book.look(bold=True, font_size=12, font_color=INK, bottom=2, bottom_color=INK)

    @property
    def head(self) -> Look:
        """The heading of a column."""
        return self.book.look(**_HEAD)

    @property
    def head_right(self) -> Look:
        """The heading of a column of numbers that no filter hides."""
        return self.book.look(**_HEAD, align="right")

    @property
    def text(self) -> Look:
        """Text in a list."""
        return self._cell()

    @property
    def wrapped(self) -> Look:
        """Text in a list that may take several lines."""
        return self._cell(text_wrap=True)

    @property
    def grey(self) -> Look:
        """Text in a list that says again what the line above says."""
        return self._cell(font_color=GREY)

    @property
    def date(self) -> Look:
        """A day in a list."""
        return self._cell(num_format=DATE, align="left")

    @property
    def hours(self) -> Look:
        """Hours in a list, or another measure."""
        return self._cell(num_format=HOURS)

    @property
    def count(self) -> Look:
        """A number of things in a list."""
        return self._cell(num_format=COUNT)

    @property
    def share(self) -> Look:
        """A share in a list."""
        return self._cell(num_format="0.0%")

    @property
    def fill(self) -> Look:
        """A box to fill in with text."""
        return self._cell(bg_color=FILL, text_wrap=True)

    @property
    def fill_date(self) -> Look:
        """A box to fill in with a day."""
        return self._cell(bg_color=FILL, num_format=DATE, align="left")

    @property
    def closed(self) -> Look:
        """A box that takes nothing."""
        return self._cell(bg_color="#F2F2F2")

    @property
    def link(self) -> Look:
        """A link to another sheet."""
        return self.book.look(font_color="#1F5FA8", underline=1)

    def _cell(self, **more: object) -> Look:
        return self.book.look(font_size=9, border=1, border_color=LINE, **more)
