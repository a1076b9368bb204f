"""Forty thousand dates in one month: each is there, in every form, and nothing is cut off without a word."""

from __future__ import annotations

import io

import pytest
from python_calamine import CalamineWorkbook

from fmplan.exports import csv, json
from fmplan.exports.ical import calendar
from fmplan.exports.ical.feed import Feed, Per
from fmplan.exports.xlsx import render as as_workbook
from fmplan.schedules.plan import Plan
from tests.exports.registers import a_plan

ASSETS = 1_300
DATES = ASSETS * 31


@pytest.fixture(scope="module")
def plan() -> Plan:
    looked_at = "tasks: {look: {name: Look, every: 1 day, first: 2027-03-01}}"
    return a_plan(
        "defaults: {class: pump/fire, team: own}\nassets:\n"
        + "".join(f"  p-{n}: {{name: Pump {n}, {looked_at}}}\n" for n in range(ASSETS))
    )


def test_csv_has_a_row_for_each(plan: Plan) -> None:
    assert b"".join(csv.render(plan)).count(b"\n") == DATES + 1


def test_json_has_an_object_for_each(plan: Plan) -> None:
    assert b"".join(json.render(plan)).count(b'"uid":') == DATES


def test_a_calendar_has_an_event_for_each(plan: Plan) -> None:
    assert b"".join(calendar.render(plan, "en", Feed(per=Per.OCCURRENCE))).count(b"BEGIN:VEVENT") == DATES


def test_a_workbook_has_a_row_for_each_in_its_month(plan: Plan) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(as_workbook(plan, "en", days=0))))
    rows = book.get_sheet_by_name("This month").to_python()
    assert sum(row[3] == "Look" for row in rows) == DATES
