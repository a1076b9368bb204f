"""Letters as files, to look at or to send by other means. The journal knows nothing of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from fmplan.exports.mail.message import Message
from fmplan.post.key import key_of
from fmplan.post.letter import Letter


def letters_of(messages: Sequence[Message], date: datetime) -> Iterator[Letter]:
    """Yield a letter for each recipient of each message, as they would first go out."""
    for message in messages:
        for recipient in message.to:
            yield Letter(key_of(message, recipient.address), message, recipient, date)


def file_name(letter: Letter) -> str:
    """Return the name of a letter's file; the same letter has the same name each time."""
    key = letter.key
    return "-".join(filter(None, (key.estate, key.digest, key.period, key.part, key.fingerprint[:8]))) + ".eml"
