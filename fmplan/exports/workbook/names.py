"""What sheets may be called: 31 signs, some forbidden, no two alike in whatever case."""

from __future__ import annotations

import re
from typing import Final

_LONGEST: Final = 31
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\]")


class Names:
    """The names of the sheets of one workbook, each taken once."""

    def __init__(self) -> None:
        # Excel keeps this one for itself.
        self._taken = {"history"}

    def take(self, wish: str) -> str:
        """Return the wish as a name that may stand and is not taken yet: `North-South`, `North-South (2)`."""
        plain = _cut(_FORBIDDEN.sub("-", wish).strip("' ") or "-", _LONGEST)
        name, number = plain, 1
        while name.casefold() in self._taken:
            number += 1
            tail = f" ({number})"
            name = _cut(plain, _LONGEST - len(tail)) + tail
        self._taken.add(name.casefold())
        return name


def _cut(text: str, length: int) -> str:
    """Return the beginning of a text: of an emoji, which counts as two, never half."""
    while len(text.encode("utf-16-le")) > 2 * length:
        text = text[:-1]
    return text.rstrip("' ") or "-"
