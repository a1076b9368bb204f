"""What all robots have in common: the short digest, cut to what the chat takes, posted, and the answer read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Final, Protocol
from urllib.parse import urlsplit

import msgspec

from fmplan.exports.mail.message import Mailbox, Message
from fmplan.exports.plain import one_line
from fmplan.post.letter import Letter
from fmplan.post.outcome import Fate, Outcome
from fmplan.post.robots import KINDS
from fmplan.post.robots.hook import Hook, hook_of
from fmplan.post.robots.posting import Answer, by_status, post
from fmplan.post.way import Rate

_PATIENCE: Final = 30.0
_SAID_LONGEST: Final = 300
_MORE: Final = "\n\n…"


class Dialect(Protocol):
    """What a file of this folder says about its chat."""

    RATE: Rate

    def posted(self, letter: Letter, hook: Hook) -> tuple[str, bytes, Mapping[str, str]]:
        """Return the URL, the body and the headers of the POST for a letter."""

    def outcome(self, body: bytes) -> Outcome | None:
        """Return what an answer of success says in its body; None where that is not the chat's own."""


class Robot:
    """A chat as a way out: each message goes there once, whoever its mail is for."""

    def __init__(self, hook: Hook, dialect: Dialect, patience: float = _PATIENCE) -> None:
        self.name = hook.kind
        self.rate: Rate | None = dialect.RATE
        self._hook = hook
        self._dialect = dialect
        self._patience = patience

    def recipients(self, message: Message) -> Sequence[Mailbox]:  # noqa: ARG002 - of a chat there is one
        """Return the chat."""
        return (Mailbox(self._hook.name),)

    def send(self, letter: Letter, leaving: Callable[[], None]) -> Outcome:
        """Post one letter. Raises WayError."""
        url, body, headers = self._dialect.posted(letter, self._hook)
        answer = post(urlsplit(url), body, headers, self._patience, leaving)
        found = answer if isinstance(answer, Outcome) else self._read(answer)
        said = one_line(self._hook.mask(found.said))[:_SAID_LONGEST]
        return Outcome(found.fate, said, found.wait, found.halts)

    def close(self) -> None:
        """Nothing is open: each post has a connection of its own."""

    def _read(self, answer: Answer) -> Outcome:
        text = answer.body.decode("utf-8", "replace")
        by_code = by_status(answer, text)
        if by_code is not None:
            return by_code
        said = self._dialect.outcome(answer.body)
        if said is None:
            return Outcome(Fate.UNKNOWN, f"something else than the robot answered: {text}")
        return said


def robot_of(kind: str, environment: Mapping[str, str]) -> Robot:
    """Return the robot of a kind, of `KINDS`, as the environment sets it up. Raises WayError."""
    hook = hook_of(kind, environment)
    return Robot(hook, import_module(KINDS[kind]))


def cut(text: str, most: int) -> str:
    """Return text in at most so many bytes of UTF-8: whole lines, and an ellipsis for what is left out."""
    data = text.encode("utf-8", "replace")
    if len(data) <= most:
        return text
    kept = data[: most - len(_MORE.encode())]
    # A single line that is too long is cut inside, after a whole character.
    end = kept.rfind(b"\n")
    return kept[: end if end > 0 else None].decode("utf-8", "ignore").rstrip() + _MORE


def fitted(text: str, most: int, body: Callable[[str], bytes]) -> bytes:
    """Return the body that `body` makes of a text, which is cut so that the whole has at most so many bytes."""
    made = body(text)
    while len(made) > most:
        # By the same share, because quotes and line ends take two bytes in a body.
        text = cut(text, len(text.encode("utf-8", "replace")) * most // len(made))
        made = body(text)
    return made


def by_code(body: bytes, code: str, text: str, later: Sequence[int]) -> Outcome | None:
    """Return what a JSON answer says by the number in its key `code`: 0 is sent, those of `later` come again."""
    try:
        answer = msgspec.json.decode(body)
        number = answer[code]
    except (msgspec.DecodeError, KeyError, TypeError, RecursionError):
        return None
    if not isinstance(number, int):
        return None
    said = f"{code} {number}: {answer.get(text, '')}"
    if number == 0:
        return Outcome(Fate.SENT, said)
    return Outcome(Fate.LATER, said, halts=True) if number in later else Outcome(Fate.FAILED, said)
