"""The year planner: a row for each task of each asset, by system; a column for each week; hours underneath."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from fmplan.assets.task_form import Kind
from fmplan.dates.day import DATE
from fmplan.dates.ranges import DateRange
from fmplan.exports.workbook.frequency import frequency
from fmplan.exports.workbook.hours import TeamHours
from fmplan.exports.workbook.listing import width_of
from fmplan.exports.workbook.looks import GREY, GRID, INK, LINE, PALE
from fmplan.exports.workbook.measure import LINE_HEIGHT, lines_of
from fmplan.exports.workbook.setting import SET_BY_LAW, Setting, systems_in_order
from fmplan.exports.workbook.sheet import A3, LAST_ROW, Look, Sheet, clean
from fmplan.exports.workbook.states import SIGNS, WORST, look_of
from fmplan.exports.workbook.weeks import months_of, parts_of, weeks_of
from fmplan.schedules.occurrence import Occurrence, Status
from fmplan.schedules.series import Series

_TITLE, _KINDS_ROW, _STATES_ROW, _MONTHS, _NUMBERS, _HEAD = range(6)
_MOST: Final = (16, 26, 28, 16, 14, 16, 11)
"""How wide the columns left of the weeks may be: system, asset, task, place, frequency, team, force."""

_LEFT: Final = len(_MOST)
_FROZEN: Final = 3
_LEGEND: Final = 40
"""So many columns of weeks the legend takes."""

_WEEK_WIDTH: Final = 3
_LEGEND_STEP: Final = 5
_BELOW: Final = 3_000
"""Rows that are kept for the hours underneath."""


def add_planners(setting: Setting) -> list[Sheet]:
    """Add a planner of the range, or of each calendar year in it."""
    parts = parts_of(setting.plan.range)
    return [_Planner(setting, part, number=len(parts)).sheet for part in parts]


class _Planner:
    def __init__(self, setting: Setting, range_: DateRange, number: int) -> None:
        self.setting = setting
        self.range = range_
        self.weeks = weeks_of(range_)
        words = setting.words
        year = DATE[range_.start].year
        name = words.planner if number == 1 else f"{words.planner} {year}"
        self.sheet = setting.add(name, INK)
        self._cells: dict[tuple[Kind, Status, int], tuple[str, Look]] = {}
        self._texts: list[set[str]] = [set() for _ in _MOST]
        self._looks = _LeftLooks(setting)
        self._head()
        row = self._rows()
        self._end = self._hours(row + 1)
        self._page(row)

    def _head(self) -> None:
        setting, sheet, book = self.setting, self.sheet, self.setting.book
        start, end = (setting.date(day) for day in (self.range.start, self.range.end))
        setting.head(sheet, setting.words.planner_title.format(f"{start} – {end}"), setting.title)
        sheet.text(
            _STATES_ROW, 0, setting.words.seen_on.format(setting.date(setting.plan.today)), setting.looks.below_title
        )
        self._legend()
        dark = {"font_color": "#FFFFFF", "bg_color": INK, "font_size": 9}
        for row in (_MONTHS, _NUMBERS):
            for column in range(_LEFT):
                sheet.raw.write_blank(row, column, None, book.look(bg_color=INK))
        months = book.look(bold=True, align="center", left=1, left_color="#FFFFFF", **dark)
        for year, month, first, last in months_of(self.weeks):
            text = setting.day_words.months_short[month - 1]
            if last - first >= 3 and (first == 0 or month == 1):
                text = setting.day_words.month.format(year=year, month=text)
            sheet.band(_MONTHS, _LEFT + first, _LEFT + last, text, months)
        number = book.look(align="center", bold=True, **dark)
        date = book.look(align="center", **(dark | {"font_size": 7}))
        now = {"bg_color": "#FFC233", "font_color": "#3D2C00"}
        for at, week in enumerate(self.weeks, _LEFT):
            is_now = week.monday <= setting.plan.today <= week.monday + 6
            look = book.look(align="center", bold=True, **(dark | now)) if is_now else number
            sheet.number(_NUMBERS, at, week.number, look)
            look = book.look(align="center", **(dark | {"font_size": 7} | now)) if is_now else date
            sheet.number(_HEAD, at, DATE[week.days_in(self.range)[0]].day, look)
        words, common = setting.words, setting.common
        heads = (
            words.system,
            common.asset,
            common.task,
            common.place,
            words.frequency,
            common.team,
            common.force_short,
        )
        for column, text in enumerate(heads):
            sheet.text(_HEAD, column, capital(text), setting.looks.head)
        sheet.text(_NUMBERS, _LEFT - 1, words.iso_week, book.look(align="right", **dark))
        sheet.raw.set_row(_HEAD, 18)

    def _legend(self) -> None:
        setting, sheet = self.setting, self.sheet
        for row, height in ((0, 24), (_KINDS_ROW, 15), (_STATES_ROW, 15)):
            sheet.raw.set_row(row, height, setting.book.look(font_size=9))
        words, common, book = setting.words, setting.common, setting.book
        plain = book.look(font_size=8, font_color=GREY)
        kinds = {one.task.kind: None for one in setting.plan.series}
        at = _LEFT
        for kind in (kind for kind in Kind if kind in kinds):
            sheet.text(_KINDS_ROW, at, words.letters[kind], look_of(book, kind, Status.PLANNED))
            sheet.text(_KINDS_ROW, at + 1, common.kinds[kind], plain)
            at += _LEGEND_STEP
        at = _LEFT
        for status, sign in SIGNS.items():
            if status is not Status.PLANNED:
                sheet.text(_STATES_ROW, at, sign, look_of(book, Kind.MAINTENANCE, status))
                sheet.text(_STATES_ROW, at + 1, words.legend[status], plain)
                at += _LEGEND_STEP

    def _rows(self) -> int:
        """Write a row for each series that has dates; return the row below the last."""
        setting, sheet = self.setting, self.sheet
        put, row = sheet.put, _HEAD
        known: dict[int, tuple[str, ...]] = {}
        by_asset: dict[int, tuple[str, str]] = {}
        left_out = 0
        last_system = last_asset = None
        for system, series, dates in self._in_order():
            if row >= LAST_ROW - _BELOW:
                left_out += 1
                continue
            row += 1
            asset = series.asset
            of_asset = by_asset.get(id(asset))
            if of_asset is None:
                of_asset = by_asset[id(asset)] = (clean(setting.asset(asset)), clean(setting.place(asset)))
            of_task = known.get(id(series.task))
            if of_task is None:
                of_task = known[id(series.task)] = self._of_task(series)
            name, place = of_asset
            team = clean(setting.team(series.team))
            texts = (system, name, of_task[0], place, of_task[1], team, of_task[2])
            looks = self._looks.of(system != last_system, asset.id != last_asset, series)
            last_system, last_asset = system, asset.id
            for column, text in enumerate(texts):
                if text:
                    put(row, column, text, looks[column])
                else:
                    sheet.text(row, column, "", looks[column])
            self._measure(row, texts)
            for column, text, look in self._dates(series.task.kind, dates):
                put(row, column, text, look)
        if left_out:
            row += 1
            sheet.text(row, 0, setting.words.left_out.format(f"{left_out:,}"), setting.looks.text)
        return row + 1

    def _of_task(self, series: Series) -> tuple[str, ...]:
        setting = self.setting
        texts = (
            setting.task(series),
            frequency(series.task, setting.words, setting.leader(series)),
            setting.force(series),
        )
        return tuple(map(clean, texts))

    def _measure(self, row: int, texts: Sequence[str]) -> None:
        lines = 1
        for seen, text, most in zip(self._texts, texts, _MOST, strict=True):
            if text not in seen:
                seen.add(text)
            if len(text) * 2 > most:
                lines = max(lines, lines_of(text, most))
        if lines > 1:
            self.sheet.raw.set_row(row, LINE_HEIGHT * min(lines, 4) + 3)

    def _in_order(self) -> Iterator[tuple[str, Series, Sequence[Occurrence]]]:
        """Yield the series that have dates, system by system, each with the name of its system."""
        setting, plan = self.setting, self.setting.plan
        by_system: dict[str, list[tuple[Series, Sequence[Occurrence]]]] = {}
        for series, dates in zip(plan.series, plan.by_series, strict=True):
            if dates:
                by_system.setdefault(series.asset.class_.partition("/")[0], []).append((series, dates))
        for first in systems_in_order(plan.series):
            name = clean(setting.system(first))
            for series, dates in by_system.get(first, ()):
                yield name, series, dates

    def _dates(self, kind: Kind, dates: Sequence[Occurrence]) -> Iterator[tuple[int, str, Look]]:
        """Yield a cell for each week with dates: its column, its text and its look."""
        cells = self._cells
        start, end, first = self.range.start, self.range.end, self.weeks[0].monday
        at, count, worst = -1, 0, Status.COVERED
        for one in dates:
            planned, status = one.planned, one.status
            if not start <= planned <= end:
                continue
            week = (planned - first) // 7
            if week != at:
                if at >= 0:
                    yield (at + _LEFT, *(cells.get((kind, worst, count)) or self._cell(kind, worst, count)))
                at, count, worst = week, 0, status
            elif WORST[status] < WORST[worst]:
                worst = status
            count += status is not Status.COVERED
        if at >= 0:
            yield (at + _LEFT, *(cells.get((kind, worst, count)) or self._cell(kind, worst, count)))

    def _cell(self, kind: Kind, status: Status, count: int) -> tuple[str, Look]:
        letter = self.setting.words.letters[kind] if status is not Status.COVERED else ""
        text = f"{letter}{count if count > 1 else ''}{SIGNS[status]}"
        found = self._cells[kind, status, count] = (text, look_of(self.setting.book, kind, status))
        return found

    def _hours(self, row: int) -> int:
        """Write the hours underneath, from a row on; return the last."""
        setting, sheet, book = self.setting, self.sheet, self.setting.book
        teams = setting.hours_in(self.range)
        if not teams:
            return row
        look = book.look(bold=True, font_size=9, bg_color=PALE, top=1, top_color=LINE)
        sheet.band(row, 0, _LEFT - 1, setting.words.hours_under, look)
        for at in range(_LEFT, _LEFT + len(self.weeks)):
            sheet.raw.write_blank(row, at, None, look)
        for one in teams:
            row = self._team(row + 1, one)
        total = [sum(hours) for hours in zip(*(one.hours for one in teams), strict=True)]
        self._numbers(
            row + 1, setting.words.together, setting.words.person_hours, total, [False] * len(total), bold=True
        )
        return row + 1

    def _team(self, row: int, of: TeamHours) -> int:
        setting = self.setting
        name = setting.team(of.team) or setting.words.no_team
        self._numbers(row, name, setting.words.person_hours, of.hours, of.is_over)
        if of.capacity is not None:
            row += 1
            self._numbers(row, "", setting.words.capacity, of.capacity, [False] * len(of.hours), pale=True)
        return row

    def _numbers(
        self,
        row: int,
        name: str,
        what: str,
        numbers: Sequence[float],
        over: Sequence[bool],
        *,
        pale: bool = False,
        bold: bool = False,
    ) -> None:
        sheet, book = self.sheet, self.setting.book
        colour = GREY if pale else "#20303F"
        sheet.band(row, 0, _FROZEN - 1, name, book.look(font_size=9, bold=not pale, font_color=colour))
        sheet.band(row, _FROZEN, _LEFT - 1, what, book.look(font_size=9, font_color=colour, align="right"))
        plain = {"font_size": 7, "align": "center", "shrink": True, "num_format": '[=0]"";[<9.95]0.0;#,##0'}
        look = book.look(font_color=colour, bold=bold, **plain)
        red = book.look(font_color="#9C1C1C", bg_color="#F6D4D4", bold=True, **plain)
        for at, (number, is_over) in enumerate(zip(numbers, over, strict=True), _LEFT):
            sheet.number(row, at, round(number, 2), red if is_over else look)

    def _page(self, row: int) -> None:
        sheet, raw = self.sheet, self.sheet.raw
        for column, (texts, most) in enumerate(zip(self._texts, _MOST, strict=True)):
            raw.set_column(column, column, width_of(texts, 9, most))
        last = _LEFT + len(self.weeks) - 1
        # The cells of weeks without a date are not written: they have the look of their column.
        raw.set_column(_LEFT, last, _WEEK_WIDTH, self.setting.book.look(**GRID))
        raw.print_area(0, 0, self._end, max(last, _LEFT + _LEGEND))
        raw.freeze_panes(_HEAD + 1, _FROZEN)
        if row > _HEAD + 1:
            raw.autofilter(_HEAD, 0, row - 1, _LEFT - 1)
        raw.hide_gridlines(2)
        raw.repeat_rows(_MONTHS, _HEAD)
        raw.set_zoom(90)
        sheet.print_on(A3, self.setting.footer, landscape=True)


class _LeftLooks:
    """The looks of the cells left of the weeks: what repeats the line above is grey, a new system has a line on top."""

    def __init__(self, setting: Setting) -> None:
        self._book = setting.book
        self._known: dict[tuple[bool, bool, bool], tuple[Look, ...]] = {}

    def of(self, new_system: bool, new_asset: bool, series: Series) -> tuple[Look, ...]:
        """Return the looks of one row."""
        is_law = series.task.force in SET_BY_LAW
        key = (new_system, new_asset, is_law)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = tuple(self._one(*key, column) for column in range(_LEFT))
        return found

    def _one(self, new_system: bool, new_asset: bool, is_law: bool, column: int) -> Look:
        more: dict[str, object] = {}
        if new_asset or new_system:
            more |= {"top": 2 if new_system else 1, "top_color": INK if new_system else LINE}
        if (column == 0 and not new_system) or (column in {1, 3} and not new_asset):
            more["font_color"] = "#9AA5AC"
        elif column in {0, 1}:
            more["bold"] = True
        if column == _LEFT - 1 and is_law:
            more |= {"font_color": "#9C1C1C", "bold": True}
        return self._book.look(**{**GRID, "font_size": 9, "text_wrap": True, **more})


def capital(text: str) -> str:
    """Return a text with its first letter large."""
    return text[:1].upper() + text[1:]
