"""A letter in short, as Markdown for robots in chats: within what the smallest of them takes, and calling nobody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fmplan.exports.mail.letter import Letter, Tone
from fmplan.exports.mail.words import mail_words

MOST_BYTES: Final = 3_800
"""WeCom takes 4,096 bytes of Markdown, DingTalk and Feishu about 20,000, Slack more; some room stays for a heading."""

# What a name may not do in a chat: call everybody (<!channel>, <@all>, @all), make links, headings or other letters.
_HARMLESS: Final = str.maketrans(
    {
        "<": "‹",
        ">": "›",
        "@": "＠",
        "*": "∗",
        "_": "＿",
        "`": "'",
        "~": "∼",
        "#": "＃",
        "[": "(",
        "]": ")",
        "|": "/",
        "\\": "/",
    }
)


def as_short(letter: Letter) -> str:
    """Return a letter as Markdown of at most MOST_BYTES bytes in UTF-8, without a line end."""
    kept: list[str] = []
    more = f"… {mail_words(letter.language).more_in_mail}"
    room = MOST_BYTES - _bytes(more)
    for line in _lines(letter):
        room -= _bytes(line)
        if room < 0:
            return "\n".join([*kept, more])
        kept.append(line)
    return "\n".join(kept)


def _lines(letter: Letter) -> Iterator[str]:
    yield f"**{_plain(letter.below)}**"
    yield _plain(" · ".join([letter.title, *letter.facts]))
    for chapter in letter.chapters:
        if not chapter.in_short:
            continue
        yield ""
        mark = {Tone.BREACH: "❗", Tone.LATE: "⚠️"}.get(chapter.tone, "")
        yield f"**{mark}{_plain(chapter.heading)}**"
        yield from (f"- {_plain(line)}" for line in chapter.in_short)
    if letter.is_empty:
        yield mail_words(letter.language).nothing


def _plain(text: str) -> str:
    return text.translate(_HARMLESS)


def _bytes(line: str) -> int:
    return len(line.encode("utf-8", "replace")) + 1
