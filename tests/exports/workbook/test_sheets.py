"""The sheets that are lists and figures: month, due list, workload, register, compliance, cover."""

from __future__ import annotations

from fmplan.exports.workbook.setting import Source
from fmplan.logbook.read import logbook_of
from tests.exports.registers import ESTATE, PUMP, a_plan
from tests.exports.workbook.workbooks import below, opened, rows, texts, written

YEAR = {"days": "2027-01-01..2027-12-31", "today": "2027-04-10"}
DONE = {"entry": "done", "on": "2027-03-02", "asset": "pump-1", "task": "check", "for": "2027-03-03"}
WEEKLY = PUMP.replace("1 month", "1 week")


def test_the_month_is_that_of_today() -> None:
    (row,) = below(written(a_plan(**YEAR)), "This month", "Kind")
    assert str(row["Date"])[:10] == "2027-04-05"
    assert [row[head] for head in ("Asset", "Task", "Team", "Kind", "Force", "Hours", "State")] == [
        "Fire pump",
        "Monthly check",
        "Own staff",
        "inspection",
        "§ law",
        1.0,
        "overdue",
    ]


def test_a_plan_without_today_shows_its_first_month() -> None:
    data = written(a_plan(days="2028-01-01..2028-12-31", today="2027-11-01"))
    assert texts(data, "This month")[0] == "Work of January 2028"


def test_the_due_list_has_the_worst_first_and_says_what_comes() -> None:
    assets = PUMP.replace("first: 2027-03-03", "first: 2027-03-03\n        max_gap: 1 month") + (
        "      look: {name: Look, every: 1 month, first: 2027-04-15}\n"
    )
    data = written(a_plan(assets, **YEAR))
    found = below(data, "Due and overdue", "State")
    assert [(row["State"], row["Task"], row["Days late"]) for row in found] == [
        ("breach", "Monthly check", 7),
        ("overdue", "Monthly check", 38),
        ("planned", "Look", ""),
        ("planned", "Monthly check", ""),
    ]


def test_what_fmplan_done_does_not_close_has_no_boxes() -> None:
    assets = PUMP + "    certificates: {mark: {expires: 2027-04-30, renew_before: 60 days}}\n"
    sheet = opened(written(a_plan(assets, **YEAR)))["Due and overdue"]
    marks = {cell.value: cell.column for cell in sheet[4] if cell.value}
    named = [(sheet.cell(row, marks["asset"]).value, sheet.cell(row, 7).value) for row in range(6, sheet.max_row + 1)]
    assert [asset for asset, _ in named].count(None) == 1
    grounds = {sheet.cell(row, marks["on"]).fill.fgColor.rgb for row in range(6, sheet.max_row + 1)}
    assert grounds == {"FFFFFBE6", "FFF2F2F2"}


def test_the_workload_has_the_hours_of_each_week_and_team() -> None:
    data = written(a_plan(WEEKLY, ESTATE.replace("rate: 40", "rate: 40, capacity: 8 h"), **YEAR))
    weeks = {row["week"]: (row["Own staff"], row["All"], row["Capacity"]) for row in below(data, "Workload", "All")}
    assert weeks["2027-W09"] == (1, 1, 8)
    assert weeks["2026-W53"] == (0, 0, 1.6)
    (team,) = below(data, "Workload", "Used")
    assert (team["Team"], team["Person-hours"], team["Weeks over"]) == ("Own staff", 44, 0)
    with_charts = opened(data)["Workload"]
    assert len(with_charts._charts) == 2


def test_the_register_has_every_asset_with_its_work() -> None:
    more = "  spare: {class: pump/fire, name: Spare, serial: S-1, in_service: 2020-05-01}\n"
    found = below(written(a_plan(PUMP + more, **YEAR)), "Register", "Serial")
    assert [(row["Id"], row["Serial"], row["Tasks"], row["Dates"], row["Hours"]) for row in found] == [
        ("court", "", 0, 0, 0),
        ("pump-1", "", 1, 10, 10),
        ("spare", "S-1", 0, 0, 0),
    ]


def test_compliance_is_that_of_the_logbook() -> None:
    plan = a_plan(**YEAR)
    data = written(plan, sources=[Source(plan.series, logbook_of([DONE]))])
    strict, window, _ = below(data, "Compliance", "Fell due")
    assert [(row["Fell due"], row["On time"], row["Share"]) for row in (strict, window)] == [(2, 1, 0.5), (2, 1, 0.5)]


def test_a_plan_to_come_has_nothing_to_judge() -> None:
    data = written(a_plan(days="2028-01-01..2028-12-31", today="2027-11-01"))
    assert "Nothing has fallen due yet in the days of this plan" in texts(data, "Compliance")


def test_the_cover_counts_the_plan_and_leads_to_every_sheet() -> None:
    data = written(a_plan(**YEAR))
    cover = opened(data)["Cover"]
    numbers = [cell.value for cell in cover[5] if cell.value is not None]
    assert numbers[:3] == [1, 10, 10]
    links = [cell.hyperlink.location for row in cover.iter_rows() for cell in row if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in opened(data).sheetnames[1:]]
    assert [row[0] for row in rows(data, "Cover") if "Pump" in row] == ["Pump"]
