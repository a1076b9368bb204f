"""How much room text takes: about how many lines it needs in a column, so that rows can be as high."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

LINE_HEIGHT: Final = 12.5
"""Points from one line of 9 points to the next."""

_DIGIT: Final = 7
"""Pixels of what the width of a column is counted in; a little of the column is margin."""

_MARGIN: Final = 3
_WRAPPING: Final = 1.1
"""Lines that break at words are not filled to their ends."""

_NARROW: Final = frozenset("iljtfrI.,:;'|!()[]-/ ")
_WIDE: Final = frozenset("mwMW@%—")


@lru_cache(maxsize=100_000)
def lines_of(text: str, width: float, size: float = 9) -> int:
    """Return about how many lines a text of so many points takes in a column so wide."""
    room = max(1.0, width * _DIGIT - _MARGIN)
    pixels = _ems(text) * size * 4 / 3
    return 1 if pixels <= room else int(pixels * _WRAPPING // room) + 1


def _ems(text: str) -> float:
    """Return about how wide a text is, in units of its size: a Chinese character is one."""
    return sum(map(_WIDTHS.__getitem__, text))


class _Widths(dict[str, float]):
    """How wide each sign is; one that comes for the first time is looked at."""

    def __missing__(self, sign: str) -> float:
        self[sign] = width = _em(sign)
        return width


def _em(sign: str) -> float:
    if sign in _NARROW:
        return 0.31
    if sign in _WIDE:
        return 0.88
    if sign >= "\u1100":
        return 1.0
    return 0.69 if sign.isupper() else 0.56


_WIDTHS: Final = _Widths()
