"""Robots that post into a chat, each in its own dialect; `KINDS` says which file speaks it."""

from typing import Final

KINDS: Final = {
    "wecom": "fmplan.post.robots.wecom",
    "dingtalk": "fmplan.post.robots.dingtalk",
    "feishu": "fmplan.post.robots.feishu",
    "slack": "fmplan.post.robots.slack",
    "webhook": "fmplan.post.robots.webhook",
}
