from __future__ import annotations

import io
import zipfile
import zlib
from struct import unpack

from fmplan.exports.workbook.qr import png_of
from tests.exports.registers import PUMP, a_plan
from tests.exports.workbook.workbooks import written


def pixels(png: bytes) -> list[str]:
    """The lines of a picture of one bit a pixel, 0 for black, by the form of PNG alone."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    at, data, width = 8, b"", 0
    while at < len(png):
        (length,) = unpack(">I", png[at : at + 4])
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert unpack(">I", png[at + 8 + length : at + 12 + length])[0] == zlib.crc32(kind + body)
        if kind == b"IHDR":
            width, depth, colour = unpack(">I", body[:4])[0], body[8], body[9]
            assert (depth, colour) == (1, 0)
        data += body if kind == b"IDAT" else b""
        at += 12 + length
    raw, step = zlib.decompress(data), 1 + -(-width // 8)
    lines = [raw[start : start + step] for start in range(0, len(raw), step)]
    assert {line[0] for line in lines} == {0}
    return ["".join(f"{byte:08b}" for byte in line[1:])[:width] for line in lines]


def test_squares_are_drawn_dark_on_light_with_a_margin() -> None:
    assert pixels(png_of([[1, 0], [0, 1]])) == [
        *["1" * 12] * 4,
        *["1111" + "0011" + "1111"] * 2,
        *["1111" + "1100" + "1111"] * 2,
        *["1" * 12] * 4,
    ]


def test_every_page_of_a_work_sheet_has_a_picture_of_its_codes() -> None:
    data = written(a_plan(PUMP.replace("1 month", "1 day"), today="2027-03-01"))
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        pictures = [name for name in packed.namelist() if name.startswith("xl/media/")]
        described = packed.read("xl/drawings/drawing1.xml").decode()
    assert len(pictures) == described.count("<xdr:pic>") == 12
