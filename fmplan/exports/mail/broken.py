"""The letter about a register that no plan can be made of: what is wrong, and where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fmplan.assets.mistakes import sentence
from fmplan.exports.findings import line_of
from fmplan.exports.mail.letter import Chapter, Group, Letter, Line, Section, Tone
from fmplan.exports.mail.words import mail_words
from fmplan.exports.plain import one_line
from fmplan.findings import Finding

_SHOWN: Final = 40
_IN_SHORT: Final = 5


def broken(name: str, findings: Sequence[Finding], language: str) -> Letter:
    """Return the letter to the lead of an estate called `name`: every mistake that stops its plan, the first in short.

    Findings are in English, as `fmplan check` has them.
    """
    words = mail_words(language)
    errors = [finding for finding in findings if finding.is_error]
    lines = [
        Line(str(one.place), one.code, Tone.BREACH, (one_line(one.message), one_line(one.remedy)))
        for one in errors[:_SHOWN]
    ]
    chapter = Chapter(
        words.findings,
        (Section((Group(tuple(lines)),)),),
        tuple(line_of(one) for one in errors[:_IN_SHORT]),
        Tone.BREACH,
        closing=words.more.format(f"{len(errors) - _SHOWN:,}") if len(errors) > _SHOWN else "",
    )
    return Letter(
        language,
        f"{name}{words.colon}{words.broken_subject}",
        sentence(words.broken_subject),
        name,
        (f"{words.broken.format(name)} {words.mend}",),
        (chapter,),
        (words.follows, words.made),
    )
