"""A plan as iCalendar (RFC 5545): one whole-day event for each occurrence, but for what another visit covers.

Escaping and folding are the work of the `icalendar` library. It is asked once for each distinct text; the
lines of plain ASCII in which one event differs from the next (UID, start, due day) are put between.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final

from fmplan.assets.text import said
from fmplan.dates.day import ISO, Day
from fmplan.exports.citation import cited
from fmplan.exports.effort import person_hours
from fmplan.exports.places import place_name
from fmplan.exports.plain import harmless, one_line
from fmplan.exports.portfolio import Plans, each, language_of
from fmplan.exports.turns import Turns
from fmplan.exports.words import words_of
from fmplan.release import RELEASE
from fmplan.schedules.occurrence import Move, Occurrence, Status
from fmplan.schedules.plan import Plan
from fmplan.schedules.series import Series

_EVENTS: Final = 4_000
"""How many events are handed over at once."""

_LONGEST_LINE: Final = 74
"""Octets up to which a line needs no folding; the library folds so that none has more."""

_END: Final = "\r\nEND:VEVENT\r\n"
_LONGEST_TAIL: Final = 40
_ESCAPED: Final = frozenset("\\;,\n\r")


def render(plans: Plans, language: str | None = None) -> Iterator[bytes]:
    """Yield one calendar of all plans, some thousand events at a time; the stamp is the plan's day."""
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
        self._turns = Turns(plan)
        self._by_series: dict[int, tuple[str, str, bool]] = {}
        self._dues: dict[Day, str] = {}
        self._moved: dict[tuple[Day, tuple[Move, ...]], str] = {}

    def events(self, occurrences: Sequence[Occurrence]) -> list[str]:
        """Return the event of each occurrence."""
        iso, basic = ISO, _BASIC
        known = self._by_series
        dues = self._dues
        at = f"@{self._plan.estate.id}"
        stamp = f"\r\nDTSTAMP:{_BASIC[self._plan.today]}T000000Z\r\nDTSTART;VALUE=DATE:"
        events = []
        for occurrence in occurrences:
            series, due, planned = occurrence.series, occurrence.due, occurrence.planned
            stem, middle, is_long = known.get(series.rank) or self._of_series(series)
            uid = f"UID:{stem}{occurrence.tail or iso[due]}{at}"
            if is_long:
                uid = _folded(uid)
            moved = occurrence.moved
            end = self._moved_end(due, moved) if moved else dues.get(due) or self._due_end(due)
            if series.turn is not None:
                end = self._units_of(occurrence) + end
            events.append(f"BEGIN:VEVENT\r\n{uid}{stamp}{basic[planned]}\r\n{middle}{end}")
        return events

    def _of_series(self, series: Series) -> tuple[str, str, bool]:
        """Return the stem of the keys, the lines all events share, and whether a UID may need folding.

        The description comes last and without its line end: the due day goes on from it.
        """
        words, language = self._words, self._language
        task, asset = series.task, series.asset
        summary = f"{said(task.name, language)}{words.colon}{said(asset.name, language)}"
        lines = [_property("SUMMARY", one_line(summary))]
        place = place_name(self._plan.estate, asset.location, language)
        if place:
            lines.append(_property("LOCATION", one_line(place)))
        lines.append(f"CATEGORIES:{words.kinds[task.kind]},{words.forces[task.force]}\r\nTRANSP:TRANSPARENT\r\n")
        lines.append(self._description(series, place))
        stem = f"{series.key}/"
        longest = len(f"UID:{stem}@{self._plan.estate.id}".encode()) + _LONGEST_TAIL
        found = self._by_series[series.rank] = (stem, "".join(lines), longest > _LONGEST_LINE)
        return found

    def _description(self, series: Series, place: str) -> str:
        """Return the description without its line end, each line of it folded by itself, and shared so."""
        words, task, source = self._words, series.task, series.task.source
        hours = person_hours(series)
        lines = {
            words.place: place,
            words.team: said(series.team.name, self._language) if series.team else "",
            words.hours: "" if hours is None else str(hours),
            words.source: cited(source, self._language) if source else "",
        }
        first = f"DESCRIPTION:{words.force}{words.colon}{words.forces[task.force]}"
        more = (one_line(f"{label.capitalize()}{words.colon}{text}") for label, text in lines.items() if text)
        return "".join((first, *map(_next_line, more)))

    def _units_of(self, occurrence: Occurrence) -> str:
        """Return the line of the description that tells which units are due; nothing where nobody says how many."""
        units = self._turns.units_of(occurrence.series, occurrence.key)
        return _next_line(f"{self._words.units.capitalize()}{self._words.colon}{units}") if units else ""

    def _due_end(self, due: Day) -> str:
        """Return the end of an event: the description goes on with the due day, in a line of its own."""
        found = self._dues[due] = _next_line(f"{self._words.due}{self._words.colon}{ISO[due]}") + _END
        return found

    def _moved_end(self, due: Day, moved: tuple[Move, ...]) -> str:
        """Return the end of an event that was moved, with each move and its reason."""
        found = self._moved.get((due, moved))
        if found is None:
            words = self._words
            lines = [f"{words.due}{words.colon}{ISO[due]}"]
            lines += [f"{words.moved}{words.colon}{ISO[one.start]} > {ISO[one.to]}, {one}" for one in moved]
            found = self._moved[due, moved] = "".join(map(_next_line, lines)) + _END
        return found


class _BasicDays(dict[Day, str]):
    """Day to `20270301`, filled as days are asked for."""

    def __missing__(self, day: Day) -> str:
        found = self[day] = ISO[day].replace("-", "")
        return found


_BASIC: Final = _BasicDays()


def _property(name: str, text: str) -> str:
    """Return a property with its line end, escaped, and folded where it is long."""
    return f"{_folded(f'{name}:{_escaped(harmless(text))}')}\r\n"


@lru_cache(maxsize=100_000)
def _next_line(text: str) -> str:
    """Return a further line of a description: it begins on a folded line of its own."""
    return f"\r\n {_folded(_escaped(harmless(f'{chr(10)}{text}')))}"


def _escaped(text: str) -> str:
    if _ESCAPED.isdisjoint(text):
        return text
    from icalendar import vText

    escaped: bytes = vText(text).to_ical()
    return escaped.decode()


def _folded(line: str) -> str:
    if len(line) <= _LONGEST_LINE and (line.isascii() or len(line.encode()) <= _LONGEST_LINE):
        return line
    from icalendar.parser import Contentline

    folded: bytes = Contentline(line).to_ical()  # type: ignore[no-untyped-call]
    return folded.decode()
