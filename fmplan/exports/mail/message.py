"""One digest for those it goes to: the seam between what is said (exports) and how it gets there (the post)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a message. `media` is its type with parameters: `text/calendar; charset=utf-8`."""

    name: str
    media: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """One digest for everybody who gets it, before the post addresses it to each of them.

    `estate`, `digest`, `period` (`2027-W05`, `2027-02`, `2027-02-01`), `part` ("" is the summary, else a team's id)
    and a recipient name it for ever: the post sends nothing twice under one name. Where another text went out under
    that name and the new one is asked for, `updated` takes the place of `subject`.

    `short` is the same in Markdown, for robots in chats. What the text says decides whether a message has changed:
    bytes of attachments may differ freely.
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
    html: str
    short: str
    attachments: tuple[Attachment, ...] = ()
