"""Codes as a picture that a phone reads: the short codes of a page, to be typed or pasted behind `fmplan done`."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from typing import Final

from fmplan.exports.workbook.sheet import Sheet

_MOST: Final = 40
"""More codes than these make a picture too fine for its size."""

_PIXELS: Final = 2
_QUIET: Final = 2
"""Pixels of a square, and squares of white around them all."""


_PAIRS: Final = ("1" * _PIXELS, "0" * _PIXELS)
"""The pixels of a light square and of a dark one."""


def draw_codes(sheet: Sheet, row: int, column: int, codes: Sequence[str], size: int, right: int) -> None:
    """Draw the codes in a square of so many pixels that ends `right` pixels from the beginning of a column."""
    text = " ".join(codes[:_MOST])
    side, png = _picture_of(text)
    scale = size / side
    place = {"x_offset": right - size, "y_offset": 1, "x_scale": scale, "y_scale": scale, "object_position": 1}
    sheet.raw.insert_image(row, column, "codes.png", {"image_data": BytesIO(png), "description": text, **place})


# The same visit stands in the work sheets of its team and in those of the lead.
@lru_cache(maxsize=1024)
def _picture_of(text: str) -> tuple[int, bytes]:
    """Return text as a picture: how many pixels wide it is, and its PNG."""
    import segno

    # Any mask can be read; to look for the best of the eight takes six times as long.
    squares = segno.make(text, error="m", micro=False, boost_error=False, mask=0).matrix
    return _PIXELS * (len(squares) + 2 * _QUIET), png_of(squares)


def png_of(squares: Sequence[Sequence[int]]) -> bytes:
    """Return dark (1) and light (0) squares as a PNG in black and white, with a quiet margin around them.

    The library's own writer does more kinds of pictures and takes four times as long.
    """
    side = _PIXELS * (len(squares) + 2 * _QUIET)
    margin = "1" * (_PIXELS * _QUIET)
    blank = _scanline("1" * side) * (_PIXELS * _QUIET)
    lines = [_scanline(margin + "".join(map(_PAIRS.__getitem__, row)) + margin) for row in squares]
    pixels = blank + b"".join(line * _PIXELS for line in lines) + blank
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    parts = (_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(pixels)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _scanline(bits: str) -> bytes:
    padded = bits + "1" * (-len(bits) % 8)
    return b"\0" + int(padded, 2).to_bytes(len(padded) // 8, "big")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
