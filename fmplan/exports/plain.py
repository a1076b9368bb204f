"""Text from a register, made harmless: nothing in it may act in a terminal or break out of its line."""

from __future__ import annotations

import re
from typing import Final

# Control characters, those that turn the direction of writing, and the line ends of Unicode.
HIDDEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def one_line(text: str) -> str:
    """Return text on one line: what shows nothing, line ends too, becomes a space, and spaces are one."""
    return " ".join(HIDDEN.sub(" ", text).split())


def harmless(text: str) -> str:
    """Return text with its line ends and spaces as they are, and a space for whatever else shows nothing."""
    return HIDDEN.sub(lambda match: "\n" if match[0] == "\n" else " ", text)
