"""Colour around text in a terminal, where somebody asks for it."""

from __future__ import annotations

from typing import Final

BOLD: Final = "\x1b[1m"
DIM: Final = "\x1b[2m"
RED: Final = "\x1b[1;31m"
YELLOW: Final = "\x1b[33m"
_RESET: Final = "\x1b[0m"


class Painter:
    """Puts colour around text, or nothing."""

    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def __call__(self, paint: str, text: str) -> str:
        """Return the text in a colour; as it is where none is wanted."""
        return f"{paint}{text}{_RESET}" if self._colour and paint else text
