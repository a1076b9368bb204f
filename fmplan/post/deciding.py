"""Whether a message goes out, given what the journal knows and what the user asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fmplan.post.key import Key
from fmplan.post.record import Record, State
from fmplan.post.report import Came


@dataclass(frozen=True, slots=True)
class Orders:
    """What the user asks for: how many seconds retries may take in all, and what may go out once more.

    `again` sends what was refused before and, as an update, what was sent and says something else now;
    `resend_unknown` what may or may not have arrived.
    """

    budget: float = 600.0
    again: bool = False
    resend_unknown: bool = False


def issue_of(key: Key, known: Record | None, text: str, orders: Orders) -> Key:
    """Return the key a message has: a new issue of it where an update is due, else the newest there is."""
    if known is None:
        return key
    # Of one that is being sent nobody knows yet what came of it.
    is_out = known.state in {State.SENT, State.UNKNOWN}
    is_update = orders.again and is_out and known.text != text
    return replace(known.key, issue=known.key.issue + 1) if is_update else known.key


def why_not(record: Record, text: str, orders: Orders) -> Came | None:
    """Return why a message does not go out; None where it does."""
    if record.is_open:
        return None
    if record.is_uncertain:
        return None if orders.resend_unknown else Came.UNKNOWN_BEFORE
    if record.state is State.FAILED:
        return None if orders.again else Came.FAILED_BEFORE
    return Came.BEFORE if record.text == text else Came.CHANGED
