"""A plan as iCalendar (RFC 5545): one whole-day event for each occurrence; what another visit covers is left out.

Escaping and folding are the work of the `icalendar` library. It is asked once for each distinct text; the lines
of plain ASCII in which one event differs from the next (UID, start, due day) are put between.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final

from fmplan.assets.text import said
from fmplan.dates.day import ISO, Day
from fmplan.exports.effort import person_hours
from fmplan.exports.plain import harmless, one_line
from fmplan.exports.portfolio import Plans, each, language_of
from fmplan.exports.words import words_of
from fmplan.release import RELEASE
from fmplan.schedules.occurrence import Move, Occurrence, Status
from fmplan.schedules.plan import Plan
from fmplan.schedules.series import Series

_EVENTS: Final = 4_000
"""How many events are handed over at once."""

_LONGEST_LINE: Final = 74
"""Octets up to which a line needs no folding; the library folds so that none has more."""

_LONGEST_TAIL: Final = 40
_ESCAPED: Final = frozenset("\\;,\n\r")


def render(plans: Plans, language: str | None = None) -> Iterator[bytes]:
    """Yield one calendar of all plans, some thousand events at a time. Its stamp is the day the plan is seen on."""
    all_plans = each(plans)
    name = ", ".join(said(plan.estate.name, language_of(plan, language)) for plan in all_plans)
    yield (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
        f"PRODID:-//fmplan//fmplan {RELEASE}//EN\r\n"
        f"CALSCALE:GREGORIAN\r\n{_property('X-WR-CALNAME', one_line(name))}"
    ).encode()
    for plan in all_plans:
        encoder = _Encoder(plan, language_of(plan, language))
        occurrences = (one for one in plan.occurrences if one.status is not Status.COVERED)
        while some := list(islice(occurrences, _EVENTS)):
            yield "".join(encoder.events(some)).encode()
    yield b"END:VCALENDAR\r\n"


class _Encoder:
    """Writes the events of one plan."""

    def __init__(self, plan: Plan, language: str) -> None:
        self._plan = plan
        self._language = language
        self._words = words_of(language)
        self._by_series: dict[int, tuple[str, str, bool]] = {}
        self._dues: dict[Day, str] = {}
        self._moved: dict[tuple[Day, tuple[Move, ...]], str] = {}

    def events(self, occurrences: Sequence[Occurrence]) -> list[str]:
        """Return the event of each occurrence."""
        iso = ISO
        known = self._by_series
        dues = self._dues
        at = f"@{self._plan.estate.id}"
        stamp = f"\r\nDTSTAMP:{_basic(self._plan.today)}T000000Z\r\nDTSTART;VALUE=DATE:"
        events = []
        for occurrence in occurrences:
            series, due, planned = occurrence.series, occurrence.due, occurrence.planned
            stem, middle, is_long = known.get(series.rank) or self._of_series(series)
            uid = f"UID:{stem}{occurrence.tail or iso[due]}{at}"
            if is_long:
                uid = _folded(uid)
            due_line = (
                self._moved_line(occurrence) if occurrence.moved else dues.get(due) or self._due_line(due)
            )
            events.append(
                f"BEGIN:VEVENT\r\n{uid}{stamp}{iso[planned].replace('-', '')}\r\n{middle}{due_line}"
            )
        return events

    def _of_series(self, series: Series) -> tuple[str, str, bool]:
        """Return the stem of the keys, the lines all events of a series share, and whether their UID may need folding.

        The description comes last and without its line end: the due day goes on from it.
        """
        words, language = self._words, self._language
        task, asset = series.task, series.asset
        summary = f"{said(task.name, language)}{words.colon}{said(asset.name, language)}"
        lines = [_property("SUMMARY", one_line(summary))]
        if asset.location:
            lines.append(_property("LOCATION", one_line(asset.location)))
        lines.append(
            f"CATEGORIES:{words.kinds[task.kind]},{words.forces[task.force]}\r\nTRANSP:TRANSPARENT\r\n"
        )
        lines.append(_property("DESCRIPTION", self._description(series)).removesuffix("\r\n"))
        stem = f"{series.key}/"
        longest = len(f"UID:{stem}@{self._plan.estate.id}".encode()) + _LONGEST_TAIL
        found = self._by_series[series.rank] = (stem, "".join(lines), longest > _LONGEST_LINE)
        return found

    def _description(self, series: Series) -> str:
        words, task = self._words, series.task
        lines = []
        if series.asset.location:
            lines.append(f"{words.place}{words.colon}{series.asset.location}")
        if series.team:
            lines.append(f"{words.team}{words.colon}{said(series.team.name, self._language)}")
        hours = person_hours(series)
        if hours is not None:
            lines.append(f"{words.hours}{words.colon}{hours}")
        source = task.source
        cited = [part for part in (source.standard, source.clause) if part] if source else []
        lines.append(f"{words.force}{words.colon}{words.forces[task.force]}")
        if cited:
            lines.append(f"{words.source}{words.colon}{', '.join(cited)}")
        return "\n".join(lines)

    def _due_line(self, due: Day) -> str:
        """Return the end of an event on its due day; the description goes on in a folded line of its own."""
        found = self._dues[due] = _continued(f"\n{self._words.due}{self._words.colon}{ISO[due]}")
        return found

    def _moved_line(self, occurrence: Occurrence) -> str:
        due, moved = occurrence.due, occurrence.moved
        found = self._moved.get((due, moved))
        if found is None:
            words = self._words
            moves = "".join(
                f"\n{words.moved}{words.colon}{ISO[move.start]} > {ISO[move.to]}, {move}" for move in moved
            )
            found = self._moved[due, moved] = _continued(f"\n{words.due}{words.colon}{ISO[due]}{moves}")
        return found


def _basic(day: Day) -> str:
    return ISO[day].replace("-", "")


def _property(name: str, text: str) -> str:
    """Return a property with its line end, escaped, and folded where it is long."""
    return f"{_folded(f'{name}:{_escaped(harmless(text))}')}\r\n"


def _continued(text: str) -> str:
    """Return what goes on from a description and ends the event; it begins on a folded line of its own."""
    return f"\r\n {_folded(_escaped(harmless(text)))}\r\nEND:VEVENT\r\n"


@lru_cache(maxsize=4096)
def _escaped(text: str) -> str:
    if _ESCAPED.isdisjoint(text):
        return text
    from icalendar import vText

    return vText(text).to_ical().decode()


def _folded(line: str) -> str:
    if len(line) <= _LONGEST_LINE and (line.isascii() or len(line.encode()) <= _LONGEST_LINE):
        return line
    from icalendar.parser import Contentline

    return Contentline(line).to_ical().decode()
