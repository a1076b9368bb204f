from __future__ import annotations

import pytest

from fmplan.schedules.occurrence import Status
from tests.exports.registers import ESTATE, PUMP, a_plan, with_first
from tests.exports.workbook.workbooks import opened, rows, written

YEAR = {"days": "2027-01-01..2027-12-31", "today": "2027-01-01"}
HEAD, LEFT = 5, 7


def test_a_row_says_what_how_often_by_whom_and_whether_the_law_asks() -> None:
    table = rows(written(a_plan(**YEAR)), "Year planner")
    assert table[HEAD][:LEFT] == ["System", "Asset", "Task", "Place", "How often", "Team", "Force"]
    assert table[HEAD + 1][:LEFT] == [
        "Pump",
        "Fire pump",
        "Monthly check",
        "Tower 1/roof",
        "monthly",
        "Own staff",
        "§ law",
    ]


def test_every_date_stands_under_its_week() -> None:
    table = rows(written(a_plan(**YEAR)), "Year planner")
    numbers = [int(number) for number in table[HEAD - 1][LEFT:]]
    marked = [number for number, text in zip(numbers, table[HEAD + 1][LEFT:], strict=True) if text == "I"]
    assert numbers == [53, *range(1, 53)]
    assert marked == [9, 14, 18, 22, 27, 31, 35, 40, 44, 48]


def test_a_year_of_53_weeks_has_them_all() -> None:
    estate = ESTATE.replace("2027-01-01", "2026-01-01")
    plan = a_plan(PUMP.replace("2027-03-03", "2026-01-31"), estate, days="2026-01-01..2026-12-31", today="2026-01-01")
    table = rows(written(plan), "Year planner")
    assert [int(number) for number in table[HEAD - 1][LEFT:]] == list(range(1, 54))
    assert table[HEAD + 1][-1] == "I"


def test_several_dates_of_a_week_are_counted() -> None:
    table = rows(written(a_plan(PUMP.replace("1 month", "1 day"), **YEAR)), "Year planner")
    assert set(table[HEAD + 1][LEFT + 10 : -1]) == {"I7"}


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        (Status.DONE, "I✓"),
        (Status.DUE, "I•"),
        (Status.OVERDUE, "I!"),
        (Status.BREACH, "I‼"),
        (Status.SKIPPED, "I–"),
        (Status.DEFERRED, "I→"),
        (Status.MISSED, "I×"),
        (Status.COVERED, "·"),
        (Status.PLANNED, "I"),
    ],
)
def test_a_state_shows_without_colours_too(status: Status, shown: str) -> None:
    table = rows(written(with_first(a_plan(**YEAR), status=status)), "Year planner")
    assert next(text for text in table[HEAD + 1][LEFT:] if text) == shown


def test_states_have_colours_of_their_own() -> None:
    fills = set()
    for status in (Status.PLANNED, Status.DUE, Status.OVERDUE, Status.BREACH, Status.DONE, Status.MISSED):
        sheet = opened(written(with_first(a_plan(**YEAR), status=status)))["Year planner"]
        fills.add(sheet.cell(HEAD + 2, LEFT + 10).fill.fgColor.rgb)
    assert len(fills) == 6


def test_hours_stand_underneath_beside_the_capacity() -> None:
    estate = ESTATE.replace("rate: 40", "rate: 40, capacity: 0.5 h")
    sheet = opened(written(a_plan(estate=estate, **YEAR)))["Year planner"]
    week9 = LEFT + 10
    assert [sheet.cell(HEAD + row, week9).value for row in (5, 6, 7)] == [1, 0.5, 1]
    assert [sheet.cell(HEAD + row, 4).value for row in (5, 6)] == ["Person-hours", "Capacity"]
    assert sheet.cell(HEAD + 5, week9).fill.fgColor.rgb == "FFF6D4D4"


def test_it_is_frozen_filtered_and_printed_across_a3() -> None:
    sheet = opened(written(a_plan(**YEAR)))["Year planner"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("D7", "A6:G7")
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (8, "landscape")
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert sheet.print_title_rows == "$4:$6"


def test_several_years_have_a_planner_each() -> None:
    plan = a_plan(days="2027-01-01..2029-06-30", today="2027-01-01")
    names = opened(written(plan)).sheetnames
    assert names[1:4] == ["Year planner 2027", "Year planner 2028", "Year planner 2029"]
