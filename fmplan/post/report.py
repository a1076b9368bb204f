"""What came of a delivery, for the caller to print."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from fmplan.post.key import Key


class Came(StrEnum):
    """What came of one message to one recipient; the words are those people read."""

    SENT = "sent"
    BEFORE = "sent before"
    CHANGED = "sent before, and says something else now"
    LATER = "not sent yet"
    HELD = "held back"
    FAILED = "refused"
    FAILED_BEFORE = "refused before"
    UNKNOWN = "may or may not have arrived"
    UNKNOWN_BEFORE = "may or may not have arrived before"
    ELSEWHERE = "being sent by another run"
    OVERTAKEN = "given up"
    CLASH = "not sent, because another message of this run has its name: two estates have one id"
    NOBODY = "not sent, because nobody is named to get it"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message to one recipient: what came of it, and what the other side said."""

    key: Key
    came: Came
    said: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a run. `trouble` says why the way out could not be used at all, if so."""

    deliveries: tuple[Delivery, ...]
    trouble: str = ""

    def has(self, *cames: Came) -> bool:
        """Tell whether any of these came of any message."""
        return any(delivery.came in cames for delivery in self.deliveries)

    @property
    def counts(self) -> Counter[Came]:
        """How many messages came to which end."""
        return Counter(delivery.came for delivery in self.deliveries)
