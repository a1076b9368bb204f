"""What a delivery would do, without a journal being touched or anything sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from fmplan.exports.mail.message import Mailbox, Message
from fmplan.post.deciding import Orders, issue_of, why_not
from fmplan.post.key import Key, key_of, text_of
from fmplan.post.record import Record
from fmplan.post.report import Came


class Addressing(Protocol):
    """As much of a way out as is needed to know whom a message would go to."""

    def recipients(self, message: Message) -> Sequence[Mailbox]:
        """Return whom a message goes to by this way."""


class AsMail:
    """Mail, by whatever way."""

    def recipients(self, message: Message) -> Sequence[Mailbox]:
        """Return everybody the message is for."""
        return message.to


def preview(
    messages: Sequence[Message], way: Addressing, records: Sequence[Record], orders: Orders
) -> Iterator[tuple[Key, Message, Came | None]]:
    """Yield each message for each of its recipients, and why it would not go out; None where it would."""
    # Newer issues stand later and win.
    known = {(one.key.estate, one.key.digest, one.key.period, one.key.part, one.key.recipient): one for one in records}
    seen = set()
    for message in messages:
        text = text_of(message)
        recipients = way.recipients(message)
        if not recipients:
            yield key_of(message, ""), message, Came.NOBODY
        for recipient in recipients:
            key = key_of(message, recipient.address)
            if key in seen:
                continue
            seen.add(key)
            record = known.get((key.estate, key.digest, key.period, key.part, key.recipient))
            issue = issue_of(key, record, text, orders)
            goes = record is None or issue != record.key
            yield issue, message, None if goes or record is None else why_not(record, text, orders)
