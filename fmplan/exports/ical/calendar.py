"""A plan as iCalendar (RFC 5545, RFC 7986): an event, or a thing to do, for each visit or each occurrence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from fmplan.assets.text import said
from fmplan.dates.day import DATE
from fmplan.exports.ical.contentline import content
from fmplan.exports.ical.eventlines import utc
from fmplan.exports.ical.feed import HEX, Feed, Per
from fmplan.exports.ical.occurrenceevents import OccurrenceEncoder
from fmplan.exports.ical.visitevents import VisitEncoder
from fmplan.exports.ical.vtimezone import vtimezone
from fmplan.exports.plain import one_line
from fmplan.exports.portfolio import Plans, each, language_of
from fmplan.release import RELEASE
from fmplan.schedules.plan import Plan

_REFRESH: Final = "PT12H"
"""How often programs are to look again; a register seldom changes more often than twice a day."""

END: Final = b"END:VCALENDAR\r\n"

_ENCODERS: Final[Mapping[Per, type[VisitEncoder | OccurrenceEncoder]]] = {
    Per.VISIT: VisitEncoder,
    Per.OCCURRENCE: OccurrenceEncoder,
}

_DEFAULT: Final = Feed()


def render(plans: Plans, language: str | None = None, feed: Feed = _DEFAULT) -> Iterator[bytes]:
    """Yield one calendar of all plans, some of its events at a time; each estate in its own language."""
    all_plans = each(plans)
    yield head(all_plans, language, feed).encode()
    for plan in all_plans:
        for chunk in _ENCODERS[feed.per](plan, feed, language_of(plan, language)).chunks():
            yield chunk.encode()
    yield END


def head(plans: Sequence[Plan], language: str | None, feed: Feed) -> str:
    """Return what stands before the events of a calendar: its name, its colour, how often to look again, time zones."""
    name = feed.name or ", ".join(said(plan.estate.name, language_of(plan, language)) for plan in plans)
    name = one_line(name)
    changed = max((feed.changed_at(plan) for plan in plans), default=0)
    lines = [
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//fmplan//fmplan {RELEASE}//EN\r\nCALSCALE:GREGORIAN\r\n",
        content("X-WR-CALNAME", name),
        content("NAME", name),
        f"COLOR:{feed.colour}\r\nX-APPLE-CALENDAR-COLOR:{HEX[feed.colour]}\r\n",
        f"LAST-MODIFIED:{utc(changed)}\r\n",
        f"REFRESH-INTERVAL;VALUE=DURATION:{_REFRESH}\r\nX-PUBLISHED-TTL:{_REFRESH}\r\n",
    ]
    if feed.timed:
        zones = dict.fromkeys(plan.estate.timezone for plan in plans)
        first = min((DATE[plan.range.start].year for plan in plans), default=1970)
        last = max((DATE[plan.range.end].year for plan in plans), default=1970)
        lines += [f"X-WR-TIMEZONE:{zone}\r\n" for zone in list(zones)[:1]]
        lines += [vtimezone(zone, first, last) for zone in zones]
    return "".join(lines)
