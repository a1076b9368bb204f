"""A letter as a page for programs of mail: tables and styles in the tags, for Outlook and phones, light and dark."""

from __future__ import annotations

from typing import Final

from fmplan.exports.mail.letter import ROOM, Letter, cut, cut_behind, shortened
from fmplan.exports.mail.words import mail_words
from fmplan.exports.templating import filled

MOST_BYTES: Final = 95_000
"""Gmail cuts a mail off at 102 kB, and whoever reads it believes that to be all."""

_LONGEST: Final = 100
"""So many characters of a text are left where it helps nothing that chapters are as short as can be."""


def as_html(letter: Letter) -> str:
    """Return a letter as a page of at most MOST_BYTES bytes: where it is too long, chapters say what they leave out."""
    left_out = mail_words(letter.language).left_out
    bytes_a_row = 0.0
    for most in ROOM:
        shown = cut(letter, most, left_out)
        rows = sum(chapter.rows for chapter in shown.chapters)
        # To fill in a template that will not do takes longer than all else.
        if bytes_a_row * rows > MOST_BYTES and most != ROOM[-1]:
            continue
        page, size = _page(shown)
        if size <= MOST_BYTES:
            return page
        bytes_a_row = size / max(1, rows)
    shown = shortened(shown, _LONGEST)
    page, size = _page(shown)
    number = len(shown.chapters)
    while size > MOST_BYTES and number > 1:
        number = max(1, min(number - 1, number * MOST_BYTES // size))
        page, size = _page(shortened(cut_behind(letter, number, ROOM[-1], left_out), _LONGEST))
    return page


def _page(letter: Letter) -> tuple[str, int]:
    """Return a letter as a page, and how many bytes that is."""
    lang = "zh-CN" if letter.language == "zh" else letter.language
    page = filled("mail.html.j2", lang=lang, letter=letter, nothing=mail_words(letter.language).nothing)
    return page, len(page.encode("utf-8", "replace"))
