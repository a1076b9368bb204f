"""A way out that does as it is told, for tests of what happens around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum

from fmplan.exports.mail.message import Mailbox, Message
from fmplan.post.letter import Letter
from fmplan.post.outcome import Fate, Outcome
from fmplan.post.way import Rate, WayError


class Crash(Enum):
    """Where the run breaks off."""

    BEFORE = "before it leaves"
    ON_THE_WAY = "after it has left, and it never arrives"
    ARRIVED = "after it has arrived"


class CrashError(BaseException):
    """The process is gone."""


@dataclass
class Told:
    """A way with a plan: each attempt does what stands next in `plan`, and after that all goes well."""

    plan: list[Outcome | Crash | WayError] = field(default_factory=list)
    arrived: list[str] = field(default_factory=list)
    rate: Rate | None = None
    name: str = "told"
    letters: list[Letter] = field(default_factory=list)
    closed: int = 0

    def recipients(self, message: Message) -> Sequence[Mailbox]:
        return message.to

    def send(self, letter: Letter, leaving: Callable[[], None]) -> Outcome:
        self.letters.append(letter)
        to = letter.recipient.address
        step = self.plan.pop(0) if self.plan else Outcome(Fate.SENT, "250 ok")
        if isinstance(step, WayError):
            raise step
        if step is Crash.BEFORE:
            raise CrashError
        # A refusal may come early or late; one that comes late comes after it has left.
        leaving()
        if step is Crash.ON_THE_WAY:
            raise CrashError
        if step is Crash.ARRIVED or (isinstance(step, Outcome) and step.fate in {Fate.SENT, Fate.UNKNOWN}):
            self.arrived.append(to)
        if isinstance(step, Crash):
            raise CrashError
        return step

    def close(self) -> None:
        self.closed += 1


LATER = Outcome(Fate.LATER, "451 not now")
HALTED = Outcome(Fate.LATER, "no connection", halts=True)
FAILED = Outcome(Fate.FAILED, "550 nobody of that name")
UNKNOWN = Outcome(Fate.UNKNOWN, "the connection was lost after the letter")
SENT = Outcome(Fate.SENT, "250 ok")
