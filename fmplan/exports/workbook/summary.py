"""The first sheet of a portfolio: a line for each estate with its figures, and the way to its sheets."""

from __future__ import annotations

from collections.abc import Sequence

from fmplan.exports.workbook.cover import sums_of
from fmplan.exports.workbook.setting import Setting
from fmplan.exports.workbook.sheet import A4, Sheet
from fmplan.schedules.compliance import Grace
from fmplan.schedules.occurrence import Status


def fill_summary(sheet: Sheet, covers: Sequence[tuple[Setting, Sheet]]) -> None:
    """Write the figures of each estate, and links to the covers; in the language of the first."""
    setting = covers[0][0]
    words, looks = setting.words, setting.looks
    plan = setting.plan
    span = f"{setting.date(plan.range.start)} – {setting.date(plan.range.end)}"
    setting.head(
        sheet, words.portfolio.format(len(covers)), f"{span} · {words.seen_on.format(setting.date(plan.today))}"
    )
    heads = (
        words.name,
        words.cover,
        words.assets,
        words.dates,
        words.person_hours,
        words.owed,
        words.breaches,
        words.on_time_share,
    )
    for column, text in enumerate(heads):
        sheet.text(3, column, text, looks.head)
        sheet.raw.set_column(column, column, 30 if column < 2 else 14)
    for row, (one, cover) in enumerate(covers, 4):
        sums, owed = sums_of(one), one.owed.due_now
        share = one.figures.whole.scores[Grace.WINDOW].share if one.figures else None
        sheet.text(row, 0, one.title, looks.text)
        sheet.link(row, 1, cover, cover.name, looks.link)
        sheet.number(row, 2, len({series.asset.id for series in one.plan.series}), looks.count)
        sheet.number(row, 3, sums.dates, looks.count)
        sheet.number(row, 4, round(float(sums.hours), 2), looks.hours)
        sheet.number(row, 5, len(owed), looks.count)
        sheet.number(row, 6, sum(debt.status is Status.BREACH for debt in owed), looks.count)
        sheet.number(row, 7, share, looks.share)
    sheet.print_on(A4, setting.footer, landscape=True)
