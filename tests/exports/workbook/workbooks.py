"""Workbooks read back: as XlsxWriter wrote them, by two readers that are not XlsxWriter."""

from __future__ import annotations

import io
import warnings
from typing import Any

import openpyxl
from python_calamine import CalamineWorkbook

from fmplan.exports.xlsx import render
from fmplan.schedules.plan import Plan


def written(plans: Plan | list[Plan], language: str = "en", **more: Any) -> bytes:
    return b"".join(render(plans, language, **more))


def opened(data: bytes) -> Any:
    with warnings.catch_warnings():
        # It does not know the bars in cells, and says so.
        warnings.simplefilter("ignore", UserWarning)
        return openpyxl.load_workbook(io.BytesIO(data))


def rows(data: bytes, sheet: str) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def texts(data: bytes, sheet: str) -> list[str]:
    return [value for row in rows(data, sheet) for value in row if isinstance(value, str) and value]


def below(data: bytes, sheet: str, head: str) -> list[dict[str, Any]]:
    """The rows below the one that holds a heading, by the headings; up to the first empty one."""
    table = rows(data, sheet)
    at = next(number for number, row in enumerate(table) if head in row)
    found = []
    for row in table[at + 1 :]:
        if not any(value != "" for value in row):
            break
        found.append(dict(zip(table[at], row, strict=False)))
    return found
