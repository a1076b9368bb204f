"""Filled sheets: rows that people wrote in a spreadsheet, a CSV file or lines of JSON, each value with its cell."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, Final

from msgspec import Struct

MOST_BYTES: Final = 200_000_000
"""So much a workbook may hold once it is unpacked."""


MOST_CELLS: Final = 20_000_000
"""So many cells a sheet may span: one alone in its last corner would fill the memory with empty ones."""


class SheetError(Exception):
    """A sheet cannot be read at all; the text says why, and what to do."""


class Row(Struct, frozen=True):
    """One row: its texts by column, those that are empty left out, and the cell of each column."""

    values: Mapping[str, str]
    cells: Mapping[str, str]
    first: str

    def cell(self, column: str) -> str:
        """Return the cell of a column, as `C7`; where the row has none, that of its beginning."""
        return self.cells.get(column, self.first)


def read_sheet(name: str, data: bytes) -> tuple[list[str], list[Row]]:
    """Return the columns of a sheet, in lower case, and its rows; those that are empty are left out.

    What it is, the end of its `name` tells: .csv, .xlsx or .jsonl. Raises SheetError.
    """
    ending = name.rpartition(".")[2].lower()
    if ending not in _READERS:
        raise SheetError("a filled sheet is a .csv, an .xlsx or a .jsonl file: save it as one of these")
    if len(data) > MOST_BYTES:
        raise SheetError(f"it holds more than {MOST_BYTES // 1_000_000} MB")
    return _READERS[ending](data)


def _from_jsonl(data: bytes) -> tuple[list[str], list[Row]]:
    rows: list[Row] = []
    columns: dict[str, None] = {}
    for number, line in enumerate(_text(data).split("\n"), 1):
        if not line.strip():
            continue
        here = f"line {number}"
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            raise SheetError(f"{here} is no JSON") from None
        if not isinstance(found, dict):
            raise SheetError(f"{here} is no object in braces")
        values = {_column(key): _joined(value) for key, value in found.items()}
        columns |= dict.fromkeys(values)
        filled = {key: value for key, value in values.items() if value}
        rows.append(Row(filled, {key: f"{here}, {key}" for key in values}, here))
    return list(columns), rows


def _joined(value: Any) -> str:
    """Return a value as a cell would have it: several with `;` between, pairs with `=`."""
    if isinstance(value, dict):
        return "; ".join(f"{key}={_joined(one)}" for key, one in value.items())
    if isinstance(value, list):
        return "; ".join(map(_joined, value))
    return _cell_text(value)


def _from_csv(data: bytes) -> tuple[list[str], list[Row]]:
    text = _text(data)
    head = text.partition("\n")[0]
    sign = max(",;\t", key=head.count)
    try:
        table = [
            [_unmarked(value) for value in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign)
        ]
    except csv.Error as error:
        raise SheetError(f"it is no CSV: {error}") from None
    return _from_table(table)


def _unmarked(value: str) -> str:
    """Return a text without the apostrophe that keeps a spreadsheet from running it."""
    return value[1:] if value[:1] == "'" and value[1:2] in set("=+-@\t") else value


def _from_xlsx(data: bytes) -> tuple[list[str], list[Row]]:
    """Read a workbook: the rows below those that name their columns, as fmplan writes them; else its first sheet."""
    _require_small(data)
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        tables = {
            name: [[_cell_text(value).strip() for value in row] for row in sheet.to_python(skip_empty_area=False)]
            for name in workbook.sheet_names
            for sheet in (workbook.get_sheet_by_name(name),)
        }
    except (CalamineError, OSError, ValueError, IndexError) as error:
        raise SheetError(f"it cannot be read as a workbook: {_plain(error)}") from None
    marked = [row for name, table in tables.items() for row in _marked(table, f"{name}!" if len(tables) > 1 else "")]
    if marked:
        return list(dict.fromkeys(column for row in marked for column in row.cells)), marked
    return _from_table(next(iter(tables.values()), []))


_MARKS: Final = frozenset({"asset", "task"})
_NAMES: Final = frozenset({"for", "on", "by", "minutes", "result", "number", "note", "item", "value"})


def _marked(table: Sequence[Sequence[str]], sheet: str) -> Iterator[Row]:
    """Yield the rows that stand below such as name their columns, up to the next of these.

    Rows for the items of a checklist are put into the row of their task.
    """
    columns: Sequence[str] = ()
    found: dict[tuple[str, ...], Row] = {}
    for number, texts in enumerate(table, 1):
        named = {text for text in texts if text}
        if named > _MARKS and named <= _MARKS | _NAMES:
            columns = texts
            continue
        at = {name: here for here, name in enumerate(columns) if name}
        values = {name: _chosen(name, texts[here]) for name, here in at.items() if here < len(texts) and texts[here]}
        # What stands between is for people: heads, and places to sign.
        if not values.keys() >= _MARKS or values["asset"] == "asset":
            continue
        cells = {name: f"{sheet}{_letters(here)}{number}" for name, here in at.items()}
        _put(found, values, cells, f"{sheet}row {number}")
    yield from found.values()


def _chosen(name: str, text: str) -> str:
    """Return what was chosen from a list without its meaning in another language: `ok 正常` is `ok`."""
    return text.partition(" ")[0] if name in _LISTED and re.fullmatch(r"[a-z/-]+ [^\x00-\x7f]+", text) else text


_LISTED: Final = frozenset({"result", "value"})


def _put(found: dict[tuple[str, ...], Row], values: dict[str, str], cells: dict[str, str], first: str) -> None:
    about = tuple(values.get(name, "") for name in ("asset", "task", "for"))
    item, value = values.pop("item", None), values.pop("value", None)
    cell = cells.pop("value", first)
    cells.pop("item", None)
    if item is not None:
        cells[f"item:{item}"] = cell
        if value is not None:
            values[f"item:{item}"] = value
    other = found.get(about)
    if other is None:
        found[about] = Row(values, cells, first)
    else:
        found[about] = Row({**other.values, **values}, {**cells, **other.cells}, other.first)


def _plain(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def _from_table(table: Sequence[Sequence[str]]) -> tuple[list[str], list[Row]]:
    heads = next((number for number, row in enumerate(table) if any(value.strip() for value in row)), None)
    if heads is None:
        raise SheetError("nothing is written in it")
    columns = [_column(value) for value in table[heads]]
    twice = next((name for number, name in enumerate(columns) if name and name in columns[:number]), None)
    if twice is not None:
        raise SheetError(f"two columns are called {twice!r}")
    rows = []
    for number, row in enumerate(table[heads + 1 :], heads + 2):
        values = {name: value.strip() for name, value in zip(columns, row, strict=False) if name and value.strip()}
        if values:
            cells = {name: f"{_letters(at)}{number}" for at, name in enumerate(columns) if name}
            rows.append(Row(values, cells, f"row {number}"))
    return [name for name in columns if name], rows


def _column(head: str) -> str:
    """Return the name of a column by its head; the id of an item or a meter in it stays as it is."""
    name, colon, id_ = head.strip().partition(":")
    return f"{name.strip().lower().replace(' ', '_')}{colon}{id_.strip()}"


def _letters(column: int) -> str:
    """Return what a spreadsheet calls a column: A, B, … Z, AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _cell_text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(timespec="minutes")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat(timespec="minutes")
    return str(value)


def day_text(text: str) -> str:
    """Return a date as sheets have it, `2027/3/2` or `2027.3.2`, as `2027-03-02`; other texts as they are."""
    match = re.fullmatch(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:T00:00)?", text, re.ASCII)
    return f"{match[1]}-{int(match[3]):02}-{int(match[4]):02}" if match else text


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        raise SheetError("it is not UTF-8 text: save it with that encoding, in a spreadsheet as “CSV UTF-8”") from None


def _require_small(data: bytes) -> None:
    """Refuse what unpacks to more than `MOST_BYTES`: it is unpacked and counted, for its own word may be wrong."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise SheetError(f"it is no .xlsx workbook: {_plain(error)}") from None
    left = MOST_BYTES
    for part in parts:
        rows = columns = 1
        before = b""
        for piece in _unpacked(data, part):
            left -= len(piece)
            if left < 0:
                raise SheetError(f"it would unpack to more than {MOST_BYTES // 1_000_000} MB, which no sheet needs")
            if part.filename.startswith("xl/worksheets/"):
                for letters, number in _CELL.findall(before + piece):
                    rows = max(rows, int(number))
                    columns = max(columns, _number(letters))
                before = piece[-_LONGEST_CELL:]
        if rows * columns > MOST_CELLS:
            raise SheetError(f"a sheet of it is {rows:,} rows by {columns:,} columns: clear what lies far out")


_CELL: Final = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_LONGEST_CELL: Final = 16


def _number(letters: bytes) -> int:
    """Return the number of a column that a spreadsheet calls so, from 1 on."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


_HEAD: Final = 30
_CHUNK: Final = 1 << 20


def _unpacked(data: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the pieces that a part of a packed file unpacks to."""
    at = part.header_offset
    names = int.from_bytes(data[at + 26 : at + 28], "little") + int.from_bytes(data[at + 28 : at + 30], "little")
    packed = data[at + _HEAD + names : at + _HEAD + names + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        yield packed
        return
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise SheetError("it is packed in a way that no spreadsheet uses")
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        while packed and not unpacking.eof:
            yield unpacking.decompress(packed, _CHUNK)
            packed = unpacking.unconsumed_tail
    except zlib.error as error:
        raise SheetError(f"it is no .xlsx workbook: {_plain(error)}") from None


_READERS: Final[Mapping[str, Callable[[bytes], tuple[list[str], list[Row]]]]] = {
    "csv": _from_csv,
    "xlsx": _from_xlsx,
    "jsonl": _from_jsonl,
}
