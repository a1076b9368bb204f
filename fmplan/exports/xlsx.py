"""A plan as a workbook: cover, year planner, month, due list, work sheets, workload, register and compliance.

A portfolio is one workbook: a cover of all estates, then the sheets of each, its id behind their names; what is to be
filled in stands in the workbook of each estate alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from fmplan.exports.portfolio import Plans, each, language_of
from fmplan.exports.workbook.compliance import add_compliance
from fmplan.exports.workbook.cover import Entry, add_cover, fill_cover
from fmplan.exports.workbook.duelist import add_due
from fmplan.exports.workbook.month import add_month
from fmplan.exports.workbook.planner import add_planners
from fmplan.exports.workbook.register import add_register
from fmplan.exports.workbook.setting import Setting, Source
from fmplan.exports.workbook.sheet import Sheet, Workbook
from fmplan.exports.workbook.summary import fill_summary
from fmplan.exports.workbook.workload import add_workload
from fmplan.exports.workbook.worksheets import add_work_sheets
from fmplan.schedules.plan import Plan

DAYS: Final = 14
"""So many days of work sheets there are, unless somebody asks for more."""


def render(
    plans: Plans, language: str | None = None, *, sources: Sequence[Source] = (), days: int = DAYS
) -> Iterator[bytes]:
    """Yield the workbook of all plans; `sources` are what each was made of, `days` those that have work sheets.

    Without sources the workbook knows of no logbook: the due list has what the rules alone say.
    """
    all_plans = each(plans)
    first = all_plans[0]
    book = Workbook(", ".join(plan.estate.id for plan in all_plans), language_of(first, language), first.today)
    is_portfolio = not isinstance(plans, Plan)
    summary = book.add("fmplan") if is_portfolio else None
    covers: list[tuple[Setting, Sheet]] = []
    for number, plan in enumerate(all_plans):
        source = sources[number] if sources else None
        suffix = plan.estate.id if is_portfolio else ""
        setting = Setting(book, plan, language_of(plan, language), source, days, suffix)
        covers.append((setting, _sheets(setting)))
    if summary is not None:
        fill_summary(summary, covers)
    return book.chunks()


def _sheets(setting: Setting) -> Sheet:
    """Add all sheets of one estate, and return its cover."""
    words = setting.words
    cover = add_cover(setting)
    contents = [Entry(sheet, words.for_planner) for sheet in add_planners(setting)]
    contents += [Entry(add_month(setting), words.for_month), Entry(add_due(setting), words.for_due)]
    if setting.is_filled_in:
        contents.append(Entry(add_work_sheets(setting), words.for_work_sheets))
    contents += [
        Entry(add_workload(setting), words.for_workload),
        Entry(add_register(setting), words.for_register),
        Entry(add_compliance(setting), words.for_compliance),
    ]
    fill_cover(setting, cover, contents)
    return cover
