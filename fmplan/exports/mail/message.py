"""One digest for those it goes to: the seam between what is said (exports) and how it gets there (the post)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class Digest(StrEnum):
    """What a message tells of; BROKEN tells the lead what is wrong with a register that no plan can be made of."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    OVERDUE = "overdue"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An address, `lead@example.com`, and the name beside it, as the register has it: the post makes it harmless."""

    address: str
    name: str = ""


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a message. `media` is its type with parameters: `text/calendar; charset=utf-8`.

    `make` returns its bytes; it is called when they are first asked for, which for what was sent before is never.
    """

    name: str
    media: str
    make: Callable[[], bytes] = field(compare=False)

    @cached_property
    def data(self) -> bytes:
        """Its bytes."""
        return self.make()


@dataclass(frozen=True)
class Message:
    """One digest for everybody who gets it, before the post addresses it to each of them.

    `estate`, `digest`, `period` (`2027-W05`, `2027-02`, `2027-02-01`), `part` ("" is the summary, else a team's id)
    and a recipient name it for ever: the post sends nothing twice under one name. Where another text went out under
    that name and the new one is asked for, `updated` takes the place of `subject`.

    `short` is the same in Markdown, for robots in chats. What the text says decides whether a message has changed:
    bytes of attachments may differ freely. `page` returns it as HTML, and is called as `make` of an attachment is.
    """

    estate: str
    digest: Digest
    period: str
    part: str
    language: str
    sender: Mailbox
    reply_to: Mailbox | None
    to: tuple[Mailbox, ...]
    subject: str
    updated: str
    text: str
    page: Callable[[], str] = field(compare=False)
    short: str
    attachments: tuple[Attachment, ...] = ()

    @cached_property
    def html(self) -> str:
        """The page for programs of mail."""
        return self.page()
