"""Workload: person-hours week by week and team by team beside what they can do, as charts and as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from msgspec import Struct

from fmplan.exports.workbook.hours import TeamHours
from fmplan.exports.workbook.looks import HOURS, INK, LINE
from fmplan.exports.workbook.setting import Setting
from fmplan.exports.workbook.sheet import A4, Sheet, serial
from fmplan.exports.workbook.weeks import Week, iso_week, weeks_of

_SHOWN: Final = 8
"""So many teams have a colour of their own in the chart, those with most hours; the others are one."""

_COLOURS: Final = ("#2F6DA8", "#E08E2B", "#3E9B6E", "#8A5BB5", "#C94F4F", "#2BA5B5", "#B58A2B", "#7A8F3A", "#A9B4BA")
_TOP: Final = 3
_PIXELS: Final = 20
"""The height of a row."""

_WIDTH: Final = 1_000
_FIRST: Final = 2
"""The column of the first team; week and first day stand before it."""

_MOST_BARS: Final = 40


class Part(Struct, frozen=True):
    """The hours of one team in each week, or of several together."""

    name: str
    hours: Sequence[float]
    is_over: Sequence[bool]


def add_workload(setting: Setting) -> Sheet:
    """Add the hours of each week and team, beside what they can do."""
    range_ = setting.plan.range
    weeks = weeks_of(range_)
    teams = sorted(setting.hours_in(range_), key=lambda one: -sum(one.hours))
    sheet = setting.add(setting.words.workload, "#2F6DA8")
    setting.head(sheet, setting.words.workload)
    if teams:
        bars = min(len(teams), _MOST_BARS)
        by_week_rows, by_team_rows = 18, max(10, bars + 4)
        top = _TOP + by_week_rows + by_team_rows + 2
        parts = _parts(setting, teams)
        below = _weeks_table(setting, sheet, top, weeks, parts, teams)
        _teams_table(setting, sheet, below + 1, teams)
        _by_week(setting, sheet, _TOP, by_week_rows, (top, len(weeks), len(parts)))
        _by_team(setting, sheet, _TOP + by_week_rows + 1, by_team_rows, (below + 1, bars))
    else:
        sheet.text(_TOP, 0, setting.common.nothing, setting.looks.below_title)
    sheet.raw.set_column(0, 0, 24)
    sheet.raw.set_column(1, _FIRST + _SHOWN + 3, 12)
    sheet.raw.hide_gridlines(2)
    sheet.print_on(A4, setting.footer, landscape=False)
    return sheet


def _parts(setting: Setting, teams: Sequence[TeamHours]) -> list[Part]:
    parts = [Part(_name(setting, one), one.hours, one.is_over) for one in teams[:_SHOWN]]
    rest = teams[_SHOWN:]
    if rest:
        hours = [sum(each) for each in zip(*(one.hours for one in rest), strict=True)]
        over = [any(each) for each in zip(*(one.is_over for one in rest), strict=True)]
        parts.append(Part(setting.words.others.format(len(rest)), hours, over))
    return parts


def _name(setting: Setting, of: TeamHours) -> str:
    return setting.team(of.team) or setting.words.no_team


def _weeks_table(
    setting: Setting, sheet: Sheet, top: int, weeks: Sequence[Week], parts: Sequence[Part], teams: Sequence[TeamHours]
) -> int:
    """Write a row for each week; return the row below the last."""
    looks, words = setting.looks, setting.words
    over = setting.book.look(
        font_size=9, border=1, border_color=LINE, bg_color="#F6D4D4", font_color="#9C1C1C", num_format=HOURS
    )
    heads = [words.iso_week, words.monday, *(part.name for part in parts), words.together, words.capacity]
    for column, text in enumerate(heads):
        sheet.text(top, column, text, looks.head)
    sheet.raw.set_row(top, 40)
    last = _FIRST + len(parts)
    for number, week in enumerate(weeks):
        row = top + 1 + number
        sheet.text(row, 0, iso_week(week.monday), looks.text)
        sheet.number(row, 1, serial(week.days_in(setting.plan.range)[0]), looks.date)
        for column, part in enumerate(parts, _FIRST):
            sheet.number(row, column, round(part.hours[number], 2), over if part.is_over[number] else looks.hours)
        sheet.number(row, last, round(sum(part.hours[number] for part in parts), 2), looks.hours)
        capacity = [team.capacity[number] for team in teams if team.capacity is not None]
        sheet.number(row, last + 1, round(sum(capacity), 2) if capacity else None, looks.hours)
    return top + 1 + len(weeks)


def _teams_table(setting: Setting, sheet: Sheet, top: int, teams: Sequence[TeamHours]) -> None:
    looks, words = setting.looks, setting.words
    heads = (setting.common.team, words.person_hours, words.capacity, words.used, words.weeks_over)
    for column, text in enumerate(heads):
        sheet.text(top, column, text[:1].upper() + text[1:], looks.head)
    for row, one in enumerate(teams, top + 1):
        hours = round(sum(one.hours), 2)
        capacity = None if one.capacity is None else round(sum(one.capacity), 2)
        sheet.text(row, 0, _name(setting, one), looks.text)
        sheet.number(row, 1, hours, looks.hours)
        sheet.number(row, 2, capacity, looks.hours)
        sheet.number(row, 3, hours / capacity if capacity else None, looks.share)
        sheet.number(row, 4, sum(one.is_over), looks.count)


def _by_week(setting: Setting, sheet: Sheet, row: int, rows: int, table: tuple[int, int, int]) -> None:
    """Draw the weeks as columns, the teams one on the other, the capacity as a line over them."""
    top, weeks, parts = table
    chart = setting.book.chart("column", "stacked")
    for number in range(parts):
        colour = _COLOURS[min(_SHOWN, number)]
        chart.add_series(_series(sheet, top, weeks, _FIRST + number) | {"fill": {"color": colour}, "gap": 40})
    line = setting.book.chart("line")
    dashes = {"color": INK, "width": 1.5, "dash_type": "dash"}
    line.add_series(_series(sheet, top, weeks, _FIRST + parts + 1) | {"line": dashes})
    chart.combine(line)
    _shape(chart, setting.words.by_week, rows)
    sheet.raw.insert_chart(row, 0, chart, {"object_position": 2})


def _by_team(setting: Setting, sheet: Sheet, row: int, rows: int, table: tuple[int, int]) -> None:
    top, bars = table
    chart = setting.book.chart("bar")
    for column, colour in ((1, "#2F6DA8"), (2, "#C9D3DA")):
        chart.add_series(_series(sheet, top, bars, column) | {"fill": {"color": colour}, "gap": 40})
    _shape(chart, setting.words.by_team, rows)
    axis = {"reverse": True, "num_font": {"size": 8}, "interval_unit": 1}
    chart.set_y_axis(axis | {"major_gridlines": {"visible": False}})
    sheet.raw.insert_chart(row, 0, chart, {"object_position": 2})


def _series(sheet: Sheet, top: int, rows: int, column: int) -> dict[str, Any]:
    return {
        "name": [sheet.name, top, column],
        "categories": [sheet.name, top + 1, 0, top + rows, 0],
        "values": [sheet.name, top + 1, column, top + rows, column],
    }


def _shape(chart: Any, title: str, rows: int) -> None:
    font = {"size": 8, "color": "#6B7780"}
    grid = {"visible": True, "line": {"color": "#E3E9EC"}}
    chart.set_title({"name": title, "name_font": {"size": 11, "color": INK}, "overlay": False})
    chart.set_legend({"position": "bottom", "font": {"size": 8}})
    chart.set_x_axis({"num_font": font, "line": {"color": LINE}, "major_gridlines": {"visible": False}})
    chart.set_y_axis({"num_font": font, "major_gridlines": grid})
    chart.set_size({"width": _WIDTH, "height": rows * _PIXELS})
