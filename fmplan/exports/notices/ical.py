"""Notices as iCalendar, for residents to subscribe to: a whole-day event for each day of work that touches them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from fmplan.assets.text import said
from fmplan.dates.day import ISO, Day
from fmplan.exports.ical.calendar import END, head
from fmplan.exports.ical.contentline import content
from fmplan.exports.ical.eventlines import EventLines
from fmplan.exports.ical.feed import Feed
from fmplan.exports.notices.notice import Batch, languages_of, sheet_of
from fmplan.exports.notices.words import notice_words
from fmplan.exports.plain import one_line
from fmplan.exports.words import words_of
from fmplan.schedules.notices import Notice
from fmplan.schedules.plan import Plan

_OFTEN: Final = 10
"""What comes on more days of a month stands once in it, on the first: nobody wants daily mopping in a calendar."""

_DEFAULT: Final = Feed()


def render(batches: Sequence[Batch], language: str | None = None, feed: Feed = _DEFAULT) -> Iterator[bytes]:
    """Yield one calendar of all estates; of a feed, its name, its colour and when the registers last changed count."""
    feed = replace(feed, name=feed.name or _name(batches, language))
    yield head([batch.plan for batch in batches], language, feed).encode()
    for batch in batches:
        lines = EventLines(batch.plan, feed)
        for notice in batch.notices:
            is_often = len(notice.days) > _OFTEN
            for day in notice.days[:1] if is_often else notice.days:
                yield _event(notice, day, batch.plan, language, lines, is_often=is_often).encode()
    yield END


def _name(batches: Sequence[Batch], language: str | None) -> str:
    spoken = [languages_of(batch.plan.estate, language)[0] for batch in batches]
    names = [said(batch.plan.estate.name, one) for batch, one in zip(batches, spoken, strict=True)]
    return f"{', '.join(names)}{words_of(spoken[0]).colon}{notice_words(spoken[0]).feed}"


def _event(notice: Notice, day: Day, plan: Plan, language: str | None, lines: EventLines, *, is_often: bool) -> str:
    """Return the event of one day.

    It keeps its UID when the day moves, by the key of its first occurrence; what stands for a month, by the month.
    """
    sheets = [sheet_of(notice, plan.estate, one) for one in languages_of(plan.estate, language)]
    first = next(one for one in notice.occurrences if one.planned == day)
    about = f"{first.series.key}/{ISO[day][:7]}" if is_often else first.key
    text = "\n\n".join(
        "\n".join(f"{label}{words_of(sheet.language).colon}{line}" for label, line in sheet.lines) for sheet in sheets
    )
    where = dict(sheets[0].lines).get(notice_words(sheets[0].language).where, "")
    uid = content("UID", f"notice/{about}@{plan.estate.id}")
    summary = content("SUMMARY", " / ".join(f"{sheet.heading}{_of(notice, sheet.language)}" for sheet in sheets))
    place = content("LOCATION", where) if where else ""
    return (
        f"BEGIN:VEVENT\r\n{uid[:-2]}{lines.stamp}{lines.when(day, None)}{summary}{place}"
        f"{content('DESCRIPTION', text)}TRANSP:TRANSPARENT{lines.end}"
    )


def _of(notice: Notice, language: str) -> str:
    assets = notice.assets
    if len(assets) != 1:
        return ""
    return one_line(f"{words_of(language).colon}{said(assets[0].name, language)}")
