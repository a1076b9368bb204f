"""The form of a work sheet: which columns it has, and how much stands on a page of it."""

from __future__ import annotations

from typing import Final

from fmplan.exports.workbook.filling import FILLED, HIDDEN

WHAT: Final = len(HIDDEN) + 1
"""The first column that is shown: what is to be done; the hidden ones and that of the items stand before it."""

LAST: Final = WHAT + len(FILLED)
WIDTHS: Final = (30, 11.5, 12, 8, 13, 11, 16)
"""The widths of the columns that are shown, which at this scale take the width of A4."""

ITEM_WIDTH: Final = sum(WIDTHS[:-2])
"""The text of an item stands over all columns but two."""

SCALE: Final = 88
ROOM: Final = 830.0
"""Points of rows that a page of A4 takes at that scale, its head counted, with some to spare."""
