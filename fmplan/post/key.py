"""What names a message for ever, so that it is sent once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from fmplan.exports.mail.message import Message
from fmplan.exports.plain import one_line


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """Which digest of which estate and period, which part of it, for whom; `issue` counts the updates, 0 the first.

    `recipient` is an address, or a robot with a fingerprint of where it posts to.
    """

    estate: str
    digest: str
    period: str
    part: str
    recipient: str
    issue: int = 0

    @property
    def fingerprint(self) -> str:
        """The key in 32 hex digits, for Message-ID and file names: the same on every machine."""
        # The parts hold no control characters, so that no two keys make one text.
        text = "\x1f".join((self.estate, self.digest, self.period, self.part, self.recipient, str(self.issue)))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def __str__(self) -> str:
        of_part = f"/{self.part}" if self.part else ""
        updated = f", update {self.issue}" if self.issue else ""
        to = f" to {self.recipient}" if self.recipient else ""
        return f"{self.estate}/{self.digest}/{self.period}{of_part}{to}{updated}"


def key_of(message: Message, recipient: str) -> Key:
    """Return the key under which a message first goes to one recipient; of a domain the case says nothing."""
    local, at, domain = one_line(recipient).rpartition("@")
    return Key(
        message.estate,
        message.digest.value,
        message.period,
        message.part,
        f"{local}{at}{domain.lower()}" if at else domain,
    )


def text_of(message: Message) -> str:
    """Return a fingerprint of what the message says: where it differs, the plan has changed."""
    return hashlib.sha256(message.text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
