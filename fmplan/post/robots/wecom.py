"""Robots of a WeCom (企业微信) group.

Source: developer.work.weixin.qq.com, path 91770: Markdown of at most 4096 bytes, 20 messages a minute, and errcode in
an answer of 200.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from fmplan.post.letter import Letter
from fmplan.post.outcome import Outcome
from fmplan.post.robots.hook import Hook
from fmplan.post.robots.robot import by_code, cut
from fmplan.post.way import Rate

RATE: Final = Rate(20, 60)
_LONGEST: Final = 4096
_LATER: Final = (-1, 45009, 45033)  # the system is busy; too often; too many at once


def posted(letter: Letter, hook: Hook) -> tuple[str, bytes, Mapping[str, str]]:
    """Return the URL, the body and the headers of the POST for a letter."""
    content = cut(f"**{letter.subject}**\n\n{letter.short}", _LONGEST)
    return hook.url.reveal(), msgspec.json.encode({"msgtype": "markdown", "markdown": {"content": content}}), {}


def outcome(body: bytes) -> Outcome | None:
    """Return what its answer says."""
    return by_code(body, "errcode", "errmsg", _LATER)
