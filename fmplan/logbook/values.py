"""What the values of a line may be, beyond their type: each read by its key, once for all lines that say the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from fmplan.dates.day import Day
from fmplan.dates.plain import quoted
from fmplan.dates.ranges import parse_day, parse_day_or_month_end

RESULTS: Final = ("ok", "pass", "conditions", "fail", "defect", "no-access")
"""How it went."""

FAIL: Final = "fail"
"""The result of an inspection that was not passed: it was done, and renews nothing."""

NO_ACCESS: Final = "no-access"
"""The result of a visit that could not do its work: it closes nothing."""

_MANY: Final = 20_000
"""More than any number, of occurrences or of different values, that a logbook has use for."""

_MOMENT: Final = re.compile(
    r"T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)?", re.ASCII
)
_FOR: Final = re.compile(r"(#[1-9]\d{0,5}|\d{4}-\d\d-\d\d)(?:\+(\d{0,3}))?", re.ASCII)
_NUMBER: Final = r"-?\d{1,15}(\.\d{1,9})?"
_TIME: Final = r"([01]\d|2[0-3]):[0-5]\d"
_UNITS: Final = r"\d{1,9}/\d{1,9}"
_ID: Final = r"[0-9a-f]{12}"


def parse_moment(text: str) -> Day:
    """Return the day of a moment such as `2027-03-02T17:20+08:00`, or of a day alone. Raises ValueError."""
    day = parse_day(text[:10])
    if len(text) > 10 and not _MOMENT.fullmatch(text, 10):
        raise ValueError(f"cannot read {quoted(text)} as a moment: write it for example 2027-03-02T17:20+08:00")
    return day


def parse_for(text: str) -> str:
    """Read `2027-03-01`, `#12`, or one with a plus behind as extra visits have: `+`, `+2`. Raises ValueError."""
    named = _FOR.fullmatch(text)
    if not named:
        raise ValueError(
            f"cannot read {quoted(text)} as a date of the series: write its due date, 2027-03-01, or its number, #12"
        )
    if not text.startswith("#"):
        parse_day(text[:10])
    number = named[2]
    return f"{named[1]}+{int(number) if int(number) > 1 else ''}" if number else text


def parse_closes(closes: Mapping[str, int | str]) -> Mapping[str, int | str]:
    """Read what stands after `closes`: by task the number of an occurrence, or its due date. Raises ValueError."""
    for named in closes.values():
        if isinstance(named, str):
            parse_for(named)
        elif not 0 < named < _MANY:
            raise ValueError(f"{quoted(str(named))} is the number of no occurrence: the first is 1")
    return closes


class Values(dict[Any, Any]):
    """What the values of one key mean, filled as they are read: not many different ones make up a logbook.

    Looking up one that cannot be read raises ValueError, with a text for the reader.
    """

    def __init__(self, read: Callable[[Any], Any]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, value: Any) -> Any:
        if len(self) > _MANY:
            self.clear()
        found = self[value] = self._read(value)
        return found


def _pattern(pattern: str, what: str, example: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not re.fullmatch(pattern, text, re.ASCII):
            raise ValueError(f"cannot read {quoted(text)} as {what}: write it as {example}")
        return text

    return read


def _some_text(text: str) -> str:
    if not text.strip():
        raise ValueError("nothing is written here: write what is meant, or take the key out")
    return text


def _result(text: str) -> str:
    if text not in RESULTS:
        raise ValueError(f"{quoted(text)} is not one of the words for 'result': write one of {', '.join(RESULTS)}")
    return text


def _minutes(number: float) -> float:
    if not 0 <= number < 1_000_000:
        raise ValueError(f"{quoted(str(number))} minutes cannot be: write how long it took")
    return number


def _again(number: int) -> int:
    if not 1 < number < _MANY:
        raise ValueError(f"{quoted(str(number))} cannot stand after 'again': the second time is 2")
    return number


_READERS: Final[dict[str, Callable[[Any], Any]]] = {
    "on": parse_day,
    "to": parse_day,
    "next": parse_day_or_month_end,
    "recorded": parse_moment,
    "asset": _some_text,
    "task": _some_text,
    "meter": _some_text,
    "event": _some_text,
    "for": parse_for,
    "result": _result,
    "minutes": _minutes,
    "again": _again,
    "cost": _pattern(_NUMBER, "an amount", "12.50"),
    "value": _pattern(_NUMBER, "a reading", "10412"),
    "at": _pattern(_TIME, "a time of day", "09:00"),
    "units": _pattern(_UNITS, "a number of units", "63/66"),
    "undoes": _pattern(_ID, "the id of an entry", "its 12 digits, 1f0c9a4e77b2"),
}

READ: Final[dict[str, Values]] = {key: Values(read) for key, read in _READERS.items()}
"""What each value means, by key."""

CODES: Final[dict[str, str]] = {
    "closes": "bad-date",
    "on": "bad-date",
    "to": "bad-date",
    "next": "bad-date",
    "recorded": "bad-date",
    "for": "bad-date",
    "asset": "bad-id",
    "task": "bad-id",
    "meter": "bad-id",
    "event": "bad-id",
    "undoes": "bad-id",
    "result": "unknown-word",
    "minutes": "bad-amount",
    "cost": "bad-amount",
    "value": "bad-amount",
    "at": "bad-hours",
    "again": "bad-count",
    "units": "bad-count",
}
"""The code of the finding for a value that cannot be read."""
