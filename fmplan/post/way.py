"""What the ways out have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from fmplan.exports.mail.message import Mailbox, Message
from fmplan.post.letter import Letter
from fmplan.post.outcome import Outcome


class WayError(Exception):
    """A way out is not set up rightly, so nothing can go by it until somebody mends that; the text is one line."""


@dataclass(frozen=True, slots=True)
class Rate:
    """No more than so many letters in so many seconds."""

    letters: int
    seconds: float


class Way(Protocol):
    """A way for letters to leave the house."""

    name: str
    rate: Rate | None

    def recipients(self, message: Message) -> Sequence[Mailbox]:
        """Return whom a message goes to by this way."""

    def send(self, letter: Letter, leaving: Callable[[], None]) -> Outcome:
        """Send one letter.

        `leaving` is called right before the step after which it may arrive, whatever happens then; what it raises
        stops the letter. An ordinary failure is an outcome. Raises WayError.
        """

    def close(self) -> None:
        """Let go of what is still open; nothing is raised."""
