"""Notices as iCalendar, for residents to subscribe to: a whole-day event for each day of work that touches them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from fmplan.assets.text import said
from fmplan.dates.day import DATE, ISO, Day
from fmplan.exports.notices.notice import Batch, languages_of, sheet_of
from fmplan.exports.notices.words import notice_words
from fmplan.exports.plain import one_line
from fmplan.exports.words import words_of
from fmplan.release import RELEASE
from fmplan.schedules.notices import Notice
from fmplan.schedules.plan import Plan

if TYPE_CHECKING:
    from icalendar import Event

_OFTEN: Final = 10
"""What comes on more days of a month stands once in it, on the first: nobody wants daily mopping in a calendar."""


def render(batches: Sequence[Batch], language: str | None = None) -> Iterator[bytes]:
    """Yield one calendar of all estates; the stamp is the day it is seen on."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//fmplan//fmplan {RELEASE}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", _name(batches, language))
    for batch in batches:
        for notice in batch.notices:
            for day in notice.days if len(notice.days) <= _OFTEN else notice.days[:1]:
                calendar.add_component(_event(notice, day, batch.plan, language))
    yield calendar.to_ical()


def _name(batches: Sequence[Batch], language: str | None) -> str:
    spoken = [languages_of(batch.plan.estate, language)[0] for batch in batches]
    names = [said(batch.plan.estate.name, one) for batch, one in zip(batches, spoken, strict=True)]
    return one_line(f"{', '.join(names)}{words_of(spoken[0]).colon}{notice_words(spoken[0]).feed}")


def _event(notice: Notice, day: Day, plan: Plan, language: str | None) -> Event:
    """Return the event of one day; it keeps its UID when the day moves, by the key of its first occurrence."""
    from icalendar import Event

    sheets = [sheet_of(notice, plan.estate, one) for one in languages_of(plan.estate, language)]
    first = next(one for one in notice.occurrences if one.planned == day)
    text = "\n\n".join(
        "\n".join(f"{label}{words_of(sheet.language).colon}{line}" for label, line in sheet.lines) for sheet in sheets
    )
    where = dict(sheets[0].lines).get(notice_words(sheets[0].language).where, "")
    event = Event()
    event.add("uid", f"notice/{first.key}@{plan.estate.id}")
    event.add("dtstamp", datetime.fromisoformat(ISO[plan.today]).replace(tzinfo=UTC))
    event.add("dtstart", DATE[day])
    event.add("summary", " / ".join(f"{sheet.heading}{_of(notice, sheet.language)}" for sheet in sheets))
    if where:
        event.add("location", where)
    event.add("description", text)
    event.add("transp", "TRANSPARENT")
    return event


def _of(notice: Notice, language: str) -> str:
    assets = notice.assets
    if len(assets) != 1:
        return ""
    return one_line(f"{words_of(language).colon}{said(assets[0].name, language)}")
