from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from fmplan.exports.workbook.setting import Source
from fmplan.logbook.read import logbook_of
from fmplan.logbook.sheet import read_sheet
from tests.exports.registers import ESTATE, PUMP, a_plan
from tests.exports.workbook.workbooks import below, opened, rows, texts, written

YEAR = {"days": "2027-01-01..2027-12-31", "today": "2027-03-10"}
SHEETS = [
    "Cover",
    "Year planner",
    "This month",
    "Due and overdue",
    "Work sheets",
    "Workload",
    "Register",
    "Compliance",
]
HOSTILE = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2",
    "@SUM(A1)",
    "{=1+1}",
    "https://example.com",
    "internal:Cover!A1",
    "007",
    "_x0041_",
    "a\tb",
    "two\nlines",
    "quote \" and ' both",
    "x" * 300,
    "\u202eback",
    "&P of &N",
    "<b>&amp;</b>",
    "\U0001f525" * 40,
    "消防水泵" * 40,
]


def test_all_sheets_are_there_for_two_readers() -> None:
    data = written(a_plan(**YEAR))
    assert opened(data).sheetnames == SHEETS
    assert texts(data, "Cover")[0] == "Harbour Court"


def test_the_sheets_are_called_and_headed_in_the_language_of_the_export() -> None:
    data = written(a_plan(**YEAR), "zh")
    assert opened(data).sheetnames == ["封面", "年度计划", "本月", "到期与逾期", "工作单", "工作量", "台账", "完成率"]
    assert texts(data, "封面")[:2] == ["港湾苑", "维护保养计划：2027年1月1日 – 2027年12月31日"]


def test_two_runs_give_the_same_bytes_of_the_plans_day() -> None:
    plan = a_plan(**YEAR)
    data = written(plan)
    assert data == written(a_plan(**YEAR))
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2027-03-10T00:00:00Z" in packed.read("docProps/core.xml")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_never_a_formula_and_never_breaks_the_file(name: str) -> None:
    quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'
    assets = PUMP.replace("{en: Fire pump, zh: 消防水泵}", quoted).replace("{en: Monthly check, zh: 月检}", quoted)
    estate = ESTATE.replace("{en: Harbour Court, zh: 港湾苑}", quoted).replace("{en: Own staff, zh: 自有班组}", quoted)
    data = written(a_plan(assets, estate, **YEAR))
    book = opened(data)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    shown = " ".join(name.replace("\u202e", " ").split())
    planner = book["Year planner"]
    assert [planner.cell(7, column).value for column in (2, 3, 6)] == [shown] * 3
    assert book["Register"]["B5"].value == shown
    assert rows(data, "Register")[4][1] == shown
    targets = [cell.hyperlink.target for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert targets == [None] * 7


def test_an_ampersand_in_the_footer_is_no_code() -> None:
    data = written(a_plan(estate=ESTATE.replace("{en: Harbour Court, zh: 港湾苑}", "A&P"), **YEAR))
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        sheet = packed.read("xl/worksheets/sheet2.xml").decode()
    assert "&amp;L&amp;8 A&amp;&amp;P, 10 March 2027&amp;R&amp;8 &amp;P / &amp;N" in sheet


def test_an_empty_plan_is_a_workbook_that_says_so() -> None:
    data = written(a_plan("assets: {}\n", **YEAR))
    assert opened(data).sheetnames == SHEETS
    assert "Nothing is planned" in texts(data, "This month")
    assert "Nothing is owed" in texts(data, "Due and overdue")
    assert "Nothing is planned" in texts(data, "Work sheets")


def test_a_portfolio_is_one_workbook_with_the_sheets_of_each_estate() -> None:
    mill = a_plan(estate=ESTATE.replace("estate: court", "estate: mill-lane-and-the-old-quay-buildings"), **YEAR)
    data = written([a_plan(**YEAR), mill])
    names = opened(data).sheetnames
    assert names[:3] == ["fmplan", "Cover court", "Year planner court"]
    assert "Year planner mill-lane-and-the-" in names
    assert not any("Work sheets" in name for name in names)
    summary = below(data, "fmplan", "Assets")
    assert [(row["Cover"], row["Dates"]) for row in summary] == [
        ("Cover court", 10.0),
        ("Cover mill-lane-and-the-old-qua", 10.0),
    ]


def test_estates_of_one_name_do_not_collide() -> None:
    names = opened(written([a_plan(**YEAR), a_plan(**YEAR)])).sheetnames
    assert len({name.lower() for name in names}) == len(names) == 15
    assert "Cover court (2)" in names


def test_what_is_filled_in_is_read_back() -> None:
    book = opened(written(a_plan(**YEAR), "zh"))
    due = book["到期与逾期"]
    names = [cell.value for cell in due[4]]
    for name, value in {"on": date(2027, 3, 9), "by": "p-1", "minutes": 40, "result": "ok 正常", "note": "=1"}.items():
        due.cell(6, names.index(name) + 1).value = value
    saved = io.BytesIO()
    book.save(saved)
    _, found = read_sheet("plan.xlsx", saved.getvalue())
    filled = [dict(row.values) for row in found if "on" in row.values]
    about = {"asset": "pump-1", "task": "check", "for": "2027-03-03"}
    assert filled == [{**about, "on": "2027-03-09", "by": "p-1", "minutes": "40", "result": "ok"}]


def test_the_logbook_says_what_is_owed_beside_the_plan() -> None:
    plan = a_plan(**YEAR)
    done = logbook_of([{"entry": "done", "on": "2027-03-02", "asset": "pump-1", "task": "check", "for": "2027-03-03"}])
    assert [row["State"] for row in below(written(plan), "Due and overdue", "State")] == ["overdue"]
    data = written(plan, sources=[Source(plan.series, done)])
    assert "Nothing is owed" in texts(data, "Due and overdue")
