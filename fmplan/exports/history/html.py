"""The past of one thing as a page that stands by itself: to print, to mail, to hand to an inspector.

Everything that people wrote is escaped; the page loads nothing and runs nothing.
"""

from __future__ import annotations

from fmplan.exports.history.rows import deed_rows, entry_heads, particulars, sections, summary, title
from fmplan.exports.loggedwords import logged_words
from fmplan.exports.templating import filled, own_file, policy
from fmplan.release import RELEASE
from fmplan.schedules.past import Past


def as_html(past: Past, language: str) -> str:
    """Return the page."""
    style = own_file("history.css")
    return filled(
        "history.html.j2",
        style=style,
        policy=policy(style=style),
        language=language,
        title=title(past, language),
        summary=summary(past, language),
        particulars=particulars(past, language),
        sections=sections(past, language),
        heads=entry_heads(language),
        deeds=deed_rows(past, language),
        words=logged_words(language),
        release=RELEASE,
    )
