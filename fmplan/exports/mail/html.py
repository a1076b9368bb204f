"""A letter as a page for programs of mail: tables and styles in the tags, for Outlook and phones, light and dark."""

from __future__ import annotations

from typing import Final

from fmplan.exports.mail.letter import ROOM, Letter, cut, shortened
from fmplan.exports.mail.words import mail_words
from fmplan.exports.templating import filled

MOST_BYTES: Final = 95_000
"""Gmail cuts a mail off at 102 kB, and whoever reads it believes that to be all."""

_LAST_LONGEST: Final = 100
"""So many characters of a text are left where nothing else helps."""


def as_html(letter: Letter) -> str:
    """Return a letter as a page of at most MOST_BYTES bytes: where it is too long, chapters say what they leave out."""
    lang = "zh-CN" if letter.language == "zh" else letter.language
    words = mail_words(letter.language)
    page = ""
    bytes_a_row = 0.0
    for most in ROOM:
        shown = cut(letter, most, words.left_out)
        if most == ROOM[-1]:
            shown = shortened(shown, _LAST_LONGEST)
        rows = sum(chapter.rows for chapter in shown.chapters)
        # To fill in a template that will not do takes longer than all else.
        if bytes_a_row * rows > MOST_BYTES and most != ROOM[-1]:
            continue
        page = filled("mail.html.j2", lang=lang, letter=shown, nothing=words.nothing)
        size = len(page.encode("utf-8", "replace"))
        if size <= MOST_BYTES:
            break
        bytes_a_row = size / max(1, rows)
    return page
