"""Reading one file of the logbook, line by line: sound lines into a binder, all that is wrong as findings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
from msgspec.structs import astuple

from fmplan.findings import Finding, Place, Severity
from fmplan.logbook.keys import Line
from fmplan.logbook.mistakes import read_odd_line
from fmplan.logbook.packing import pack, pack_all, pack_sound
from fmplan.logbook.volume import LINE_BITS, Binder

_DECODER: Final = msgspec.json.Decoder(Line)
_ENCODE: Final = msgspec.json.Encoder().encode
_ENCODE_LINES: Final = msgspec.json.Encoder().encode_lines
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_REFUSED: Final = (ValueError, KeyError, RecursionError)
"""What decoding, typing and reading of values raise; msgspec's own errors are ValueErrors."""


def read_lines(path: str, data: bytes, binder: Binder) -> None:
    """Put the entries of a file into a binder, and what is wrong with it; `path` is as findings show it."""
    file = len(binder.paths) << LINE_BITS
    binder.paths.append(path)
    if data.startswith(_UTF16_MARKS) or data[:512].count(0) * 3 > len(data[:512]):
        binder.findings.append(_not_text(path, data))
        return
    data = _text_of(data)
    odd = _pack_at_once(data, file, binder)
    if odd:
        raw = data.split(b"\n")
        for number in odd if isinstance(odd, list) else range(len(raw)):
            if raw[number].strip():
                _read_line(path, raw, number, file, binder)


def lines_in(data: bytes) -> list[bytes]:
    """Return the lines of a file that say something, without their ends."""
    return [line for line in _text_of(data).split(b"\n") if line.strip()]


def _text_of(data: bytes) -> bytes:
    """Return the bytes of a file without what editors put at its beginning and at the ends of its lines."""
    data = data.removeprefix(_BYTE_ORDER_MARK)
    # Between the lines and nowhere else: inside a text JSON writes it as \r.
    return data.replace(b"\r\n", b"\n") if b"\r" in data else data


def _pack_at_once(data: bytes, file: int, binder: Binder) -> list[int] | bool:
    """Pack all lines that are sound, and return the numbers of the others; True where none could be packed so.

    Lines that fmplan writes come back in the same length, and no others: a key that stands twice would be lost.
    """
    try:
        lines: list[Line] = _DECODER.decode_lines(data)
    except _REFUSED:
        return True
    if len(lines) != data.count(b"\n") or len(_ENCODE_LINES(lines)) != len(data):
        return True
    return pack_all(lines, file, binder)


def _read_line(path: str, raw: Sequence[bytes], number: int, file: int, binder: Binder) -> None:
    line = raw[number]
    place = file | number + 1
    try:
        decoded = _DECODER.decode(line)
        if len(_ENCODE(decoded)) == len(line):
            pack_sound(astuple(decoded), place, binder)
            return
    except _REFUSED:
        pass
    odd, findings = read_odd_line(line, Place(path, number + 1, 1), is_last=number == len(raw) - 1)
    binder.findings += findings
    if odd is not None:
        pack(odd.values, place, binder, odd.others)


def _not_text(path: str, data: bytes) -> Finding:
    if data.startswith(_UTF16_MARKS) or data.strip(b"\0"):
        message = "the file is saved as UTF-16 (some editors call it Unicode), not as UTF-8"
        return Finding("not-utf8", Severity.ERROR, Place(path, 1, 1), message, "Save it again with the encoding UTF-8.")
    return Finding(
        "binary-file",
        Severity.ERROR,
        Place(path, 1, 1),
        "the file holds nothing but bytes of value zero, as a computer leaves them that stopped while it wrote",
        "Put back the last good version of the file, or record it again.",
    )
