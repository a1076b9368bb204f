"""A letter as a page for programs of mail: tables and styles in the tags, for Outlook and phones, light and dark."""

from __future__ import annotations

from typing import Final

from fmplan.exports.mail.letter import ROOM, Letter, cut
from fmplan.exports.mail.words import mail_words
from fmplan.exports.templating import filled

MOST_BYTES: Final = 95_000
"""Gmail cuts a mail off at 102 kB, and whoever reads it believes that to be all."""


def as_html(letter: Letter) -> str:
    """Return a letter as a page of at most MOST_BYTES bytes: where it is too long, chapters say what they leave out."""
    page = ""
    for most in ROOM:
        page = filled(
            "mail.html.j2",
            lang="zh-CN" if letter.language == "zh" else letter.language,
            letter=cut(letter, most, mail_words(letter.language).left_out),
            nothing=mail_words(letter.language).nothing,
        )
        if len(page.encode("utf-8", "replace")) <= MOST_BYTES:
            break
    return page
