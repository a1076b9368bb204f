from __future__ import annotations

import io
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.cli.commands import an_estate, fmplan


def sheets(path: Path) -> list[str]:
    return CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes())).sheet_names


def heads(path: Path) -> list[str]:
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("Work sheets").to_python()
    return [text for row in rows for text in row if str(text).startswith("Work sheet: ")]


def test_a_workbook_is_of_the_calendar_year_of_today(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court")
    assert fmplan("export", "xlsx", court, "-o", tmp_path / "plan.xlsx", "--language", "en").code == 0
    assert sheets(tmp_path / "plan.xlsx")[:2] == ["Cover", "Year planner"]
    cover = CalamineWorkbook.from_path(tmp_path / "plan.xlsx").get_sheet_by_name("Cover").to_python()
    assert cover[1][0] == "Maintenance plan: 1 January 2027 – 31 December 2027"


def test_what_was_done_is_known_and_what_is_owed_from_before_the_days_asked_for(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court")
    days = ("--month", "2027-06", "--today", "2027-06-02")
    for done, owed in ((False, 3), (True, 2)):
        if done:
            fmplan("done", "pump-1", "check", "--for", "2027-03-03", "--estate", court, "--today", "2027-06-01")
        fmplan("export", "xlsx", court, *days, "-o", tmp_path / "plan.xlsx", "--language", "en")
        rows = CalamineWorkbook.from_path(tmp_path / "plan.xlsx").get_sheet_by_name("Due and overdue").to_python()
        assert sum("overdue" in row for row in rows) == owed


@pytest.mark.parametrize(("days", "number"), [((), 1), (("--sheets", "0"), 0), (("--sheets", "70"), 3)])
def test_the_work_sheets_are_of_so_many_days(tmp_path: Path, days: tuple[str, ...], number: int) -> None:
    court = an_estate(tmp_path / "court")
    options = ("--today", "2027-03-01", "--language", "en", "-o", tmp_path / "plan.xlsx")
    assert fmplan("export", "xlsx", court, *options, *days).code == 0
    assert len(heads(tmp_path / "plan.xlsx")) == number


def test_only_a_workbook_has_work_sheets(tmp_path: Path) -> None:
    assert fmplan("export", "csv", an_estate(tmp_path / "court"), "--sheets", "7").code == 2


def test_an_output_that_is_a_folder_is_one_line_and_74(tmp_path: Path) -> None:
    ended = fmplan("export", "xlsx", an_estate(tmp_path / "court"), "-o", tmp_path)
    assert (ended.code, ended.err.splitlines()[-1]) == (74, f"fmplan: cannot write {tmp_path}: it is a folder")


def test_a_link_stays_a_link_and_nothing_else_is_left_behind(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "link.xlsx").symlink_to("real.xlsx")
    assert fmplan("export", "xlsx", court, "-o", tmp_path / "out" / "link.xlsx").code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["link.xlsx", "real.xlsx"]
    assert (tmp_path / "out" / "link.xlsx").is_symlink()


def test_a_selection_leaves_the_rest_of_the_register_out(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court")
    fmplan("export", "xlsx", court, "--asset", "nothing-*", "-o", tmp_path / "plan.xlsx", "--language", "en")
    register = CalamineWorkbook.from_path(tmp_path / "plan.xlsx").get_sheet_by_name("Register").to_python()
    assert not any("pump-1" in row for row in register)
