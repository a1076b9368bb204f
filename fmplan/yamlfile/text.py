"""Whether bytes are text a parser should see at all: size, encoding, hidden characters, merge markers."""

from __future__ import annotations

import re
from typing import Final

from fmplan.findings import Finding, Place, Severity
from fmplan.yamlfile.block import COLUMN_MASK

MAX_BYTES: Final = 20_000_000
"""From this size on a file is refused; 20 MB hold some 50,000 assets."""

_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")

# Signatures of files that end up in a register's folder by mistake.
_SIGNATURES: Final = {
    b"PK\x03\x04": "an Excel workbook, another Office file or a zip archive",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook or Word file",
    b"%PDF-": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "a packed archive",
    b"SQLite format 3": "a database",
}

WIDE_SPACES: Final = {"\u3000": "full-width space U+3000", "\u00a0": "no-break space U+00A0"}
"""The spaces of Chinese typing and of web pages, which YAML takes for letters, and what they are called."""

_TEXT_BYTES: Final = bytes({9, 10, 13, *range(0x20, 0x100)} - {0x7F})
# `re` compiles this when it is first asked for, which for most files is never.
_HIDDEN: Final = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"
# Those of them that are no ASCII, as UTF-8 writes them. An expression for each first byte leaps from one such byte to
# the next, so that all three take a fifth of the time of the one above.
_HIDDEN_BYTES: Final = tuple(
    re.compile(written)
    for written in (rb"\xc2[\x80-\x9f]", rb"\xe2\x80[\xa8\xa9]", rb"\xef(?:\xbb\xbf|\xbf[\xbe\xbf])")
)
_MERGE_SIGNS: Final = (b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")
_MERGE_MARKER: Final = re.compile(rb"^(?:<{7}|={7}|>{7}|\|{7})(?:[ \t].*)?\r?$", re.MULTILINE)
_DIRECTIVE: Final = re.compile(rb"(?:[ \t]*+(?:#[^\r\n]*+)?(?:\r\n?|\n))*+%")
_LINE_END: Final = re.compile(r"\r\n|\r|\n")


def without_mark(data: bytes) -> bytes:
    """Return `data` without the byte order mark that some editors put before UTF-8 text."""
    return data.removeprefix(_BYTE_ORDER_MARK)


def hidden_character(text: str) -> re.Match[str] | None:
    """Find the first control character, lone surrogate or invisible line break in `text`."""
    return re.search(_HIDDEN, text)


def lines_of(text: str) -> list[str]:
    """Split text into lines as the parser counts them: at LF, CRLF and CR only."""
    return _LINE_END.split(text) if "\r" in text else text.split("\n")


def empty_file(path: str) -> Finding:
    """Return the finding for a file that says nothing."""
    return _finding(
        "empty-file",
        Place(path),
        "the file is empty, or holds comments only",
        "Write its first key, or remove the file.",
    )


def refusal(path: str, data: bytes) -> Finding | None:
    """Return why the bytes (without a byte order mark) are not to be parsed, or None where they may be."""
    if len(data) >= MAX_BYTES:
        return _finding(
            "file-too-large",
            Place(path),
            f"the file has {len(data) / 1_000_000:.1f} MB; files of {MAX_BYTES // 1_000_000} MB and more are not read",
            "Divide it into several files; any files and folders below assets/ are read together.",
        )
    return (
        _unlike_text(path, data)
        or _undecodable(path, data)
        or _hidden(path, data)
        or _unmerged(path, data)
        or _unusual_lines(path, data)
        or (None if data.strip() else empty_file(path))
    )


def _unlike_text(path: str, data: bytes) -> Finding | None:
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            return _finding(
                "binary-file",
                Place(path),
                f"the file is {kind}, whatever its name says",
                "Keep such files outside assets/ and schedules/, and write the register as text.",
            )
    if data.startswith(_UTF16_MARKS) or _looks_like_utf16(data):
        return _finding(
            "not-utf8",
            Place(path, 1, 1),
            "the file is saved as UTF-16 (some editors call it Unicode), not as UTF-8",
            "Save it again with the encoding UTF-8.",
        )
    zero = data.find(b"\0")
    if zero >= 0:
        return _finding(
            "binary-file",
            _place_of_byte(path, data, zero),
            "a byte of value zero stands here, which no text has",
            "Put back the last good version of the file, or write it anew; it may be damaged.",
        )
    return None


def _looks_like_utf16(data: bytes) -> bool:
    """Tell whether zeros stand at every other byte only, at least for each line or space."""
    sample = data[: 4096 & ~1]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if not (even or odd) or (even and odd):
        return False
    encoding = "utf-16-le" if odd else "utf-16-be"
    text = sample.decode(encoding, "replace")
    # Damaged UTF-8 read as UTF-16 gives odd signs, hardly ever a colon with a blank or a line behind it.
    return re.search(r":(?: |\r|\n|$)", text) is not None and "\ufffd" not in text[:-1]


def _undecodable(path: str, data: bytes) -> Finding | None:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        at = error.start
    else:
        return None
    guess = _likely_encoding(data)
    if guess:
        message = f"byte 0x{data[at]:02X} here is not UTF-8; the file looks as if saved as {guess}"
        remedy = f"Open it as {guess} and save it again with the encoding UTF-8."
    else:
        message = f"byte 0x{data[at]:02X} here is not UTF-8 text"
        remedy = "Save the file again with the encoding UTF-8; if it still looks wrong, write this part anew."
    return _finding("not-utf8", _place_of_byte(path, data, at), message, remedy)


def _likely_encoding(data: bytes) -> str | None:
    """Guess the encoding of bytes that are not UTF-8: the first that makes everyday letters of them."""
    for encoding, name, everyday in (
        ("gb18030", "GB18030 (GBK)", "[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]"),
        ("big5", "Big5", "[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]"),
        ("cp1252", "Windows-1252", "[\u00a0-\u00ff\u2013-\u2026\u20ac]"),
    ):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        foreign = [letter for letter in text if letter > "\x7f"]
        known = re.findall(everyday, text)
        if known and len(known) >= 0.9 * len(foreign):
            return name
    return None


def _hidden(path: str, data: bytes) -> Finding | None:
    is_hidden = not data.isascii() and any(written.search(data) for written in _HIDDEN_BYTES)
    if not is_hidden and not data.translate(None, _TEXT_BYTES):
        return None
    text = data.decode()
    match = hidden_character(text)
    if match is None:
        return None
    sign = match[0]
    what = {
        "\u2028": "an invisible line break",
        "\u2029": "an invisible line break",
        "\x85": "an invisible line break",
        "\ufeff": "a byte order mark inside the file",
    }.get(sign, "a control character")
    before = lines_of(text[: match.start()])
    return _finding(
        "control-character",
        Place(path, len(before), len(before[-1]) + 1),
        f"{what} (U+{ord(sign):04X}) stands here, which no editor shows",
        "Delete it: it often comes along with text copied from elsewhere; write the line anew if need be.",
    )


def _unmerged(path: str, data: bytes) -> Finding | None:
    if not any(sign in data for sign in _MERGE_SIGNS):  # fifty times as quick as the expression
        return None
    match = _MERGE_MARKER.search(data)
    if match is None:
        return None
    marker = match[0][:7].decode()
    return _finding(
        "merge-conflict",
        _place_of_byte(path, data, match.start()),
        f"git could not merge two versions of this part, and left its marker {marker}",
        "Keep the lines that are right, and remove the lines <<<<<<<, ======= and >>>>>>>.",
    )


def _unusual_lines(path: str, data: bytes) -> Finding | None:
    directive = _DIRECTIVE.match(data)
    if directive:
        return _finding(
            "yaml-directive",
            _place_of_byte(path, data, directive.end() - 1),
            "the file begins with a % directive, which registers do not use",
            "Remove the lines that begin with %, and the line --- after them.",
        )
    start = 0
    while start + COLUMN_MASK < len(data):
        end = start + COLUMN_MASK
        next_start = 1 + max(data.rfind(b"\n", start, end), data.rfind(b"\r", start, end))
        if next_start:
            start = next_start
            continue
        return _finding(
            "line-too-long",
            _place_of_byte(path, data, start),
            "this line has more than a million characters",
            "Write it on several lines, one key on each.",
        )
    return None


def _place_of_byte(path: str, data: bytes, at: int) -> Place:
    """Return the place of the byte at `at`; what stands before it in its line counts in characters."""
    before = lines_of(data[:at].decode(errors="replace"))
    return Place(path, len(before), len(before[-1]) + 1)


def _finding(code: str, place: Place, message: str, remedy: str) -> Finding:
    return Finding(code, Severity.ERROR, place, message, remedy)
