"""Incoming webhooks of Slack.

Source: docs.slack.dev: a markdown block takes 12,000 characters, a header of plain text 150; one message a second; an
answer of 200 is the word ok, and 429 has Retry-After.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from fmplan.post.letter import Letter
from fmplan.post.outcome import Fate, Outcome
from fmplan.post.robots.hook import Hook
from fmplan.post.robots.robot import cut
from fmplan.post.way import Rate

RATE: Final = Rate(1, 1)
_LONGEST: Final = 12_000
_HEADER_LONGEST: Final = 150


def posted(letter: Letter, hook: Hook) -> tuple[str, bytes, Mapping[str, str]]:
    """Return the URL, the body and the headers of the POST for a letter."""
    header = {"type": "plain_text", "text": letter.subject[:_HEADER_LONGEST]}
    blocks = [
        {"type": "header", "text": header},
        {"type": "markdown", "text": cut(letter.short, _LONGEST)},
    ]
    # `text` is what a notification shows; there & < > are signs of Slack's own.
    shown = letter.subject.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return hook.url.reveal(), msgspec.json.encode({"text": shown, "blocks": blocks}), {}


def outcome(body: bytes) -> Outcome | None:
    """Return what its answer says."""
    return Outcome(Fate.SENT, "ok") if body.strip() == b"ok" else None
