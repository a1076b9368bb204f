"""This month, day by day: what is to be done, by whom, for how long, and how it stands."""

from __future__ import annotations

from itertools import groupby
from typing import Final

from fmplan.assets.task_form import Kind
from fmplan.dates.day import DATE, Day, day_of, month_length, weekday
from fmplan.dates.ranges import DateRange
from fmplan.exports.turns import with_units
from fmplan.exports.workbook.listing import Column, Listing, Value
from fmplan.exports.workbook.looks import HOURS, INK, LINE
from fmplan.exports.workbook.planner import capital
from fmplan.exports.workbook.setting import SET_BY_LAW, Setting
from fmplan.exports.workbook.sheet import A4, Look, Sheet, serial
from fmplan.exports.workbook.states import KINDS, state_look
from fmplan.schedules.effort import person_hours
from fmplan.schedules.occurrence import Occurrence, Status
from fmplan.schedules.series import Series

_HEAD: Final = 3


def add_month(setting: Setting) -> Sheet:
    """Add the days of the month of today; of a range without that month, those of its first."""
    month = month_of(setting.plan.range, setting.plan.today)
    sheet = setting.add(setting.words.month_sheet, "#2E7D6B")
    date = DATE[month.start]
    setting.head(sheet, setting.words.month_title.format(setting.month(date.year, date.month)))
    words, common, looks = setting.words, setting.common, setting.looks
    columns = [
        Column(words.date_head, looks.date, 11, 11),
        Column(words.weekday, looks.text, 6, 12),
        Column(capital(common.asset), looks.wrapped, 10, 30, wraps=True),
        Column(capital(common.task), looks.wrapped, 10, 32, wraps=True),
        Column(capital(common.place), looks.wrapped, 8, 20, wraps=True),
        Column(capital(common.team), looks.wrapped, 8, 18, wraps=True),
        Column(words.kind, looks.text, 8, 14),
        Column(capital(common.force_short), looks.text, 7, 12),
        Column(capital(common.hours), looks.hours, 7, 9),
        Column(words.state, looks.text, 9, 12),
    ]
    listing = Listing(sheet, looks, _HEAD, columns)
    rows = _Rows(setting)
    dates = (one for one in setting.plan.occurrences if one.planned in month and one.status is not Status.COVERED)
    for day, group in groupby(dates, key=lambda one: one.planned):
        is_first = True
        for one in group:
            listing.add(rows.values(day, one), rows.looks(one, is_first=is_first))
            is_first = False
    if listing.row == _HEAD:
        sheet.text(_HEAD + 1, 0, common.nothing, looks.below_title)
    row = listing.end()
    if listing.left_out:
        sheet.text(row, 0, words.left_out.format(f"{listing.left_out:,}"), looks.below_title)
    sheet.raw.freeze_panes(_HEAD + 1, 0)
    sheet.raw.repeat_rows(_HEAD)
    sheet.print_on(A4, setting.footer, landscape=True)
    return sheet


def month_of(range_: DateRange, today: Day) -> DateRange:
    """Return what a range has of the month of today, or of its first month where today lies outside."""
    date = DATE[today if today in range_ else range_.start]
    first = day_of(date.year, date.month, 1)
    last = first + month_length(date.year, date.month) - 1
    return DateRange(max(first, range_.start), min(last, range_.end))


class _Rows:
    """The rows of the days: what the dates of a series share is looked up once."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._by_series: dict[int, list[Value]] = {}
        self._looks: dict[tuple[bool, bool, Kind, Status], list[Look]] = {}

    def values(self, day: Day, one: Occurrence) -> list[Value]:
        """Return the cells of a date."""
        setting, series = self._setting, one.series
        shared = self._by_series.get(series.rank)
        if shared is None:
            shared = self._by_series[series.rank] = self._of_series(series)
        asset, task, *rest = shared
        if series.turn is not None:
            task = with_units(str(task), setting.turns.units_of(series, one.key))
        weekday_name, status = setting.day_words.weekdays[weekday(day)], setting.common.statuses[one.status]
        return [serial(day), weekday_name, asset, task, *rest, status]

    def looks(self, one: Occurrence, *, is_first: bool) -> list[Look]:
        """Return the looks of a row: the first of a day has a line over it, the others say their date in grey."""
        task = one.series.task
        key = (is_first, task.force in SET_BY_LAW, task.kind, one.status)
        found = self._looks.get(key)
        if found is None:
            found = self._looks[key] = _looks(self._setting, *key)
        return found

    def _of_series(self, series: Series) -> list[Value]:
        setting = self._setting
        hours = person_hours(series)
        return [
            setting.asset(series.asset),
            setting.task(series),
            setting.place(series.asset),
            setting.team(series.team),
            setting.common.kinds[series.task.kind],
            setting.force(series),
            None if hours is None else float(hours),
        ]


def _looks(setting: Setting, is_first: bool, is_law: bool, kind: Kind, status: Status) -> list[Look]:
    book = setting.book
    line = {"top": 1, "top_color": INK} if is_first else {"top": 4, "top_color": LINE}
    rest = {"font_size": 9, "bottom": 4, "bottom_color": LINE, **line}
    date = {"bold": True} if is_first else {"font_color": "#9AA5AC"}
    text = book.look(text_wrap=True, **rest)
    return [
        book.look(num_format="yyyy-mm-dd", align="left", **date, **rest),
        book.look(**date, **rest),
        text,
        text,
        text,
        text,
        book.look(bg_color=KINDS[kind], **rest),
        book.look(**({"font_color": "#9C1C1C", "bold": True} if is_law else {}), **rest),
        book.look(num_format=HOURS, **rest),
        state_look(book, status),
    ]
