"""Robots of a DingTalk (钉钉) group, signed where there is a secret.

Source: open.dingtalk.com, "Custom robot access": a body of at most 20,000 bytes, 20 messages a minute (who sends more
is shut out for ten minutes), the signature in the URL with the time in milliseconds, no more than an hour off.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from functools import partial
from typing import Final
from urllib.parse import urlencode

import msgspec

from fmplan.post.letter import Letter
from fmplan.post.outcome import Outcome
from fmplan.post.robots.hook import Hook
from fmplan.post.robots.robot import by_code, fitted
from fmplan.post.way import Rate

RATE: Final = Rate(20, 60)
_LONGEST: Final = 20_000
_LATER: Final = (-1, 130101, 130102)  # the system is busy; too often


def posted(letter: Letter, hook: Hook) -> tuple[str, bytes, Mapping[str, str]]:
    """Return the URL, the body and the headers of the POST for a letter."""
    text = f"#### {letter.subject}\n\n{letter.short}"
    body = fitted(text, _LONGEST, partial(_body, letter))
    return _signed(hook, round(letter.date.timestamp() * 1000)), body, {}


def outcome(body: bytes) -> Outcome | None:
    """Return what its answer says."""
    return by_code(body, "errcode", "errmsg", _LATER)


def _body(letter: Letter, text: str) -> bytes:
    return msgspec.json.encode({"msgtype": "markdown", "markdown": {"title": letter.subject, "text": text}})


def _signed(hook: Hook, milliseconds: int) -> str:
    url = hook.url.reveal()
    if hook.signing is None:
        return url
    secret = hook.signing.reveal()
    signature = hmac.new(secret.encode(), f"{milliseconds}\n{secret}".encode(), hashlib.sha256).digest()
    query = urlencode({"timestamp": milliseconds, "sign": base64.b64encode(signature).decode()})
    return f"{url}{'&' if '?' in url else '?'}{query}"
