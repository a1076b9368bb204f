"""XlsxWriter writing cells that are known already: nothing is read, planned or measured but the writing.

python -m bench.peers.xlsxwriter CELLS.msgpack OUT.xlsx
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
from xlsxwriter import Workbook

from bench.workbook import Cells


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
