"""Due and overdue: what is owed, the worst first, and what comes due soon; to be filled in and read back."""

from __future__ import annotations

from typing import Final

from fmplan.dates.day import ISO
from fmplan.exports.owed.remedy import remedy_of, why_of
from fmplan.exports.plain import one_line
from fmplan.exports.workbook.filling import FILLED, HIDDEN, boxes_of, mark_columns, offer_results
from fmplan.exports.workbook.listing import Column, Listing, day_number
from fmplan.exports.workbook.looks import GREY
from fmplan.exports.workbook.planner import capital
from fmplan.exports.workbook.setting import WITHIN, Setting
from fmplan.exports.workbook.sheet import A4, Sheet
from fmplan.exports.workbook.states import state_look
from fmplan.schedules.owed import Debt, What
from fmplan.schedules.shortcode import code_of

_MARKS: Final = 3
_HEAD: Final = 4
_TOLD: Final = 11
"""So many columns tell what is owed, between the hidden ones and those to fill in."""


def add_due(setting: Setting) -> Sheet:
    """Add what is owed today, with what comes due in the days after."""
    words, looks = setting.words, setting.looks
    sheet = setting.add(words.due_sheet, "#D9432F")
    debts = setting.owed.debts
    owed = sum(debt.is_owed for debt in debts)
    below = words.due_below.format(owed, len(debts) - owed, WITHIN)
    setting.head(sheet, words.due_title, f"{setting.seen}{setting.common.separator}{below}", len(HIDDEN))
    columns = [*(Column(name, looks.grey, 5, 30) for name in HIDDEN), *_told(setting)]
    boxes: list[Column] = []
    if setting.is_filled_in:
        sheet.text(2, len(HIDDEN), words.fill_in, setting.book.look(font_size=9, font_color=GREY, italic=True))
        mark_columns(sheet, _MARKS, [*HIDDEN, *[""] * _TOLD, *FILLED])
        boxes = boxes_of(setting)
        columns += boxes
    listing = Listing(sheet, looks, _HEAD, columns)
    closed = setting.looks.closed
    for debt in debts:
        told = [column.look for column in columns]
        told[len(HIDDEN)] = state_look(setting.book, debt.status)
        named = _named(debt)
        if not named[0]:
            told[len(told) - len(boxes) :] = [closed] * len(boxes)
        listing.add([*named, *_values(setting, debt), *[None] * len(boxes)], told)
    if not debts:
        sheet.text(_HEAD + 1, len(HIDDEN), setting.logged.nothing_owed, looks.below_title)
    row = listing.end()
    sheet.raw.set_column(0, len(HIDDEN) - 1, 8, None, {"hidden": True})
    if boxes and listing.row > _HEAD:
        offer_results(setting, sheet, [range(_HEAD + 1, listing.row + 1)], len(HIDDEN) + _TOLD)
    if listing.left_out:
        sheet.text(row, len(HIDDEN), words.left_out.format(f"{listing.left_out:,}"), looks.below_title)
    sheet.raw.freeze_panes(_HEAD + 1, len(HIDDEN) + 4)
    sheet.raw.repeat_rows(_HEAD)
    sheet.print_on(A4, setting.footer, landscape=True)
    return sheet


def _told(setting: Setting) -> list[Column]:
    words, common, logged, looks = setting.words, setting.common, setting.logged, setting.looks
    return [
        Column(capital(logged.state), looks.text, 8, 11),
        Column(words.days_late, looks.count, 6, 9),
        Column(capital(common.asset), looks.wrapped, 10, 22, wraps=True),
        Column(capital(common.task), looks.wrapped, 10, 24, wraps=True),
        Column(capital(common.place), looks.wrapped, 8, 16, wraps=True),
        Column(capital(common.team), looks.wrapped, 8, 14, wraps=True),
        Column(capital(logged.due_day), looks.date, 11, 11),
        Column(words.latest, looks.date, 11, 11),
        Column(capital(common.last_done), looks.date, 11, 11),
        Column(capital(common.why), looks.wrapped, 10, 32, wraps=True),
        Column(words.code, looks.text, 9, 11),
    ]


def _named(debt: Debt) -> tuple[str, str, str]:
    """Return what a filled row says it is about; nothing for what `fmplan done` does not close."""
    occurrence = debt.occurrence
    if occurrence is None or debt.what is not What.WORK:
        return "", "", ""
    series = debt.series
    return series.asset.id, series.task.id, occurrence.tail or ISO[occurrence.due]


def _values(setting: Setting, debt: Debt) -> list[str | float | None]:
    series, occurrence, language = debt.series, debt.occurrence, setting.language
    why = why_of(debt, language)
    # What is to be done about work stands in the boxes beside it.
    texts = [why] if debt.what is What.WORK else [why, remedy_of(debt, language)]
    return [
        setting.logged.states[debt.status],
        debt.days_late if debt.is_owed else None,
        setting.asset(series.asset),
        setting.task(series),
        setting.place(series.asset),
        setting.team(series.team),
        day_number(occurrence.due if occurrence else None),
        day_number(debt.latest),
        day_number(debt.last_done),
        one_line(setting.common.separator.join(text for text in texts if text)),
        code_of(occurrence.key) if occurrence and debt.what is What.WORK else "",
    ]
