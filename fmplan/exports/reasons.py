"""Why a planned day was moved, in a few words: `no work: Spring Festival`, `非工作日：春节`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from fmplan.assets.text import said
from fmplan.dates.day import ISO
from fmplan.dates.dayoff import WEEKDAYS, DayOff, Off
from fmplan.dates.period import Period
from fmplan.exports.catalogue import messages
from fmplan.exports.daywords import day_words
from fmplan.exports.timingwords import period_said
from fmplan.exports.words import words_of
from fmplan.schedules.occurrence import Because, Detail, Move


class ReasonWords(Struct, frozen=True):
    """What one language says; `holidays` by the English names that calendars have for them."""

    because: dict[Because, str]
    own_holiday: str
    closed: str
    quiet: str
    observed: str
    not_announced: str
    in_lieu: str
    join: str
    holidays: dict[str, str]


def reason_said(move: Move, language: str) -> str:
    """Return why a day was moved: the kind of move, and which closure, period or task it was for."""
    because = reason_words(language).because[move.because]
    return f"{because}{words_of(language).colon}{details_said(move, language)}" if move.details else because


def moves_of(moved: Sequence[Move], language: str) -> list[dict[str, str]]:
    """Return moves as JSON has them."""
    return [{"from": ISO[move.start], "to": ISO[move.to], "reason": reason_said(move, language)} for move in moved]


def details_said(move: Move, language: str) -> str:
    """Return what a move was for; nothing where its kind says it all."""
    return words_of(language).separator.join(_detail(one, language) for one in move.details)


def _detail(detail: Detail, language: str) -> str:
    if isinstance(detail, DayOff):
        return day_off_said(detail, language)
    if isinstance(detail, Period):
        return period_said(detail, language)
    return str(detail)


def day_off_said(off: DayOff, language: str) -> str:
    """Return why nobody works on a day: `Spring Festival`, `closed`, `quiet: exams`, `Saturday`."""
    words, name = reason_words(language), said(off.name, language)
    match off.kind:
        case Off.WEEKDAY:
            return day_words(language).weekdays[WEEKDAYS.index(name)]
        case Off.HOLIDAY:
            return words.join.join(_holidays(name, words))
        case Off.OWN:
            return words.own_holiday
        case Off.CLOSED:
            return words.closed
        case Off.QUIET:
            return words.quiet.format(name)


def _holidays(names: str, words: ReasonWords) -> Iterator[str]:
    """Yield each holiday of a day by its name in the language; one that has none there keeps its English name."""
    for name in names.split("; "):
        own, _, guessed = name.partition(" (observed")
        known = words.holidays.get(own, own)
        if name.startswith(_IN_LIEU):
            yield words.in_lieu.format(name.removeprefix(_IN_LIEU))
        elif guessed:
            yield (words.not_announced if "not yet" in guessed else words.observed).format(known)
        else:
            yield known


_IN_LIEU: Final = "day off for "


@cache
def reason_words(language: str) -> ReasonWords:
    """Return the words of a language; English for one that has none here."""
    spoken = messages(language)
    _, p = spoken.gettext, spoken.pgettext
    return ReasonWords(
        because={
            Because.NO_WORK: _("no work"),
            Because.EVE: _("eve of a closure"),
            Because.PLACED: _("placed"),
            Because.CAP: _("cap"),
            Because.MIN_GAP: _("least gap"),
            Because.BEGIN: _("begin"),
            Because.NESTED: _("nested"),
            Because.COVERED: _("covered"),
            Because.FOLLOWS: _("follows"),
            Because.LEADS: _("leads"),
            Because.BOOKED: _("booked"),
            Because.DEFERRED: p("reason", "deferred"),
        },
        own_holiday=_("own holiday"),
        closed=_("closed"),
        quiet=_("quiet: {}"),
        observed=_("{} (observed)"),
        not_announced=_("{} (observed, not yet announced)"),
        in_lieu=_("day off for {}"),
        join=p("holidays of one day", "; "),
        holidays={
            "New Year": p("holiday", "New Year"),
            "New Year's Day": p("holiday", "New Year's Day"),
            "Spring Festival": p("holiday", "Spring Festival"),
            "Qingming": p("holiday", "Qingming"),
            "Labour Day": p("holiday", "Labour Day"),
            "Labor Day": p("holiday", "Labor Day"),
            "Dragon Boat": p("holiday", "Dragon Boat"),
            "Mid-Autumn": p("holiday", "Mid-Autumn"),
            "National Day": p("holiday", "National Day"),
            "Good Friday": p("holiday", "Good Friday"),
            "Easter Monday": p("holiday", "Easter Monday"),
            "May Day": p("holiday", "May Day"),
            "Spring Bank Holiday": p("holiday", "Spring Bank Holiday"),
            "Late Summer Bank Holiday": p("holiday", "Late Summer Bank Holiday"),
            "Christmas Day": p("holiday", "Christmas Day"),
            "Boxing Day": p("holiday", "Boxing Day"),
            "Martin Luther King Jr. Day": p("holiday", "Martin Luther King Jr. Day"),
            "Presidents' Day": p("holiday", "Presidents' Day"),
            "Memorial Day": p("holiday", "Memorial Day"),
            "Juneteenth National Independence Day": p("holiday", "Juneteenth National Independence Day"),
            "Independence Day": p("holiday", "Independence Day"),
            "Veterans Day": p("holiday", "Veterans Day"),
            "Thanksgiving Day": p("holiday", "Thanksgiving Day"),
        },
    )
