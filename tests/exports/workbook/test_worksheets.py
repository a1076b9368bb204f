from __future__ import annotations

import io

import pytest

from fmplan.assets.task_form import ReadForm
from fmplan.exports.workbook import worksheets
from fmplan.exports.workbook.worksheets import should_be
from fmplan.logbook.sheet import read_sheet
from fmplan.schedules.shortcode import code_of
from tests.exports.registers import PUMP, a_plan
from tests.exports.workbook.workbooks import opened, rows, texts, written

CHECKLIST = """\
        checklist:
          - {id: A-1, text: Pump room clean}
          - {id: A-2, text: Pressure, read: {unit: bar, min: 4, max: 10}}
"""
MARCH = {"days": "2027-03-01..2027-03-31", "today": "2027-03-01"}


def test_a_visit_has_boxes_for_its_tasks_and_its_items() -> None:
    data = written(a_plan(PUMP + CHECKLIST, **MARCH))
    said = texts(data, "Work sheets")
    assert said[0] == "Work sheet: Wednesday, 3 March 2027"
    assert said[1:7] == ["page 1 of 1", "Tower 1", "Harbour Court", "Own staff", "1 task, 1.00 person-hours", "asset"]
    details = next(text for text in said if text.startswith(code_of("pump-1/check/2027-03-03")))
    assert "pump-1/check · Tower 1/roof · Due 2027-03-03 · § law · TSG T5002, A-1, B · 30 min × 2" in details
    assert [text for text in said if text.startswith("A-") and " " in text] == ["A-1 Pump room clean", "A-2 Pressure"]
    assert "4–10 bar" in said


def test_a_filled_sheet_is_read_back_with_its_items() -> None:
    book = opened(written(a_plan(PUMP + CHECKLIST, **MARCH), "zh"))
    sheet = book["工作单"]
    columns: list[str | None] = []
    for row in sheet.iter_rows():
        values = [cell.value for cell in row]
        if values[0] == "asset":
            columns = values
        elif values[0] == "pump-1" and "on" in columns:
            for name, value in {"on": "2027-03-03", "result": "defect 有缺陷"}.items():
                row[columns.index(name)].value = value
        elif values[0] == "pump-1":
            row[columns.index("value")].value = "ok 正常" if values[3] == "A-1" else 3.5
    saved = io.BytesIO()
    book.save(saved)
    (filled,) = (row for row in read_sheet("plan.xlsx", saved.getvalue())[1] if "on" in row.values)
    assert dict(filled.values) == {
        "asset": "pump-1",
        "task": "check",
        "for": "2027-03-03",
        "on": "2027-03-03",
        "result": "defect",
        "item:A-1": "ok",
        "item:A-2": "3.5",
    }


def test_results_are_offered_and_bounds_are_watched() -> None:
    sheet = opened(written(a_plan(PUMP + CHECKLIST, **MARCH), "en"))["Work sheets"]
    lists = sorted(rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list")
    assert lists == ['"ok,defect,n/a"', '"ok,pass,conditions,fail,defect,no-access"']
    watched = [rule.formula for rules in sheet.conditional_formatting for rule in rules.rules]
    assert [formula[0].rpartition("K")[2].lstrip("0123456789") for formula in watched] == ["<4)", ">10)"]


def test_the_items_of_what_is_done_with_it_stand_there_once() -> None:
    yearly = """\
      year:
        name: Yearly service
        every: 1 year
        first: 2027-03-03
        covers: [check]
        checklist:
          - {id: A-1, text: Pump room painted}
          - {id: B-1, text: Impeller}
"""
    said = texts(written(a_plan(PUMP + CHECKLIST + yearly, **MARCH)), "Work sheets")
    items = [text for text in said if text[:2] in {"A-", "B-"} and " " in text]
    assert items == ["A-1 Pump room painted", "B-1 Impeller", "A-2 Pressure"]


def test_only_the_days_asked_for_have_sheets() -> None:
    plan = a_plan(PUMP.replace("1 month", "1 day"), **MARCH)
    for days, number in ((0, 0), (1, 0), (3, 1), (14, 12)):
        said = texts(written(plan, days=days), "Work sheets")
        assert sum(text.startswith("Work sheet: ") for text in said) == number


def test_more_visits_than_a_sheet_takes_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worksheets, "MOST_VISITS", 3)
    said = texts(written(a_plan(PUMP.replace("1 month", "1 day"), **MARCH)), "Work sheets")
    assert sum(text.startswith("Work sheet: ") for text in said) == 3
    assert said[-1].startswith("9 more visits are left out")


def test_work_that_is_done_has_no_sheet() -> None:
    done = written(a_plan(**{**MARCH, "today": "2027-03-04"}))
    assert texts(done, "Work sheets") == ["Work sheets", "Harbour Court, as of 4 March 2027", "Nothing is planned"]


def test_what_is_for_the_reader_is_hidden_and_every_visit_begins_a_page() -> None:
    data = written(a_plan(PUMP.replace("1 month", "1 day") + CHECKLIST, **MARCH))
    sheet = opened(data)["Work sheets"]
    marks = [number for number, row in enumerate(rows(data, "Work sheets"), 1) if row[:3] == ["asset", "task", "for"]]
    assert all(sheet.row_dimensions[row].hidden for row in marks)
    assert all(sheet.column_dimensions[letter].hidden for letter in "A")
    heads = [n for n, row in enumerate(rows(data, "Work sheets"), 1) if str(row[4]).startswith("Work sheet: ")]
    assert [one.id for one in sheet.row_breaks.brk] == [head - 1 for head in heads[1:]]
    assert sheet.page_setup.paperSize == 9


@pytest.mark.parametrize(
    ("low", "high", "shown"), [(None, None, "mm"), (7, None, "≥ 7 mm"), (None, 10, "≤ 10 mm"), (5, 40.5, "5–40.5 mm")]
)
def test_bounds_are_written_in_signs(low: float | None, high: float | None, shown: str) -> None:
    assert should_be(ReadForm(unit="mm", min=low, max=high)) == shown
