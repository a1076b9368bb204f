"""What stands in a workbook: its cells, and the dates in its planner.

python -m bench.workbook IN.xlsx [CELLS.msgpack]

It runs as a program of its own, for the memory it takes would be counted as that of what is measured next.
"""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import msgspec

from bench.process import RunError

Cell = tuple[int, int, str | float | None]
Cells = list[list[Cell]]

PLANNER = 1
"""The number of the planner among the sheets: the cover stands before it."""

_HEAD_ROWS = 6
_LEFT_COLUMNS = 7
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


def dates_in(cells: Cells) -> int:
    """Count the dates of a planner: a letter for each, with a number behind it where a week has several."""
    return sum(
        int(re.sub(r"\D", "", value) or 1)
        for row, column, value in cells[PLANNER]
        if row >= _HEAD_ROWS and column >= _LEFT_COLUMNS and isinstance(value, str)
    )


def planned_dates(workbook: Path, cells: Path | None = None) -> int:
    """Count the dates of the planner of a workbook, in a process of its own; all its cells go into a file `cells`."""
    command = [sys.executable, "-m", "bench.workbook", str(workbook), *([str(cells)] if cells else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RunError(done.stderr.strip().rpartition("\n")[2])
    return int(done.stdout)


def main() -> None:
    workbook, *output = map(Path, sys.argv[1:])
    cells = cells_of(workbook)
    for path in output:
        path.write_bytes(msgspec.msgpack.encode(cells))
    print(dates_in(cells))


if __name__ == "__main__":
    main()
