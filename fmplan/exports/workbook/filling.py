"""The boxes that people fill in: their columns by the names that `fmplan done --from` reads, and their choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from fmplan.dates.day import DATE, FIRST_DAY, LAST_DAY
from fmplan.exports.workbook.listing import Column
from fmplan.exports.workbook.setting import Setting
from fmplan.exports.workbook.sheet import Sheet
from fmplan.logbook.values import RESULTS

HIDDEN: Final = ("asset", "task", "for")
"""What a row is about; these columns are hidden."""

FILLED: Final = ("on", "by", "minutes", "result", "number", "note")
"""What people fill in, in this order."""

ITEM: Final = "item"
"""The column that names an item of a checklist; what was found stands under VALUE."""

VALUE: Final = "value"
FOUND: Final = ("ok", "defect", "n/a")
"""What may be found at an item that is not measured."""

_TINY: Final = 0.1


def mark_columns(sheet: Sheet, row: int, names: Sequence[str], first: int = 0) -> None:
    """Write the names of the columns into a hidden row: the rows below it are read by them, up to the next such row."""
    for column, name in enumerate(names, first):
        if name:
            sheet.text(row, column, name)
    sheet.raw.set_row(row, _TINY, None, {"hidden": True})


def boxes_of(setting: Setting) -> list[Column]:
    """Return the columns of FILLED."""
    words, looks = setting.words, setting.looks
    return [
        Column(words.done_on, looks.fill_date, 11, 11),
        Column(words.done_by, looks.fill, 11, 11),
        Column(words.minutes, looks.fill, 8, 8),
        Column(words.result, looks.fill, 12, 12),
        Column(words.number, looks.fill, 10, 10),
        Column(words.note, looks.fill, 18, 18),
    ]


def offer_results(setting: Setting, sheet: Sheet, rows: Sequence[range], column: int) -> None:
    """Offer the results, and hold days to be days, in rows of boxes that begin at a column."""
    offer(sheet, rows, column + FILLED.index("result"), {"validate": "list", "source": results(setting)})
    is_day = {"validate": "date", "criteria": "between", "minimum": _EARLIEST, "maximum": _LATEST}
    told = {"error_title": setting.words.done_on[:32], "error_message": setting.words.no_date}
    offer(sheet, rows, column + FILLED.index("on"), is_day | told)


def offer(sheet: Sheet, rows: Sequence[range], column: int, rule: Mapping[str, object]) -> None:
    """Lay a rule on the cells of one column in some rows."""
    for at in range(0, len(rows), _RANGES):
        cells = [[one.start, column, one.stop - 1, column] for one in rows[at : at + _RANGES]]
        sheet.raw.data_validation(*cells[0], {**rule, "other_cells": cells[1:]} if cells[1:] else dict(rule))


_EARLIEST: Final = DATE[FIRST_DAY]
_LATEST: Final = DATE[LAST_DAY]
_RANGES: Final = 100
"""So many ranges of cells share one rule: more in one make a file that some programs repair."""


def results(setting: Setting) -> list[str]:
    """Return the results to choose from: each by its word in the logbook, in Chinese with its meaning behind it."""
    return [with_meaning(result, setting.logged.results[result], setting.language) for result in RESULTS]


def found(setting: Setting) -> list[str]:
    """Return what may be found at an item, to choose from."""
    return [with_meaning(one, setting.words.found[one], setting.language) for one in FOUND]


def with_meaning(word: str, meaning: str, language: str) -> str:
    """Return a word of the logbook with its meaning behind it; the reader takes what stands before the space."""
    return word if language == "en" else f"{word} {meaning}"
