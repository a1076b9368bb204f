from __future__ import annotations

import io
import zipfile

import pytest

from fmplan.logbook import sheet
from fmplan.logbook.sheet import SheetError, day_text, read_sheet
from tests.logbook.workbooks import a_cell, a_workbook


def _values(name: str, data: bytes) -> list[dict[str, str]]:
    return [dict(row.values) for row in read_sheet(name, data)[1]]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_csv_comes_with_any_sign_line_end_and_mark(sign: str, end: str, mark: bytes) -> None:
    text = end.join([sign.join(["Asset", "Done by", "on"]), sign.join(["泵-1", "", "2027-03-02"]), ""])
    assert _values("a.csv", mark + text.encode()) == [{"asset": "泵-1", "on": "2027-03-02"}]


def test_a_row_knows_the_cell_of_each_column() -> None:
    columns, (row,) = read_sheet("a.CSV", b"\nasset,,task\n\npump-1,x,check\n")
    assert columns == ["asset", "task"]
    assert (row.cell("task"), row.cell("on")) == ("C4", "row 4")


def test_the_apostrophe_that_keeps_a_spreadsheet_from_running_a_text_is_taken_away() -> None:
    assert _values("a.csv", b"note,number\n'=1+1,'tis\n") == [{"note": "=1+1", "number": "'tis"}]


def test_a_workbook_is_read_with_its_numbers_and_texts() -> None:
    book = a_workbook({"Sheet 1": [["asset", "minutes", "item:A-1-07"], [None, None, None], ["pump-1", 55.0, 4.5]]})
    columns, (row,) = read_sheet("a.xlsx", book)
    assert columns == ["asset", "minutes", "item:A-1-07"]
    assert row.values == {"asset": "pump-1", "minutes": "55", "item:A-1-07": "4.5"}
    assert row.cell("minutes") == "B3"


def test_rows_below_those_that_name_their_columns_are_read_wherever_they_stand() -> None:
    due = [
        ["Due", None, None, "of 1 March"],
        ["asset", "task", "for", None, "on", "result"],
        ["asset", "task", "for", "What", "Done on", "Result"],
        ["pump-1", "check", "2027-03-10", "Pump 1", "2027-03-11", "ok"],
        [None, None, None, "signed by", "nobody"],
    ]
    work = [
        ["asset", "task", "for", None, "on"],
        ["lift", "yearly", "#2", "Lift", "2027-03-12"],
        ["asset", "task", "for", "item", None, "value"],
        ["lift", "yearly", "#2", "A-1-07", "text", "4"],
        ["lift", "yearly", "#2", "A-1-08", "text", None],
    ]
    _, rows = read_sheet("a.xlsx", a_workbook({"Cover": [["fmplan"]], "Due": due, "Work": work}))
    assert [dict(row.values) for row in rows] == [
        {"asset": "pump-1", "task": "check", "for": "2027-03-10", "on": "2027-03-11", "result": "ok"},
        {"asset": "lift", "task": "yearly", "for": "#2", "on": "2027-03-12", "item:A-1-07": "4"},
    ]
    assert [rows[0].cell("on"), rows[1].cell("item:A-1-08")] == ["Due!E4", "Work!F5"]


def test_lines_of_json_have_lists_and_objects() -> None:
    line = b'{"Asset": "pump-1", "by": ["p-1", "p-2"], "items": {"A-1-07": 4}, "note": null, "again": true}\n\n'
    assert _values("a.jsonl", line) == [{"asset": "pump-1", "by": "p-1; p-2", "items": "A-1-07=4", "again": "true"}]


@pytest.mark.parametrize(
    ("name", "data", "complaint"),
    [
        ("a.ods", b"", "a filled sheet is a .csv, an .xlsx or a .jsonl file"),
        ("a.csv", b"", "nothing is written in it"),
        ("a.csv", b"asset,Asset\n", "two columns are called 'asset'"),
        ("a.csv", "资产\n".encode("gbk"), "it is not UTF-8 text"),
        ("a.csv", b'asset\n"' + b"x" * 200_000, "it is no CSV: field larger than field limit"),
        ("a.jsonl", b"{}\n[]\n", "line 2 is no object in braces"),
        ("a.jsonl", b"{", "line 1 is no JSON"),
        ("a.jsonl", b"[" * 100_000, "line 1 is no JSON"),
        ("a.xlsx", b"asset,task", "it is no .xlsx workbook: File is not a zip file"),
        ("a.xlsx", b"PK\x05\x06" + bytes(18), "it cannot be read as a workbook"),
    ],
)
def test_what_cannot_be_read_is_told(name: str, data: bytes, complaint: str) -> None:
    with pytest.raises(SheetError, match=complaint.replace(".", r"\.")):
        read_sheet(name, data)


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MOST_BYTES", 3_000_000)
    book = a_workbook({"Sheet 1": [["asset"]]}, **{"xl/media/picture.png": bytes(3_000_001)})
    assert len(book) < 10_000
    with pytest.raises(SheetError, match="it would unpack to more than 3 MB"):
        read_sheet("a.xlsx", book)


def test_what_a_workbook_says_of_its_size_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MOST_BYTES", 3_000_000)
    book = a_workbook({"Sheet 1": [["asset"]]}, **{"xl/media/picture.png": bytes(3_000_001)})
    lying = book.replace((3_000_001).to_bytes(4, "little"), (1).to_bytes(4, "little"))
    with zipfile.ZipFile(io.BytesIO(lying)) as packed:
        assert packed.getinfo("xl/media/picture.png").file_size == 1
    with pytest.raises(SheetError, match="it would unpack to more than 3 MB"):
        read_sheet("a.xlsx", lying)


def test_a_cell_in_the_last_corner_does_not_fill_the_memory() -> None:
    far = a_cell("XFD1048576", "far").encode()
    book = a_workbook({"Sheet 1": [["asset"]]}, **{"xl/worksheets/sheet9.xml": b"<c " + far})
    with pytest.raises(SheetError, match="1,048,576 rows by 16,384 columns"):
        read_sheet("a.xlsx", book)


@pytest.mark.parametrize(
    ("text", "day"),
    [("2027/3/2", "2027-03-02"), ("2027.12.31", "2027-12-31"), ("2027-3-2", "2027-03-02"), ("2027-03", "2027-03")],
)
def test_days_as_spreadsheets_have_them(text: str, day: str) -> None:
    assert day_text(text) == day
