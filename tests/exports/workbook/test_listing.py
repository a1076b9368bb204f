from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from fmplan.dates.ranges import parse_day
from fmplan.exports.workbook import listing
from fmplan.exports.workbook.listing import Column, Listing
from fmplan.exports.workbook.looks import Looks
from fmplan.exports.workbook.sheet import Workbook


def test_rows_beyond_the_last_of_a_sheet_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "LAST_ROW", 4)
    book = Workbook("a", "en", parse_day("2027-03-01"))
    looks = Looks(book)
    rows = Listing(book.add("a"), looks, 0, [Column("Name", looks.text)])
    for number in range(10):
        rows.add([f"{number}"])
    assert (rows.end(), rows.left_out) == (4, 7)
    sheet = load_workbook(io.BytesIO(b"".join(book.chunks())))["a"]
    assert [row[0].value for row in sheet.iter_rows()] == ["Name", "0", "1", "2"]
    assert sheet.auto_filter.ref == "A1:A4"


def test_nothing_is_a_text_of_two_lines_or_too_long_for_a_cell() -> None:
    book = Workbook("a", "en", parse_day("2027-03-01"))
    looks = Looks(book)
    rows = Listing(book.add("a"), looks, 0, [Column("Name", looks.text)])
    rows.add(["a\nb\ufffe\x07c"])
    rows.add(["x" * 40_000])
    rows.end()
    sheet = load_workbook(io.BytesIO(b"".join(book.chunks())))["a"]
    assert [sheet["A2"].value, sheet["A3"].value] == ["a b c", "x" * 16_000]
