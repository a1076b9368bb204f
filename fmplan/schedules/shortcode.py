"""A short code for each occurrence, made of its key: what comes back on paper or by phone finds its place by it.

Five letters and a check letter, `K7Q4P-E`, in an alphabet without look-alikes: no 0 and O, 1, I and L, 2 and Z,
5 and S, 8 and B, 6 and G, U and V. It has 23 signs, a prime number: so the check letter finds every wrong letter
and every two neighbours that changed places. A code says nothing by itself. It is looked up among the occurrences
of an estate, and where two of these share one, the longer code of seven letters tells them apart.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final
from zlib import crc32

from fmplan.schedules.occurrence import Occurrence, Status

ALPHABET: Final = "34679ACDEFHJKMNPQRTVWXY"
SHORT: Final = 5
LONG: Final = 7

_BASE: Final = len(ALPHABET)
_SHORT_CODES: Final = _BASE**SHORT
_LONG_CODES: Final = _BASE**LONG
_TRIPLES: Final = _BASE**3
_PAIRS: Final = _BASE**2
_WEIGHTS: Final = (2, 3, 4, 5, 6, 7, 8)
"""Each another one, and none of them 0 or -1: else two letters could change places unseen."""

_DASHES: Final = "-‐‑‒–—―"
_LOOK_ALIKES: Final = frozenset("0O1IL2Z5S8B")
_MEANT: Final = str.maketrans("GU", "6V")
"""Of these look-alikes a code has only the other one, so that one is meant."""
_CLOSED: Final = frozenset({Status.DONE, Status.COVERED, Status.SKIPPED, Status.MISSED})


class CodeError(ValueError):
    """A code that leads to no occurrence, or to several; the text tells the reader which and what to do."""


def code_of(key: str, letters: int = SHORT) -> str:
    """Return the code of a key: `K7Q4P-E`, or with LONG letters `K7Q4P3X-P`, which begins like the short one."""
    return code_of_number(crc32(key.encode()), letters)


def code_of_number(number: int, letters: int = SHORT) -> str:
    """Return the code of the CRC-32 of a key; who has many keys with one stem goes on from the stem's."""
    if letters == SHORT:
        first, last = divmod(number % _SHORT_CODES, _PAIRS)
        (text, weight), (end, more) = _BY_TRIPLE[first], _BY_PAIR[last]
        return f"{text}{end}-{ALPHABET[(weight + more) % _BASE]}"
    rest, short = divmod(number % _LONG_CODES, _SHORT_CODES)
    digits = (*_digits(short, SHORT), *_digits(rest, LONG - SHORT))
    return f"{''.join(ALPHABET[digit] for digit in digits)}-{ALPHABET[_check(digits)]}"


def read_code(text: str) -> str:
    """Return a code as fmplan writes it, however it was typed: small letters, spaces and no hyphen will do.

    Raises CodeError for a sign that no code has, another length, or a wrong letter.
    """
    signs = _signs(text)
    if wrong := [sign for sign in signs if sign not in ALPHABET]:
        why = ", as it is easily taken for another sign: look at the sheet again" if wrong[0] in _LOOK_ALIKES else ""
        raise CodeError(f"{text!r} is no code: {wrong[0]!r} is in none{why}; the letters are {ALPHABET}")
    if len(signs) not in {SHORT + 1, LONG + 1}:
        raise CodeError(f"{text!r} is no code: it has {SHORT} letters and a check letter, as {code_of('')}")
    digits = tuple(ALPHABET.index(sign) for sign in signs)
    if _check(digits[:-1]) != digits[-1]:
        raise CodeError(f"{text!r} has a wrong letter, or two that changed places: look at the sheet again")
    return f"{signs[:-1]}-{signs[-1]}"


def is_code(text: str) -> bool:
    """Tell whether a text has the form of a code and the right check letter."""
    try:
        read_code(text)
    except CodeError:
        return False
    return True


def resembles_code(text: str) -> bool:
    """Tell whether a text is as long as a code and made of nothing but letters and digits, some of them wrong."""
    signs = _signs(text)
    return len(signs) in {SHORT + 1, LONG + 1} and signs.isascii() and signs.isalnum()


def occurrence_of(text: str, occurrences: Iterable[Occurrence]) -> Occurrence:
    """Return the occurrence of a code: of several that share it, the one that is open.

    Raises CodeError where the code is none, where none of `occurrences` has it, or several do; it then names
    them with their longer codes.
    """
    code = read_code(text)
    letters = len(code) - 2
    found = [one for one in occurrences if code_of(one.key, letters) == code]
    still_open = [one for one in found if one.status not in _CLOSED]
    candidates = still_open or found
    if not candidates:
        raise CodeError(f"nothing of this estate near that day has the code {code}")
    if len({one.key for one in candidates}) > 1:
        named = "; ".join(f"{code_of(one.key, LONG)} is {one.key}" for one in candidates[:5])
        raise CodeError(f"{code} may mean several: {named}. Say which by its longer code")
    return candidates[0]


def _signs(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).upper().translate(_MEANT)
    return "".join(sign for sign in plain if sign not in _DASHES and not sign.isspace())


def _digits(number: int, count: int) -> tuple[int, ...]:
    digits = []
    for _ in range(count):
        number, digit = divmod(number, _BASE)
        digits.append(digit)
    return tuple(reversed(digits))


def _check(digits: tuple[int, ...]) -> int:
    return sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=False)) % _BASE


class _Parts(dict[int, tuple[str, int]]):
    """Some letters of a code by their number, with what they add to the check; made when first asked for."""

    def __init__(self, count: int, weights: tuple[int, ...]) -> None:
        self._count = count
        self._weights = weights

    def __missing__(self, number: int) -> tuple[str, int]:
        digits = _digits(number, self._count)
        weight = sum(weight * digit for weight, digit in zip(self._weights, digits, strict=True))
        found = self[number] = ("".join(ALPHABET[digit] for digit in digits), weight)
        return found


_BY_TRIPLE: Final = _Parts(3, _WEIGHTS[:3])
_BY_PAIR: Final = _Parts(2, _WEIGHTS[3:5])
