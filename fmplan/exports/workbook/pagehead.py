"""The head of a page of a work sheet: which visit, where, by whom, which page, and the codes of its work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from fmplan.dates.day import weekday
from fmplan.exports.visits import Visit
from fmplan.exports.workbook.looks import INK
from fmplan.exports.workbook.qr import draw_codes
from fmplan.exports.workbook.setting import Setting
from fmplan.exports.workbook.sheet import Sheet
from fmplan.exports.workbook.sheetform import LAST, WHAT
from fmplan.schedules.effort import person_hours

_TITLE: Final = 28
_LINE: Final = 17
_GAP: Final = 6
HEAD_HEIGHT: Final = float(_TITLE + 2 * _LINE + _GAP)
"""Points of the rows of a head."""

_PICTURE: Final = 78
_RIGHT: Final = 116
"""The size of the picture of the codes, and where it ends in the last column, in pixels."""


def draw_head(
    setting: Setting, sheet: Sheet, visit: Visit, number: tuple[int, int], codes: Sequence[str], row: int
) -> int:
    """Draw a head into the rows from `row` on; `number` is that of the page and of the last. Return the row below."""
    book, words = setting.book, setting.words
    sheet.raw.set_row(row, _TITLE)
    below = {"bottom": 2, "bottom_color": INK, "font_color": INK}
    title = f"{words.work_sheet}{setting.common.colon}{_day(setting, visit)}"
    sheet.band(row, WHAT, LAST - 3, title, book.look(bold=True, font_size=15, **below))
    sheet.band(row, LAST - 2, LAST - 1, words.page_of.format(*number), book.look(align="right", **below))
    if codes:
        draw_codes(sheet, row, LAST, codes, _PICTURE, _RIGHT)
    place = setting.top_place(visit.place) or setting.title
    lines: tuple[tuple[dict[str, Any], str, str], ...] = (
        ({"bold": True}, place, setting.title),
        ({}, _team(setting, visit), _effort(setting, visit)),
    )
    for look, text, beside in lines:
        row += 1
        sheet.raw.set_row(row, _LINE)
        sheet.band(row, WHAT, LAST - 3, text, book.look(**look))
        sheet.band(row, LAST - 2, LAST - 1, beside, book.look(align="right"))
    row += 1
    sheet.raw.set_row(row, _GAP)
    return row + 1


def _day(setting: Setting, visit: Visit) -> str:
    named = setting.day_words.weekdays[weekday(visit.day)]
    return setting.words.day_and_weekday.format(date=setting.date(visit.day), weekday=named)


def _team(setting: Setting, visit: Visit) -> str:
    """Return who does it, with the number of the contract and of the telephone."""
    team = visit.team
    if team is None:
        return setting.words.no_team
    contract = team.contract.number if team.contract else None
    parts = (setting.team(team), contract, team.form.phone)
    return setting.common.separator.join(part for part in parts if part)


def _effort(setting: Setting, visit: Visit) -> str:
    words, number = setting.words, len(visit.occurrences)
    tasks = words.many_tasks.of(number)
    hours = sum(float(person_hours(one.series) or 0) for one in visit.occurrences)
    effort = setting.common.person_hours.of(hours, f"{hours:,.2f}") if hours else ""
    return setting.common.separator.join(part for part in (tasks, effort) if part)
