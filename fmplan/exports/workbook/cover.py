"""The cover: whose plan it is, its figures, what stands on which sheet, and how to send the sheets back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct

from fmplan.exports.findings import line_of
from fmplan.exports.workbook.looks import GREY, INK, LINE, PALE
from fmplan.exports.workbook.planner import capital
from fmplan.exports.workbook.setting import Setting
from fmplan.exports.workbook.sheet import A4, Sheet
from fmplan.release import RELEASE
from fmplan.schedules.compliance import Grace
from fmplan.schedules.effort import cost, person_hours
from fmplan.schedules.occurrence import Status
from fmplan.schedules.series import Series

_MOST_FINDINGS: Final = 20
_WIDTHS: Final = (27, 8, 12, 11, 2, 32, 8, 12, 11)
_RIGHT: Final = 5
"""The first column of the tables on the right."""

_BOXES: Final = ((0, 0), (1, 2), (3, 4), (5, 5), (6, 7), (8, 8))
"""The columns each of the large figures stands over."""

_LAST: Final = len(_WIDTHS) - 1


class Entry(Struct, frozen=True):
    """One sheet in the list of contents: what it is for."""

    sheet: Sheet
    what: str


class Sums(Struct):
    """How many dates there are, and the hours and money they take; `unknown` have no duration."""

    dates: int = 0
    hours: Decimal = Decimal(0)
    cost: Decimal = Decimal(0)
    unknown: int = 0


def add_cover(setting: Setting) -> Sheet:
    """Add the cover; what stands on it is written by `fill_cover` when the other sheets are there."""
    return setting.add(setting.words.cover, INK)


def fill_cover(setting: Setting, sheet: Sheet, contents: Sequence[Entry]) -> None:
    """Write what stands on the cover."""
    plan, words, looks = setting.plan, setting.words, setting.looks
    for column, width in enumerate(_WIDTHS):
        sheet.raw.set_column(column, column, width)
    sheet.raw.set_row(0, 34)
    sheet.band(0, 0, _LAST, setting.title, setting.book.look(bold=True, font_size=22, font_color=INK))
    span = f"{setting.date(plan.range.start)} – {setting.date(plan.range.end)}"
    sheet.band(
        1, 0, _LAST, f"{words.plan_of}{setting.common.colon}{span}", setting.book.look(font_size=12, font_color=INK)
    )
    below = (words.seen_on.format(setting.date(plan.today)), plan.estate.id, f"fmplan {RELEASE}")
    sheet.band(2, 0, _LAST, " · ".join(below), looks.below_title)
    row = _boxes(setting, sheet, 4)
    row = _contents(setting, sheet, contents, row + 1)
    row = _tables(setting, sheet, row + 1)
    row = _states(setting, sheet, row + 1)
    _findings(setting, sheet, row + 1)
    sheet.raw.hide_gridlines(2)
    sheet.print_on(A4, setting.footer, landscape=False)
    sheet.raw.fit_to_pages(1, 1)


def sums_of(setting: Setting) -> Sums:
    """Return the sums of the whole plan."""
    sums = Sums()
    for one in setting.plan.series:
        _add(sums, one, setting.counts[one.rank])
    return sums


def _add(sums: Sums, series: Series, number: int) -> None:
    hours, money = person_hours(series), cost(series)
    sums.dates += number
    sums.unknown += 0 if hours is not None else number
    sums.hours += (hours or 0) * number
    sums.cost += (money or 0) * number


def _boxes(setting: Setting, sheet: Sheet, row: int) -> int:
    """Write the figures that are looked at first, each large over its name."""
    words, book = setting.words, setting.book
    sums = sums_of(setting)
    owed = setting.owed.due_now
    breaches = sum(debt.status is Status.BREACH for debt in owed)
    figures = setting.figures
    share = figures.whole.scores[Grace.WINDOW].share if figures else None
    boxes: list[tuple[float | None, str, str, bool]] = [
        (len({one.asset.id for one in setting.plan.series}), words.assets, "#,##0", False),
        (sums.dates, words.dates, "#,##0", False),
        (float(sums.hours), words.person_hours, "#,##0", False),
        (float(sums.cost), setting.plan.estate.currency or words.cost, "#,##0", False),
        (len(owed), words.owed, "#,##0", bool(owed)),
        (breaches, words.breaches, "#,##0", bool(breaches)),
    ]
    if share is not None:
        boxes[3] = (share, words.on_time_share, "0.0%", False) if not sums.cost else boxes[3]
    sheet.raw.set_row(row, 30)
    for (first, last), (number, name, form, is_bad) in zip(_BOXES, boxes, strict=True):
        colour = "#9C1C1C" if is_bad else INK
        look = {"align": "center", "shrink": True, "bg_color": PALE, "left": 5, "left_color": "#FFFFFF"}
        large = book.look(font_size=18, bold=True, font_color=colour, num_format=form, **look)
        sheet.band(row, first, last, "", large)
        sheet.number(row, first, number, large)
        sheet.band(row + 1, first, last, name, book.look(font_size=9, font_color=GREY, **look))
    row += 2
    if sums.unknown:
        sheet.text(row, 0, words.without_duration.format(f"{sums.unknown:,}"), setting.looks.below_title)
        row += 1
    if share is not None and sums.cost:
        sheet.text(row, 0, f"{words.on_time_share}{setting.common.colon}{share:.1%}", setting.looks.below_title)
        row += 1
    return row


def _contents(setting: Setting, sheet: Sheet, contents: Sequence[Entry], row: int) -> int:
    sheet.band(row, 0, _LAST, setting.words.contents, setting.looks.section)
    for entry in contents:
        row += 1
        sheet.link(row, 0, entry.sheet, entry.sheet.name, setting.looks.link)
        sheet.band(row, 1, _LAST, entry.what, setting.book.look(font_size=9, font_color=GREY))
    row += 1
    if setting.is_filled_in:
        sheet.band(row, 0, _LAST, setting.words.send_back, setting.book.look(font_size=9, italic=True, font_color=GREY))
    return row + 1


def _tables(setting: Setting, sheet: Sheet, top: int) -> int:
    """Write the figures of each part, two tables side by side; return the row below them."""
    common, words = setting.common, setting.words
    left: list[tuple[str, Callable[[Series], str]]] = [
        (words.system, lambda one: setting.system(one.asset.class_)),
        (words.kind, lambda one: common.kinds[one.task.kind]),
    ]
    right: list[tuple[str, Callable[[Series], str]]] = [
        (capital(common.team), lambda one: setting.team(one.team) or words.no_team),
        (capital(common.force_short), lambda one: common.forces[one.task.force]),
    ]
    ends = []
    for first, parts in ((0, left), (_RIGHT, right)):
        row = top
        for heading, name_of in parts:
            row = _part(setting, sheet, heading, name_of, (row, first)) + 1
        ends.append(row)
    return max(ends)


def _part(
    setting: Setting, sheet: Sheet, heading: str, name_of: Callable[[Series], str], corner: tuple[int, int]
) -> int:
    """Write how many dates and hours each part has, with a bar for its share of the hours."""
    looks, words = setting.looks, setting.words
    row, first = corner
    parts: dict[str, Sums] = {}
    for one in setting.plan.series:
        number = setting.counts[one.rank]
        if number:
            _add(parts.setdefault(name_of(one), Sums()), one, number)
    money = setting.plan.estate.currency or words.cost
    for column, text in enumerate((heading, words.dates, words.person_hours, money)):
        sheet.text(row, first + column, text, looks.head_right if column else looks.head)
    top = row + 1
    for name, sums in sorted(parts.items(), key=lambda part: (-part[1].hours, -part[1].dates, part[0])):
        row += 1
        sheet.text(row, first, name, looks.text)
        sheet.number(row, first + 1, sums.dates, looks.count)
        sheet.number(row, first + 2, float(sums.hours), looks.hours)
        sheet.number(row, first + 3, float(sums.cost), looks.count)
    if row >= top:
        bar = {"type": "data_bar", "bar_solid": True, "bar_color": "#CFE0EE", "min_type": "num", "min_value": 0}
        sheet.raw.conditional_format(top, first + 2, row, first + 2, bar)
    return row + 1


def _states(setting: Setting, sheet: Sheet, row: int) -> int:
    counts = Counter(one.status for dates in setting.plan.by_series for one in dates)
    text = " · ".join(f"{setting.common.statuses[status]} {counts[status]:,}" for status in Status if counts[status])
    if text:
        sheet.band(row, 0, _LAST, text, setting.looks.below_title)
    return row + 1


def _findings(setting: Setting, sheet: Sheet, row: int) -> None:
    """Write what is to be known about the plan: the findings that travel with it."""
    findings = setting.plan.findings
    if not findings:
        return
    sheet.band(row, 0, _LAST, setting.words.findings.format(f"{len(findings):,}"), setting.looks.section)
    look = setting.book.look(font_size=8, text_wrap=True, valign="top", bottom=4, bottom_color=LINE)
    for finding in findings[:_MOST_FINDINGS]:
        row += 1
        text = line_of(finding)
        sheet.raw.set_row(row, 11.5 * (1 + len(text) // 140) + 3)
        sheet.band(row, 0, _LAST, text, look)
    if len(findings) > _MOST_FINDINGS:
        row += 1
        more = setting.words.more_findings.format(f"{len(findings) - _MOST_FINDINGS:,}")
        sheet.band(row, 0, _LAST, more, setting.looks.below_title)
