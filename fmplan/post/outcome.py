"""What came of one attempt to send a letter."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """Sent; to be tried later; refused for good; or gone, and nobody knows whether it arrived."""

    SENT = "sent"
    LATER = "later"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A fate and what the other side said. `wait` is how many seconds it asked for.

    With `halts` nothing else can go this way for now: there was no connection, or it is over.
    """

    fate: Fate
    said: str = ""
    wait: float = 0
    halts: bool = False
