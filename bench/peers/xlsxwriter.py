"""XlsxWriter writing cells that are known already: nothing is read, planned or measured but the writing.

python -m bench.peers.xlsxwriter CELLS.msgpack OUT.xlsx
"""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import msgspec
from xlsxwriter import Workbook

Cell = tuple[int, int, str | float | None]
Cells = list[list[Cell]]

_SHARED = re.compile(r"<si><t[^>]*>([^<]*)</t></si>")
_ROW = re.compile(r'<row r="(\d+)"[^>]*>(.*?)</row>', re.DOTALL)
_CELL = re.compile(r'<c r="([A-Z]+)\d+"(?: s="\d+")?(?: t="(\w+)")?(?:/>|><v>([^<]*)</v></c>)')


def cells_of(workbook: Path) -> Cells:
    """Return the cells of a workbook sheet by sheet, empty ones with a look too: row, column, text or number."""
    with zipfile.ZipFile(workbook) as packed:
        texts = [unescape(text) for text in _SHARED.findall(packed.read("xl/sharedStrings.xml").decode())]
        names = [name for name in packed.namelist() if name.startswith("xl/worksheets/sheet")]
        return [list(_cells(packed.read(name).decode(), texts)) for name in names]


def _cells(sheet: str, texts: list[str]) -> Iterator[Cell]:
    for row, cells in _ROW.findall(sheet):
        for letters, kind, value in _CELL.findall(cells):
            column = 0
            for letter in letters:
                column = column * 26 + ord(letter) - 64
            yield int(row) - 1, column - 1, texts[int(value)] if kind == "s" else float(value) if value else None


def write(cells: Cells, output: Path) -> None:
    """Write the cells, each with one of two looks."""
    workbook = Workbook(output, {"in_memory": True})
    text, number = workbook.add_format({"font_size": 9, "border": 1}), workbook.add_format({"num_format": "0.00"})
    for of_sheet in cells:
        sheet = workbook.add_worksheet()
        for row, column, value in of_sheet:
            if isinstance(value, str):
                sheet.write_string(row, column, value, text)
            elif value is None:
                sheet.write_blank(row, column, None, text)
            else:
                sheet.write_number(row, column, value, number)
    workbook.close()


def main() -> None:
    cells, output = map(Path, sys.argv[1:])
    write(msgspec.msgpack.decode(cells.read_bytes(), type=Cells), output)


if __name__ == "__main__":
    main()
