"""Text from a register, made harmless: nothing in it may act in a terminal or break out of its line."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

# Control characters, those that turn the direction of writing, and the line ends of Unicode.
_HIDDEN: Final = "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"


def one_line(text: str) -> str:
    """Return text on one line: what shows nothing, line ends too, becomes a space, and spaces are one."""
    if not text.isprintable():
        text = _hidden().sub(" ", text)
    return " ".join(text.split())


def harmless(text: str) -> str:
    """Return text with its line ends and spaces as they are, and a space for whatever else shows nothing."""
    if all(line.isprintable() for line in text.split("\n")):
        return text
    return _hidden().sub(lambda match: "\n" if match[0] == "\n" else " ", text)


def acts(text: str) -> bool:
    """Tell whether text holds anything that shows nothing, a line end too."""
    return not text.isprintable() and _hidden().search(text) is not None


def spelt_out(text: str) -> str:
    """Return text with what shows nothing spelt out as JSON may have it: the escapes of its code points."""
    return text if text.isprintable() else _hidden().sub(lambda match: f"\\u{ord(match[0]):04x}", text)


@cache
def _hidden() -> re.Pattern[str]:
    """Return what finds them, made when a text has some: none of them is printable."""
    return re.compile(_HIDDEN)
