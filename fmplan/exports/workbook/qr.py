"""Codes as a picture that a phone reads: the short codes of a page, to be typed or pasted behind `fmplan done`."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Final

from fmplan.exports.workbook.sheet import Sheet

_MOST: Final = 40
"""More codes than these make a picture too fine for its size."""


def draw_codes(sheet: Sheet, row: int, column: int, codes: Sequence[str], size: int, right: int) -> None:
    """Draw the codes in a square of so many pixels that ends `right` pixels from the beginning of a column."""
    import segno

    text = " ".join(codes[:_MOST])
    # Any mask can be read; to look for the best of the eight takes six times as long.
    code = segno.make(text, error="m", micro=False, boost_error=False, mask=0)
    picture = BytesIO()
    code.save(picture, kind="png", scale=2, border=2)
    scale = size / code.symbol_size(scale=2, border=2)[0]
    place = {"x_offset": right - size, "y_offset": 1, "x_scale": scale, "y_scale": scale, "object_position": 1}
    sheet.raw.insert_image(row, column, "codes.png", {"image_data": picture, "description": text, **place})
