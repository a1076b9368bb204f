"""One occurrence has one code wherever it stands: in calendars, on sheets, in lists. For the page, see its browser."""

from __future__ import annotations

import re

import pytest

from fmplan.exports.ical.calendar import render as as_calendar
from fmplan.exports.ical.feed import Feed, Per
from fmplan.schedules.shortcode import ALPHABET, code_of
from tests.exports.registers import PUMP, a_plan, whole
from tests.exports.workbook.workbooks import rows, written

ASSETS = (
    PUMP.replace("every: 1 month", "every: 1 week")
    + """\
        checklist: [{id: A-1, text: Pump room clean}]
  pump-2:
    class: pump/fire
    name: Jockey pump
    team: own
    tasks: {look: {name: Look, every: 3 days, first: 2027-03-02}}
"""
)
CODE = re.compile(f"\\b[{ALPHABET}]{{5}}-[{ALPHABET}]\\b")
IN_SHEETS = ("Due and overdue", "Work sheets")


def codes_of_plan() -> set[str]:
    return {code_of(one.key) for one in a_plan(ASSETS).occurrences}


@pytest.mark.parametrize("per", Per)
@pytest.mark.parametrize("as_todo", [False, True])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_calendar_has_the_code_of_each_occurrence(per: Per, as_todo: bool, language: str) -> None:
    text = whole(as_calendar(a_plan(ASSETS), language, Feed(per=per, as_todo=as_todo)))
    assert set(CODE.findall(text.replace("\r\n ", "").replace("\\n", "\n"))) == codes_of_plan()


@pytest.mark.parametrize("sheet", IN_SHEETS)
def test_the_sheets_of_a_workbook_have_the_codes_of_their_days(sheet: str) -> None:
    found = set(CODE.findall(str(rows(written(a_plan(ASSETS), days=31), sheet))))
    # The due list looks fourteen days ahead.
    days = 14 if sheet == "Due and overdue" else 31
    plan = a_plan(ASSETS)
    assert found == {code_of(one.key) for one in plan.occurrences if one.planned <= plan.today + days}
