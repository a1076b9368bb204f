"""A notice to residents as people read it: what, when, where, for whom, whom to call, in one language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from msgspec import Struct

from fmplan.assets.estate import Asset, Estate, Team
from fmplan.assets.task_form import Kind
from fmplan.assets.text import said
from fmplan.dates.duration import clock
from fmplan.exports.citation import cited
from fmplan.exports.daywords import day_said, days_said
from fmplan.exports.notices.words import NoticeWords, notice_words, span_said
from fmplan.exports.places import place_name
from fmplan.exports.plain import one_line
from fmplan.exports.timingwords import period_said
from fmplan.exports.words import words_of
from fmplan.schedules.notices import Notice, Standing, office_of
from fmplan.schedules.plan import Plan

NOTICE_FORMATS: Final = {
    "html": "fmplan.exports.notices.html",
    "ical": "fmplan.exports.notices.ical",
    "md": "fmplan.exports.notices.markdown",
    "text": "fmplan.exports.notices.text",
}
"""The module of each form notices are told in; it offers `render(batches, language) -> Iterator[bytes]`."""


class Batch(Struct, frozen=True):
    """The notices of one estate that are told together, in the order they are to be posted."""

    plan: Plan
    notices: tuple[Notice, ...]


class Sheet(Struct, frozen=True):
    """One notice in one language, each value on one line; `lines` are pairs of label and text.

    `office` is what only those who post it need: the last day for it, the lead time and who says so.
    """

    language: str
    estate: str
    title: str
    heading: str
    lines: tuple[tuple[str, str], ...]
    office: str


class Chapter(Struct, frozen=True):
    """The notices that stand alike, such as those to be posted; each in every language that is asked for."""

    standing: Standing
    heading: str
    notices: tuple[tuple[Notice, tuple[Sheet, ...]], ...]


def languages_of(estate: Estate, language: str | None) -> tuple[str, ...]:
    """Return the languages residents are told in: the one asked for, else all that the estate's name is written in.

    The estate's own stands first.
    """
    if language is not None:
        return (language,)
    named = estate.name if isinstance(estate.name, dict) else {}
    return (estate.language, *(one for one in ("en", "zh") if one in named and one != estate.language))


def chapters_of(batch: Batch, language: str | None) -> Iterator[Chapter]:
    """Yield the notices by how they stand: too late, to be posted, later, then those that should hang by now."""
    languages = languages_of(batch.plan.estate, language)
    words = notice_words(languages[0])
    ordered = sorted(batch.notices, key=lambda one: _ORDER[one.standing])
    for standing, some in groupby(ordered, key=lambda one: one.standing):
        sheets = tuple((one, tuple(sheet_of(one, batch.plan.estate, each) for each in languages)) for one in some)
        yield Chapter(standing, words.standings[standing], sheets)


_ORDER: Final = {
    standing: number
    for number, standing in enumerate((Standing.TOO_LATE, Standing.POST, Standing.LATER, Standing.HANGS))
}


def sheet_of(notice: Notice, estate: Estate, language: str) -> Sheet:
    """Return a notice in one language."""
    words = notice_words(language)
    about = _about(notice)
    assets = notice.assets
    places = dict.fromkeys(place_name(estate, asset.location, language) for asset in assets)
    affected = (place_name(estate, location, language) for location in notice.affected)
    what = f"{said(notice.task.name, language)}{words_of(language).colon}{_names(assets, language, words)}"
    lines = (
        (words.what, what),
        (words.when, _when(notice, estate, language)),
        (words.where, _listed([place for place in places if place], words)),
        (words.affected, _listed(list(affected), words) or words.everyone),
        (words.advice_label, words.advice[about]),
        (words.call, _reached(office_of(estate), language)),
        (words.done_by, _reached(notice.team, language) if notice.team != office_of(estate) else ""),
    )
    return Sheet(
        language,
        one_line(said(estate.name, language)),
        words.notice,
        words.headings[about],
        tuple((label, one_line(text)) for label, text in lines if text),
        one_line(_for_office(notice, language)),
    )


def heading_of(notice: Notice, language: str) -> str:
    """Return what residents will notice, in a few words."""
    return notice_words(language).headings[_about(notice)]


def _about(notice: Notice) -> str:
    """Return the word that headings and advice go by: a drill, what is off, else the type of the impact."""
    impact = notice.impact
    return "drill" if notice.task.kind is Kind.DRILL else impact.of or impact.type


def _when(notice: Notice, estate: Estate, language: str) -> str:
    words, separator = notice_words(language), words_of(language).separator
    parts = [days_said(notice.days, language)]
    series = notice.occurrences[0].series
    hours = series.team_hours or estate.hours
    if hours is not None:
        parts.append(words.hours.format(clock(hours.start), clock(hours.end)))
    if series.minutes is not None and (hours is None or series.minutes < hours.minutes):
        parts.append(words.about.format(span_said(series.minutes, language)))
    return separator.join(parts)


def _names(assets: Sequence[Asset], language: str, words: NoticeWords) -> str:
    return _listed([said(asset.name, language) for asset in assets], words)


def _listed(texts: Sequence[str], words: NoticeWords) -> str:
    """Return texts as a list in a sentence: `a, b and c`."""
    if len(texts) < 2:
        return "".join(texts)
    return f"{words.list_comma.join(texts[:-1])}{words.list_and}{texts[-1]}"


def _reached(team: Team | None, language: str) -> str:
    """Return who somebody is and how they are reached: by telephone, else by mail."""
    if team is None:
        return ""
    ways = [team.form.phone] if team.form.phone else [one.address for one in team.form.email]
    return words_of(language).separator.join([said(team.name, language), *ways])


def _for_office(notice: Notice, language: str) -> str:
    words = notice_words(language)
    period = period_said(notice.lead.period, language)
    if notice.lead.source is None:
        lead = words.own_lead.format(period)
    else:
        lead = words.lead.format(period, cited(notice.lead.source, language))
    note = said(notice.lead.note, language)
    posted = [words.post_on.format(day_said(notice.post_on, language))]
    if notice.post_by != notice.post_on:
        posted.append(words.post_by.format(day_said(notice.post_by, language)))
    parts = [*posted, lead, note]
    return words_of(language).separator.join(part for part in parts if part)
