"""Work sheets to print and fill: for each visit its tasks with boxes, their checklists, a place to sign.

They stand one below the other on one sheet, each on pages of its own, numbered by visit. Rows have fixed heights, so
that the pages break where they are meant to. What is filled in is read back by the names in hidden rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from fmplan.assets.task_form import ItemForm, ReadForm
from fmplan.assets.text import said
from fmplan.dates.day import ISO
from fmplan.exports.citation import cited
from fmplan.exports.plain import one_line
from fmplan.exports.turns import Turns, with_units
from fmplan.exports.visits import Visit, visits_of
from fmplan.exports.workbook.filling import (
    FILLED,
    HIDDEN,
    ITEM,
    VALUE,
    boxes_of,
    found,
    mark_columns,
    offer,
    offer_results,
)
from fmplan.exports.workbook.looks import FILL, GREY, INK, LINE, PALE
from fmplan.exports.workbook.measure import lines_of
from fmplan.exports.workbook.pagehead import HEAD_HEIGHT, draw_head
from fmplan.exports.workbook.paging import Line, Section, pages_of
from fmplan.exports.workbook.setting import Setting
from fmplan.exports.workbook.sheet import A4, Sheet
from fmplan.exports.workbook.sheetform import ITEM_WIDTH, LAST, ROOM, SCALE, WHAT, WIDTHS
from fmplan.schedules.occurrence import Occurrence, Status
from fmplan.schedules.owed import What, what_of
from fmplan.schedules.series import Series
from fmplan.schedules.shortcode import code_of
from fmplan.schedules.status import OWED

MOST_VISITS: Final = 200
MOST_PAGES: Final = 1_000
"""A sheet may have so many breaks between pages."""

_OPEN: Final = frozenset({Status.PLANNED, Status.DUE, Status.DEFERRED, *OWED})


def add_work_sheets(setting: Setting) -> Sheet:
    """Add the work sheets of the coming visits, as many as one sheet can break into pages."""
    sheet = setting.add(setting.words.work_sheets, "#E0A100")
    _WorkSheets(setting, sheet)
    return sheet


class _WorkSheets:
    def __init__(self, setting: Setting, sheet: Sheet) -> None:
        self.setting = setting
        self.sheet = sheet
        self.by_stem: Mapping[str, Series] = {one.key: one for one in setting.source.series}
        self.turns = Turns(setting.ahead) if setting.ahead is not None else setting.turns
        self.filled: list[range] = []
        self.items: list[range] = []
        self.breaks: list[int] = []
        self.boxes = [column.look for column in boxes_of(setting)]
        row = 0
        left_out = 0
        for number, visit in enumerate(visits_of(self._open_work())):
            pages = pages_of(self._sections(visit), ROOM - HEAD_HEIGHT)
            if number >= MOST_VISITS or len(self.breaks) + len(pages) > MOST_PAGES:
                left_out += 1
                continue
            row = self._draw(visit, pages, row)
        if left_out:
            sheet.text(row, WHAT, setting.words.visits_left_out.format(left_out), setting.looks.below_title)
        elif not row:
            setting.head(sheet, setting.words.work_sheets, column=WHAT)
            sheet.text(2, WHAT, setting.common.nothing, setting.looks.below_title)
        self._page()

    def _open_work(self) -> Iterator[Occurrence]:
        """Yield what is to be done on the days that have work sheets; what runs out is no work."""
        plan = self.setting.ahead
        for one in plan.occurrences if plan is not None else ():
            if one.status in _OPEN and self.setting.fits(one.series) and what_of(one.series) is What.WORK:
                yield one

    def _draw(self, visit: Visit, pages: Sequence[Sequence[Line]], row: int) -> int:
        for number, page in enumerate(pages, 1):
            codes = list(dict.fromkeys(line.code for line in page if line.code))
            row = draw_head(self.setting, self.sheet, visit, (number, len(pages)), codes, row)
            for line in page:
                if line.height:
                    self.sheet.raw.set_row(row, line.height)
                line.draw(row)
                row += 1
            self.breaks.append(row)
        return row

    def _sections(self, visit: Visit) -> Iterator[Section]:
        yield Section(
            [Line(0, partial(self._mark, [*HIDDEN, "", "", *FILLED])), Line(18, self._labels)],
            [line for one in visit.occurrences for line in self._task(one)],
        )
        for one in visit.occurrences:
            items = list(self._items(one))
            if items:
                heads = [
                    Line(7, _nothing),
                    Line(18, partial(self._band, self._name(one)), code_of(one.key)),
                    Line(0, partial(self._mark, [*HIDDEN, ITEM, *[""] * len(FILLED), VALUE])),
                ]
                yield Section(heads, items)
        yield Section([Line(14, _nothing), Line(34, self._sign)], [Line(14, self._sign_below)])

    def _mark(self, names: Sequence[str], row: int) -> None:
        mark_columns(self.sheet, row, names)

    def _labels(self, row: int) -> None:
        self.sheet.text(row, WHAT, self.setting.words.to_do, self.setting.looks.head)
        for column, box in enumerate(boxes_of(self.setting), WHAT + 1):
            self.sheet.text(row, column, box.heading, self.setting.looks.head)

    def _task(self, one: Occurrence) -> Iterator[Line]:
        """Yield the lines of one task: its boxes, and below them when it is due, why, and for how long."""
        lines = lines_of(self._name(one), WIDTHS[0], 10.5)
        yield Line(max(28.0, 13.0 * lines + 4), partial(self._boxes, one), code_of(one.key))
        details = self._details(one)
        yield Line(12.0 * lines_of(details, sum(WIDTHS), 8) + 2, partial(self._grey, details))

    def _boxes(self, one: Occurrence, row: int) -> None:
        sheet, book = self.sheet, self.setting.book
        self._named(one, row)
        look = book.look(bold=True, font_size=10, text_wrap=True, border=1, border_color=LINE)
        sheet.text(row, WHAT, self._name(one), look)
        for column, box in enumerate(self.boxes, WHAT + 1):
            sheet.text(row, column, "", box)
        self.filled.append(range(row, row + 1))

    def _named(self, one: Occurrence, row: int) -> None:
        series = one.series
        for column, text in enumerate((series.asset.id, series.task.id, one.tail or ISO[one.due])):
            self.sheet.text(row, column, text)

    def _name(self, one: Occurrence) -> str:
        setting, series = self.setting, one.series
        task = with_units(setting.task(series), self.turns.units_of(series, one.key))
        return f"{setting.asset(series.asset)}{setting.common.colon}{task}"

    def _details(self, one: Occurrence) -> str:
        setting, series, words = self.setting, one.series, self.setting.words
        task, asset = series.task, series.asset
        place = setting.place(asset)
        parts = [
            code_of(one.key),
            f"{asset.id}/{task.id}",
            asset.registration or asset.serial or "",
            place if "/" in place else "",
            f"{setting.common.due} {ISO[one.due]}",
            words.at_latest.format(ISO[one.limit]) if one.limit is not None else "",
            setting.force(series),
            cited(task.source, setting.language) if task.source else "",
            words.takes.format(f"{series.minutes:g}", task.people) if series.minutes else "",
            said(task.qualification, setting.language),
            words.permit.format(said(task.permit.name, setting.language)) if task.permit else "",
            words.instructions.format(task.instructions) if task.instructions else "",
            said(task.note, setting.language),
        ]
        return one_line(" · ".join(part for part in parts if part))

    def _grey(self, text: str, row: int) -> None:
        self.sheet.band(
            row, WHAT, LAST, text, self.setting.book.look(font_size=8, font_color=GREY, text_wrap=True, valign="top")
        )

    def _band(self, text: str, row: int) -> None:
        book = self.setting.book
        look = book.look(bold=True, font_size=10, bg_color=PALE, font_color=INK, top=1, top_color=INK)
        self.sheet.band(row, WHAT, LAST - 2, text, look)
        self.sheet.text(
            row,
            LAST - 1,
            self.setting.words.should_be,
            book.look(font_size=8, font_color=GREY, bg_color=PALE, top=1, top_color=INK),
        )
        self.sheet.text(
            row,
            LAST,
            self.setting.words.is_found,
            book.look(font_size=8, font_color=GREY, bg_color=PALE, top=1, top_color=INK),
        )

    def _items(self, one: Occurrence) -> Iterator[Line]:
        """Yield a line for each item of the task, and of those that are done with it."""
        seen: set[str] = set()
        tasks = [one.series, *(found for key in one.covers if (found := self.by_stem.get(key.rpartition("/")[0])))]
        for series in tasks:
            for item in series.task.checklist:
                if item.id not in seen:
                    seen.add(item.id)
                    text = self._item_text(item)
                    yield Line(13.0 * lines_of(text, ITEM_WIDTH) + 5, partial(self._item, one, item, text))

    def _item_text(self, item: ItemForm) -> str:
        return one_line(f"{item.id}  {said(item.text, self.setting.language)}")

    def _item(self, one: Occurrence, item: ItemForm, text: str, row: int) -> None:
        sheet, book = self.sheet, self.setting.book
        self._named(one, row)
        sheet.text(row, len(HIDDEN), item.id)
        plain = {"font_size": 9, "bottom": 1, "bottom_color": LINE}
        sheet.band(row, WHAT, LAST - 2, text, book.look(text_wrap=True, **plain))
        sheet.text(row, LAST - 1, should_be(item.read) if item.read else "", book.look(text_wrap=True, **plain))
        box = book.look(font_size=10, border=1, border_color=LINE, bg_color=FILL, align="left")
        sheet.text(row, LAST, "", box)
        if item.read is None:
            self.items.append(range(row, row + 1))
        else:
            self._bounds(row, item.read)

    def _bounds(self, row: int, read: ReadForm) -> None:
        """Let a reading outside its bounds turn red."""
        red = self.setting.book.look(bg_color="#F6D4D4", font_color="#9C1C1C", bold=True)
        for criteria, value in (("<", read.min), (">", read.max)):
            if value is not None:
                cell = f"{_letter(LAST)}{row + 1}"
                rule = {
                    "type": "formula",
                    "criteria": f"=AND(ISNUMBER({cell}),{cell}{criteria}{value:.10g})",
                    "format": red,
                }
                self.sheet.raw.conditional_format(row, LAST, row, LAST, rule)

    def _sign(self, row: int) -> None:
        book = self.setting.book
        look = book.look(bottom=1, bottom_color=INK)
        for first, last in ((WHAT, WHAT + 2), (WHAT + 4, LAST)):
            self.sheet.band(row, first, last, "", look)

    def _sign_below(self, row: int) -> None:
        words, look = self.setting.words, self.setting.book.look(font_size=8, font_color=GREY, valign="top")
        self.sheet.band(row, WHAT, WHAT + 2, words.signed_by, look)
        self.sheet.band(row, WHAT + 4, LAST, words.checked_by, look)

    def _page(self) -> None:
        raw, setting = self.sheet.raw, self.setting
        raw.set_column(0, WHAT - 1, 8, None, {"hidden": True})
        for column, width in enumerate(WIDTHS, WHAT):
            raw.set_column(column, column, width)
        if self.filled:
            offer_results(setting, self.sheet, self.filled, WHAT + 1)
        if self.items:
            offer(
                self.sheet,
                _joined(self.items),
                LAST,
                {"validate": "list", "source": found(setting), "error_type": "information"},
            )
        raw.hide_gridlines(2)
        raw.set_print_scale(SCALE)
        if self.breaks:
            raw.set_h_pagebreaks(self.breaks[:-1])
            raw.print_area(0, WHAT, self.breaks[-1] - 1, LAST)
        self.sheet.print_on(A4, setting.footer, landscape=False, wide=False)
        raw.set_portrait()


def should_be(read: ReadForm) -> str:
    """Return the bounds of a reading in signs, with its unit: `≥ 7 mm`, `5–40 °C`; the unit alone where it has none."""
    match read.min, read.max:
        case None, None:
            text = ""
        case low, None:
            text = f"≥ {low:g}"
        case None, high:
            text = f"≤ {high:g}"
        case low, high:
            text = f"{low:g}–{high:g}"
    return f"{text} {read.unit}".strip()


def _joined(rows: Sequence[range]) -> list[range]:
    """Return rows that lie side by side as one range."""
    joined: list[range] = []
    for one in rows:
        if joined and joined[-1].stop == one.start:
            joined[-1] = range(joined[-1].start, one.stop)
        else:
            joined.append(one)
    return joined


def _letter(column: int) -> str:
    return chr(ord("A") + column)


def _nothing(row: int) -> None:
    """Draw an empty line."""
