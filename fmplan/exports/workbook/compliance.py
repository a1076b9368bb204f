"""Compliance: how much of what fell due was done in time, by rule and part by part, with the weeks as a chart.

The figures are those of `fmplan status`; this file only lays them out.
"""

from __future__ import annotations

from typing import Any, Final

from fmplan.assets.task_form import Kind
from fmplan.exports.compliance.rows import rules, sums
from fmplan.exports.workbook.listing import Column, Listing
from fmplan.exports.workbook.planner import capital
from fmplan.exports.workbook.setting import Setting
from fmplan.exports.workbook.sheet import A4, Sheet
from fmplan.exports.workbook.weeks import iso_week
from fmplan.schedules.compliance import Grace, Tally
from fmplan.schedules.figures import PARTS, Figures

_CHART_ROWS: Final = 14
_WEEKS_AT: Final = 7
"""The column the numbers of the weeks stand in, right of their chart."""


def add_compliance(setting: Setting) -> Sheet:
    """Add the figures of the range up to today; of a range still to come there are none."""
    sheet = setting.add(setting.words.compliance, "#8A5BB5")
    figures = setting.figures
    if figures is None or figures.whole.is_empty:
        setting.head(sheet, setting.logged.compliance)
        sheet.text(3, 0, setting.words.nothing_to_judge, setting.looks.below_title)
        sheet.raw.set_column(0, 0, 30)
        sheet.print_on(A4, setting.footer, landscape=True)
        return sheet
    start, end = figures.period.start, min(figures.period.end, figures.today)
    span = f"{setting.date(start)} – {setting.date(end)}"
    setting.head(sheet, f"{setting.logged.compliance}{setting.common.colon}{span}")
    row = _rules(setting, sheet, figures, 3)
    row = _weeks(setting, sheet, figures, row + 1)
    row = _sums(setting, sheet, figures, row + 1)
    for part in PARTS:
        row = _part(setting, sheet, figures, part, row + 1)
    sheet.raw.set_column(0, 0, 34)
    sheet.raw.set_column(1, 11, 11)
    sheet.print_on(A4, setting.footer, landscape=True)
    return sheet


def _rules(setting: Setting, sheet: Sheet, figures: Figures, row: int) -> int:
    looks, logged = setting.looks, setting.logged
    for column, text in enumerate((logged.by_rule, logged.fell_due, logged.on_time, setting.words.share)):
        sheet.text(row, column, capital(text), looks.head)
    sheet.band(row, 4, 11, setting.words.means, looks.head)
    told = zip(figures.whole.scores.values(), rules(figures, setting.language), strict=True)
    for score, (name, _, _, means) in told:
        row += 1
        sheet.text(row, 0, name, looks.text)
        sheet.number(row, 1, score.due, looks.count)
        sheet.number(row, 2, score.on_time, looks.count)
        sheet.number(row, 3, score.share, looks.share)
        sheet.band(row, 4, 11, means, looks.text)
    return row + 1


def _weeks(setting: Setting, sheet: Sheet, figures: Figures, row: int) -> int:
    looks = setting.looks
    heads = (setting.words.iso_week, setting.logged.fell_due, setting.logged.on_time, setting.words.share)
    for column, text in enumerate(heads, _WEEKS_AT):
        sheet.text(row, column, capital(text), looks.head)
    for number, week in enumerate(figures.weeks, row + 1):
        sheet.text(number, _WEEKS_AT, iso_week(week.monday), looks.text)
        sheet.number(number, _WEEKS_AT + 1, week.score.due, looks.count)
        sheet.number(number, _WEEKS_AT + 2, week.score.on_time, looks.count)
        sheet.number(number, _WEEKS_AT + 3, week.score.share, looks.share)
    chart = setting.book.chart("column")
    last = row + len(figures.weeks)
    chart.add_series(_values(sheet, row, last, 3) | {"fill": {"color": "#8A5BB5"}, "gap": 60})
    chart.set_title({"name": setting.logged.weeks, "name_font": {"size": 11, "color": "#1F3A4D"}})
    chart.set_y_axis({"min": 0, "max": 1, "num_format": "0%", "num_font": {"size": 8}})
    chart.set_x_axis({"num_font": {"size": 8}})
    chart.set_legend({"none": True})
    chart.set_size({"width": 620, "height": _CHART_ROWS * 20 - 10})
    sheet.raw.insert_chart(row, 0, chart, {"object_position": 2})
    return row + _CHART_ROWS


def _values(sheet: Sheet, row: int, last: int, column: int) -> dict[str, Any]:
    at = _WEEKS_AT + column
    return {
        "name": [sheet.name, row, at],
        "categories": [sheet.name, row + 1, _WEEKS_AT, last, _WEEKS_AT],
        "values": [sheet.name, row + 1, at, last, at],
    }


def _sums(setting: Setting, sheet: Sheet, figures: Figures, row: int) -> int:
    """Write the other figures: schedule compliance, backlog, planned and actual, defects."""
    for name, text in sums(figures, setting.language):
        sheet.text(row, 0, name, setting.book.look(font_size=9, bold=True, border=1, border_color="#C9D3DA"))
        sheet.band(row, 1, 11, text, setting.looks.text)
        row += 1
    return row


def _part(setting: Setting, sheet: Sheet, figures: Figures, part: str, row: int) -> int:
    tallies = {name: tally for name, tally in figures.parts[part].items() if not tally.is_empty}
    if not tallies:
        return row - 1
    looks, logged = setting.looks, setting.logged
    columns = [
        Column(capital(logged.parts[part]), looks.text, 34, 34),
        Column(capital(logged.fell_due), looks.count),
        *(Column(grace.value, looks.share) for grace in Grace),
        Column(capital(logged.done_late), looks.count),
        Column(capital(logged.skipped), looks.count),
        Column(capital(logged.deferred), looks.count),
        Column(capital(logged.missed), looks.count),
        Column(capital(setting.words.owed), looks.count),
        Column(setting.words.breaches, looks.count),
        Column(capital(setting.common.hours), looks.hours),
    ]
    listing = Listing(sheet, looks, row, columns)
    for name, tally in tallies.items():
        listing.add([_name(setting, part, name), *_numbers(tally)])
    bars = {"type": "data_bar", "bar_solid": True, "bar_color": "#D9CBEA", "min_type": "num", "max_type": "num"}
    sheet.raw.conditional_format(row + 1, 2, listing.row, 4, bars | {"min_value": 0, "max_value": 1})
    return listing.row + 1


def _numbers(tally: Tally) -> list[float | None]:
    return [
        tally.scores[Grace.WINDOW].due,
        *(tally.scores[grace].share for grace in Grace),
        tally.late,
        tally.skipped,
        tally.deferred,
        tally.missed,
        tally.owed,
        tally.breaches,
        round(tally.hours, 2),
    ]


def _name(setting: Setting, part: str, name: str) -> str:
    """Return what people call a part: its team, class, kind or place."""
    estate = setting.plan.estate
    match part:
        case "team":
            return setting.team(estate.teams[name]) if name in estate.teams else setting.words.no_team
        case "class":
            return setting.class_name(name)
        case "kind":
            return setting.common.kinds[Kind(name)]
    return setting.top_place(name) or setting.title
