"""One entry of the logbook: what somebody wrote down about one thing on one day."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

import msgspec
from msgspec import Struct

from fmplan.dates.day import Day
from fmplan.logbook.keys import FIELDS

ID_LENGTH: Final = 12
"""So many hex digits name an entry: no two of a million are alike, at odds of one in five hundred."""

_CANONICAL: Final = msgspec.json.Encoder(order="sorted")
_READ: Final = msgspec.json.Decoder(dict[str, Any]).decode


class Kind(StrEnum):
    """What an entry says."""

    DONE = "done"
    SKIPPED = "skipped"
    DEFERRED = "deferred"
    BOOKED = "booked"
    READING = "reading"
    EVENT = "event"
    UNDONE = "undone"
    NOTE = "note"


CLOSINGS: Final = frozenset({Kind.DONE.value, Kind.SKIPPED.value, Kind.DEFERRED.value, Kind.BOOKED.value})
"""The kinds that say something of one occurrence."""


class Entry(Struct, frozen=True, gc=False):
    """One line of the logbook; what is looked at seldom lies in `more`.

    `kind` is a `Kind`, or a word that fmplan does not know. `asset` is as written, `task` empty where the line
    names none; `for_` is as written, `2027-03-01` or `#12`. `closes` are the numbers of the smaller tasks'
    occurrences that it closes too, by task. `next` is the last day of the month where one is written. `place`
    is for `Logbook.place_of` alone, `written` is the line itself.
    """

    on: Day
    kind: str
    asset: str
    task: str
    for_: str | None
    to: Day | None
    next: Day | None
    result: str | None
    recorded: str | None
    closes: dict[str, int | str] | None
    place: int
    written: bytes

    def __hash__(self) -> int:
        return hash((self.on, self.kind, self.asset, self.task, self.for_, self.place))

    @property
    def more(self) -> Mapping[str, Any]:
        """All other keys of the line as they were written, the unknown ones among them."""
        return {key: value for key, value in _READ(self.written).items() if key not in FIELDS}

    @property
    def id(self) -> str:
        """The name of the act: lines alike but for when and by whom they were recorded have the same."""
        return id_of(self.line)

    @property
    def line(self) -> Mapping[str, Any]:
        """The line as it was written, key by key."""
        return _READ(self.written)

    @property
    def reason(self) -> str:
        """Why it was skipped, deferred or undone; empty where nobody says."""
        found: str = self.more.get("reason", "")
        return found

    @property
    def is_closing(self) -> bool:
        """Whether it says something of one occurrence: done, skipped, deferred or booked."""
        return self.kind in CLOSINGS


def id_of(act: Mapping[str, Any]) -> str:
    """Return the id of an act by its keys as they are written in a line; who recorded it and when do not count."""
    return hashlib.sha256(canonical(act)).hexdigest()[:ID_LENGTH]


def canonical(act: Mapping[str, Any]) -> bytes:
    """Return the JSON that the id is made of: keys sorted, no spaces, in UTF-8, without `recorded` and `recorder`."""
    alike = dict(act)
    alike.pop("recorded", None)
    alike.pop("recorder", None)
    return _CANONICAL.encode(alike)
