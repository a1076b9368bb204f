"""Robots of a Feishu (飞书) or Lark group, signed where there is a secret.

Source: open.feishu.cn, "Custom bot guide": a body of at most 20 KB, 100 messages a minute and 5 a second; the
signature stands in the body with the time in seconds, no more than an hour off, and signs nothing with both as the key.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from functools import partial
from typing import Any, Final

import msgspec

from fmplan.post.letter import Letter
from fmplan.post.outcome import Outcome
from fmplan.post.robots.hook import Hook
from fmplan.post.robots.robot import by_code, fitted
from fmplan.post.way import Rate

RATE: Final = Rate(5, 1.5)
_LONGEST: Final = 20_000
_LATER: Final = (11232, 11247)  # too often


def posted(letter: Letter, hook: Hook) -> tuple[str, bytes, Mapping[str, str]]:
    """Return the URL, the body and the headers of the POST for a letter."""
    return hook.url.reveal(), fitted(letter.short, _LONGEST, partial(_body, letter, hook)), {}


def outcome(body: bytes) -> Outcome | None:
    """Return what its answer says; robots of old answer with StatusCode."""
    return by_code(body, "code", "msg", _LATER) or by_code(body, "StatusCode", "StatusMessage", _LATER)


def _body(letter: Letter, hook: Hook, text: str) -> bytes:
    card = {
        "config": {"wide_screen_mode": True},
        "header": {"title": {"tag": "plain_text", "content": letter.subject}},
        "elements": [{"tag": "markdown", "content": text}],
    }
    return msgspec.json.encode(
        {**_signature(hook, round(letter.date.timestamp())), "msg_type": "interactive", "card": card}
    )


def _signature(hook: Hook, seconds: int) -> dict[str, Any]:
    if hook.signing is None:
        return {}
    key = f"{seconds}\n{hook.signing.reveal()}".encode()
    signature = hmac.new(key, b"", hashlib.sha256).digest()
    return {"timestamp": str(seconds), "sign": base64.b64encode(signature).decode()}
