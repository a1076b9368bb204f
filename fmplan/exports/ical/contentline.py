"""The lines of iCalendar (RFC 5545, 3.1): text escaped and folded so that no line is longer than 75 octets.

Both are the work of the `icalendar` library, which is asked once for each distinct text.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from fmplan.exports.plain import harmless

LONGEST: Final = 74
"""Octets up to which a line needs no folding; the library folds so that none has more."""

_ESCAPED: Final = frozenset("\\;,\n\r")


@lru_cache(maxsize=20_000)
def content(name: str, text: str) -> str:
    """Return a property with its line end, its text escaped, and folded where it is long."""
    return f"{folded(f'{name}:{escaped(harmless(text))}')}\r\n"


@lru_cache(maxsize=100_000)
def next_line(text: str) -> str:
    """Return a further line of a text: it begins, with its escaped line end, on a folded line of its own.

    What stands before it must end without its line end, and what follows begins with one.
    """
    return f"\r\n {folded(escaped(harmless(f'{chr(10)}{text}')))}"


@lru_cache(maxsize=20_000)
def more(text: str) -> str:
    """Return more of the same line of a text, on a folded line of its own."""
    return f"\r\n {folded(escaped(harmless(text)))}"


def escaped(text: str) -> str:
    """Return text with backslashes before what iCalendar would take for its own."""
    if _ESCAPED.isdisjoint(text):
        return text
    from icalendar import vText

    written: bytes = vText(text).to_ical()
    return written.decode()


def folded(line: str) -> str:
    """Return a line, folded where it is longer than LONGEST octets; never inside a letter."""
    if len(line) <= LONGEST and (line.isascii() or len(line.encode()) <= LONGEST):
        return line
    from icalendar.parser import Contentline

    found: bytes = Contentline(line).to_ical()  # type: ignore[no-untyped-call]
    return found.decode()
