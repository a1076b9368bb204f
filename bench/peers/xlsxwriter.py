"""XlsxWriter writing cells that are known already: nothing is read, planned or measured but the writing.

python -m bench.peers.xlsxwriter CELLS.msgpack OUT.xlsx
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

Cell = tuple[int, int, str | float]
Cells = list[tuple[str, list[Cell]]]


def cells_of(workbook: Path) -> Cells:
    """Return the cells of a workbook that hold something, sheet by sheet: row, column, text or number."""
    opened = CalamineWorkbook.from_path(workbook)
    return [(name, list(_filled(opened, name))) for name in opened.sheet_names]


def _filled(opened: CalamineWorkbook, name: str) -> list[Cell]:
    rows = opened.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return [
        (row, column, value if isinstance(value, str | float | int) else value.toordinal())
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if value != ""
    ]


def write(cells: Cells, output: Path) -> None:
    """Write the cells, each with one of two looks."""
    workbook = Workbook(output, {"in_memory": True})
    text, number = workbook.add_format({"font_size": 9, "border": 1}), workbook.add_format({"num_format": "0.00"})
    for name, of_sheet in cells:
        sheet = workbook.add_worksheet(name)
        for row, column, value in of_sheet:
            if isinstance(value, str):
                sheet.write_string(row, column, value, text)
            else:
                sheet.write_number(row, column, value, number)
    workbook.close()


def main() -> None:
    cells, output = map(Path, sys.argv[1:])
    write(msgspec.msgpack.decode(cells.read_bytes(), type=Cells), output)


if __name__ == "__main__":
    main()
