"""A plain JSON webhook, for whatever people run themselves; any answer of 2xx means taken.

With a secret the body is signed: `X-Fmplan-Signature: sha256=` and the HMAC-SHA256 of the body in hex digits.
`Idempotency-Key` is the same for the same message, so that a receiver may throw a second one away.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from typing import Final

import msgspec

from fmplan.exports.plain import harmless
from fmplan.post.letter import Letter
from fmplan.post.outcome import Fate, Outcome
from fmplan.post.robots.hook import Hook
from fmplan.post.way import Rate

RATE: Final = Rate(60, 60)


def posted(letter: Letter, hook: Hook) -> tuple[str, bytes, Mapping[str, str]]:
    """Return the URL, the body and the headers of the POST for a letter."""
    message, key = letter.message, letter.key
    body = msgspec.json.encode(
        {
            "fmplan": 1,
            "id": key.fingerprint,
            "estate": key.estate,
            "digest": key.digest,
            "period": key.period,
            "part": key.part,
            "update": key.issue,
            "language": message.language,
            "subject": letter.subject,
            "markdown": letter.short,
            "text": harmless(message.text),
        }
    )
    headers = {"Idempotency-Key": key.fingerprint}
    if hook.signing is not None:
        signature = hmac.new(hook.signing.reveal().encode(), body, hashlib.sha256).hexdigest()
        headers["X-Fmplan-Signature"] = f"sha256={signature}"
    return hook.url.reveal(), body, headers


def outcome(body: bytes) -> Outcome | None:  # noqa: ARG001 - receivers answer in many ways
    """Return that it was taken."""
    return Outcome(Fate.SENT)
