"""Reading the lines of files into a volume: what is sound as it stands, and all that is wrong as findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import accumulate, compress, repeat
from operator import is_
from typing import Final, Union

import msgspec
from msgspec import Struct
from msgspec.structs import astuple

from fmplan.findings import Finding, Place, Severity
from fmplan.logbook.binding import Binder
from fmplan.logbook.keys import KEYS, KEYS_OF, LINES
from fmplan.logbook.sound import Columns, are_sound
from fmplan.logbook.volume import Volume

File = tuple[str, bytes]
"""A file of the logbook: its path, as findings show it, and its bytes."""

_DECODER: Final = msgspec.json.Decoder(Union[LINES])  # noqa: UP007 - of as many as there are
_ENCODE_LINES: Final = msgspec.json.Encoder().encode_lines
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_REFUSED: Final = (ValueError, RecursionError)
"""What decoding and typing raise; msgspec's own errors are ValueErrors."""

_EMPTY: Final = len(b"\n")
_LONG_NUMBER: Final = re.compile(rb'":-?[0-9.]*[eE]')
_AT_ONCE: Final = 250_000
"""So many bytes are read at once: many small files together cost no more than one large one."""


def bound(files: Sequence[File], key: bytes = b"") -> Volume:
    """Return a volume of files, with all that is wrong in them; `key` is a hash of them, where it is to be kept."""
    texts = texts_of(files)
    starts = list(accumulate(map(len, texts), initial=0))
    binder = Binder([path for path, _ in files], starts[:-1], texts)
    for some in _together(texts):
        if not _read_at_once(binder, b"".join(texts[some.start : some.stop]), starts[some.start]):
            for number in some:
                _read_file(binder, files[number], texts[number], starts[number])
    binder.findings += (_not_text(path, data) for path, data in files if _is_no_text(data))
    return binder.bound(key)


def texts_of(files: Iterable[File]) -> list[bytes]:
    """Return the texts of the volume of these files."""
    return [_text_of(data) for _, data in files]


def lines_in(data: bytes) -> list[bytes]:
    """Return the lines of a file that say something, without their ends."""
    return [line for line in _text_of(data).split(b"\n") if line.strip()]


def _text_of(data: bytes) -> bytes:
    """Return the bytes of a file without what editors put at its beginning and at the ends of its lines."""
    if _is_no_text(data):
        return b""
    data = data.removeprefix(_BYTE_ORDER_MARK)
    # Between the lines and nowhere else: inside a text JSON writes it as \r.
    data = data.replace(b"\r\n", b"\n") if b"\r" in data else data
    return data if not data or data.endswith(b"\n") else data + b"\n"


def _is_no_text(data: bytes) -> bool:
    begin = data[:512]
    return begin.startswith(_UTF16_MARKS) or begin.count(0) * 3 > len(begin)


def _together(texts: Sequence[bytes]) -> Iterator[range]:
    """Yield the numbers of the texts that are read at once."""
    begin, size = 0, 0
    for number, text in enumerate(texts):
        size += len(text)
        if size >= _AT_ONCE:
            yield range(begin, number + 1)
            begin, size = number + 1, 0
    if size:
        yield range(begin, len(texts))


def _read_file(binder: Binder, file: File, text: bytes, place: int) -> None:
    if not _read_at_once(binder, text, place):
        path, data = file
        raw = text.split(b"\n")[:-1]
        for number, line in enumerate(raw, 1):
            if line.strip():
                is_last = number == len(raw) and not data.endswith(b"\n")
                _read_line(binder, line, place, Place(path, number, 1), is_last=is_last)
            place += len(line) + 1


def _read_at_once(binder: Binder, text: bytes, start: int) -> bool:
    """Put in all lines of a text, where each is sound and as fmplan writes it; else none."""
    try:
        lines: list[Struct] = _DECODER.decode_lines(text)
    except _REFUSED:
        return False
    if not lines:
        return not text.strip()
    if not _is_as_written(lines, text):
        return False
    # To look for each line's end takes three times as long.
    sizes = list(map(len, BytesIO(text)))
    # Else there are empty lines, or several entries on one; longer ones of blanks would not come back so long.
    if len(sizes) != len(lines) or _EMPTY in sizes:
        return False
    *places, _ = accumulate(sizes, initial=start)
    found = list(_by_kind(lines, places))
    if not all(are_sound(columns) and not _may_hide_keys(columns, text) for _, columns, _ in found):
        return False
    for kind, columns, of_kind in found:
        binder.put(kind, columns, of_kind)
    return True


def _by_kind(lines: Sequence[Struct], places: Sequence[int]) -> Iterator[tuple[str, Columns, Sequence[int]]]:
    """Yield the lines of each kind, with their places."""
    kinds = tuple(map(type, lines))
    for kind in set(kinds):
        chosen = tuple(map(is_, kinds, repeat(kind)))
        rows = map(astuple, compress(lines, chosen))
        yield (
            kind.__name__,
            dict(zip(KEYS_OF[kind], zip(*rows, strict=True), strict=True)),
            tuple(compress(places, chosen)),
        )


def _is_as_written(lines: Sequence[Struct], text: bytes) -> bool:
    """Tell whether lines stand in a text as fmplan would write them; their keys may have another order.

    What it writes comes back in the same length, and nothing else does: a key that stands twice would be lost.
    """
    return len(_ENCODE_LINES(lines)) == len(text) and b"\r" not in text


def _may_hide_keys(columns: Columns, text: bytes) -> bool:
    """Tell whether a number stands there such as 1E9: it comes back longer, and hides that a key is lost."""
    return float in set(map(type, columns.get("minutes", ()))) and _LONG_NUMBER.search(text) is not None


def _read_line(binder: Binder, line: bytes, place: int, here: Place, *, is_last: bool) -> None:
    try:
        lines = [_DECODER.decode(line)]
    except _REFUSED:
        lines = []
    if lines and _is_as_written(lines, line + b"\n"):
        ((kind, columns, places),) = _by_kind(lines, (place,))
        if are_sound(columns) and not _may_hide_keys(columns, line):
            binder.put(kind, columns, places)
            return
    from fmplan.logbook.mistakes import read_odd_line

    odd, findings = read_odd_line(line, here, is_last=is_last)
    binder.findings += findings
    if odd is not None:
        binder.odd.add(place)
        columns = {key: (value,) for key, value in zip(KEYS, odd.values, strict=True)}
        binder.put(odd.values[0], columns, (place,))


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
