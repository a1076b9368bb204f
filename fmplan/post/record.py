"""What the journal knows of one message."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fmplan.post.key import Key


class State(StrEnum):
    """How far a message has come."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Record:
    """A message by its key: how far it came, how often it was tried, what was said, and when that was (UTC).

    `left` tells of one that is being sent whether it may have arrived by now. `text` is a fingerprint of what it says.
    """

    id: int
    key: Key
    state: State
    left: bool
    text: str
    way: str
    tries: int
    said: str
    planned: str
    changed: str

    @property
    def is_open(self) -> bool:
        """Whether it is still to go: it was never sent, and if a run broke off over it, then before it had left."""
        return self.state is State.PLANNED or (self.state is State.SENDING and not self.left)

    @property
    def is_sent(self) -> bool:
        """Whether the other side took it over."""
        return self.state is State.SENT

    @property
    def is_uncertain(self) -> bool:
        """Whether nobody knows if it arrived."""
        return self.state is State.UNKNOWN or (self.state is State.SENDING and self.left)
