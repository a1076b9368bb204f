"""The events of a calendar with one for each occurrence, but for what another visit covers.

What the events of one series share is written once; the lines of plain ASCII in which one differs from the next
(UID, day, code, due day) are put between.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple
from zlib import crc32

from fmplan.assets.text import said
from fmplan.dates.day import ISO, Day
from fmplan.exports.citation import cited
from fmplan.exports.ical.checklistlines import checklist_lines
from fmplan.exports.ical.contentline import LONGEST, content, folded, next_line
from fmplan.exports.ical.dayhours import Slot, slots_of
from fmplan.exports.ical.eventlines import EventLines
from fmplan.exports.ical.feed import COLOURS, Feed
from fmplan.exports.ical.words import feed_words
from fmplan.exports.places import place_name
from fmplan.exports.plain import one_line
from fmplan.exports.reasons import reason_said
from fmplan.exports.turns import Turns
from fmplan.exports.visits import Visit, place_of_visit
from fmplan.exports.words import words_of
from fmplan.schedules.effort import person_hours
from fmplan.schedules.occurrence import Move, Occurrence, Status
from fmplan.schedules.plan import Plan
from fmplan.schedules.series import Series
from fmplan.schedules.shortcode import code_of_number

_AT_ONCE: Final = 4_000
"""How many events are handed over at once."""

_LONGEST_TAIL: Final = 40


class _Shared(NamedTuple):
    """What the events of one series in one state share.

    `stem` begins their keys and `number` is its CRC-32; `middle` ends with the description, without its line end.
    """

    stem: str
    number: int
    middle: str
    closing: str
    is_long: bool


class OccurrenceEncoder:
    """Writes the events of one plan."""

    def __init__(self, plan: Plan, feed: Feed, language: str) -> None:
        self._plan = plan
        self._timed = feed.timed
        self._language = language
        self._words = words_of(language)
        self._more_words = feed_words(language)
        self._turns = Turns(plan)
        self._lines = EventLines(plan, feed)
        self._open: dict[int, _Shared] = {}
        self._other: dict[tuple[int, Status, bool], _Shared] = {}
        self._checklists: dict[int, str] = {}
        self._dues: dict[Day, str] = {}
        self._moved: dict[tuple[Day, tuple[Move, ...]], str] = {}
        self._code = next_line(f"{self._more_words.code}{self._words.colon}")

    def chunks(self) -> Iterator[str]:
        """Yield the events, some thousand at a time, in the plan's order."""
        shown = (one for one in self._plan.occurrences if one.status is not Status.COVERED)
        if self._timed:
            yield from self._timed_chunks(list(shown))
            return
        while some := list(islice(shown, _AT_ONCE)):
            yield "".join(self._events(some))

    def _timed_chunks(self, shown: Sequence[Occurrence]) -> Iterator[str]:
        alone = (
            Visit(one.planned, one.series.team, place_of_visit(one.series.asset.location), (one,)) for one in shown
        )
        slots = slots_of(alone, self._plan.estate)
        yield "".join(self._event(one, slot) for one, slot in zip(shown, slots, strict=True))

    def _events(self, occurrences: Sequence[Occurrence]) -> list[str]:
        """Return the event of each occurrence, whole days each."""
        iso, when = ISO, self._lines.whole_day
        known, dues = self._open, self._dues
        begin, stamp, label = self._lines.begin, self._lines.stamp, self._code
        at = f"@{self._plan.estate.id}"
        planned_, due_ = Status.PLANNED, Status.DUE
        events = []
        for occurrence in occurrences:
            status = occurrence.status
            if status is not planned_ and status is not due_:
                events.append(self._event(occurrence, None))
                continue
            series, due = occurrence.series, occurrence.due
            stem, number, middle, closing, is_long = known.get(series.rank) or self._of_open(series)
            tail = occurrence.tail or iso[due]
            uid = f"{stem}{tail}{at}"
            if is_long:
                uid = folded(f"UID:{uid}")[4:]
            code = code_of_number(crc32(tail.encode(), number))
            moved = occurrence.moved
            end = self._moved_end(due, moved) if moved else dues.get(due) or self._due_end(due)
            if series.turn is not None:
                end = self._units_of(occurrence) + end
            events.append(f"{begin}{uid}{stamp}{when[occurrence.planned]}{middle}{label}{code}{end}{closing}")
        return events

    def _event(self, occurrence: Occurrence, slot: Slot | None) -> str:
        """Return the event of one occurrence in any state, with its slot in the day."""
        lines, series, due, status = self._lines, occurrence.series, occurrence.due, occurrence.status
        key = (series.rank, status, slot is not None)
        shared = self._other.get(key)
        if shared is None:
            shared = self._other[key] = self._of_series(series, status, timed=slot is not None)
        tail = occurrence.tail or ISO[due]
        uid = folded(f"UID:{shared.stem}{tail}@{self._plan.estate.id}")[4:]
        end = self._moved_end(due, occurrence.moved) if occurrence.moved else self._due_end(due)
        if occurrence.done_on is not None:
            end += next_line(f"{self._more_words.done_on}{self._words.colon}{ISO[occurrence.done_on]}")
        units = self._units_of(occurrence) if series.turn is not None else ""
        progress = lines.progress(status, occurrence.done_on, 100 if status is Status.DONE else 0)
        code = code_of_number(crc32(tail.encode(), shared.number))
        start = f"{lines.begin}{uid}{lines.stamp}{lines.when(occurrence.planned, slot)}{progress}"
        return f"{start}{shared.middle}{self._code}{code}{units}{end}{shared.closing}"

    def _of_open(self, series: Series) -> _Shared:
        found = self._open[series.rank] = self._of_series(series, Status.PLANNED, timed=False)
        return found

    def _of_series(self, series: Series, status: Status, *, timed: bool) -> _Shared:
        """Return what the events of a series share; the description comes last: the code goes on from it."""
        words, language = self._words, self._language
        task, asset = series.task, series.asset
        summary = one_line(f"{said(task.name, language)}{words.colon}{said(asset.name, language)}")
        summary = self._more_words.prefixes.get(status, "{}").replace("{}", summary)
        place = one_line(place_name(self._plan.estate, asset.location, language))
        lines = [
            content("SUMMARY", summary),
            content("LOCATION", place) if place else "",
            f"CATEGORIES:{words.kinds[task.kind]},{words.forces[task.force]}\r\nCOLOR:{COLOURS[task.force]}\r\n",
            self._lines.state(status, timed=timed),
            self._description(series, place),
        ]
        stem = f"{series.key}/"
        longest = len(f"UID:{stem}@{self._plan.estate.id}".encode()) + _LONGEST_TAIL
        closing = self._lines.closing(summary, task.force, status, timed=timed)
        return _Shared(stem, crc32(stem.encode()), "".join(lines), closing, longest > LONGEST)

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
        rest = (one_line(f"{label.capitalize()}{words.colon}{text}") for label, text in lines.items() if text)
        checklist = self._checklists.get(id(task))
        if checklist is None:
            checklist = "".join(map(next_line, checklist_lines(task, self._language)))
            self._checklists[id(task)] = checklist
        return "".join((first, *map(next_line, rest), checklist))

    def _units_of(self, occurrence: Occurrence) -> str:
        """Return the line of the description that tells which units are due; nothing where nobody says how many."""
        units = self._turns.units_of(occurrence.series, occurrence.key)
        return next_line(f"{self._words.units.capitalize()}{self._words.colon}{units}") if units else ""

    def _due_end(self, due: Day) -> str:
        """Return how a description goes on with the due day, in a line of its own."""
        found = self._dues[due] = next_line(f"{self._words.due}{self._words.colon}{ISO[due]}")
        return found

    def _moved_end(self, due: Day, moved: tuple[Move, ...]) -> str:
        """Return how the description of an event that was moved goes on, with each move and its reason."""
        found = self._moved.get((due, moved))
        if found is None:
            words = self._words
            lines = [f"{words.due}{words.colon}{ISO[due]}"]
            lines += [
                words.separator.join(
                    (f"{words.moved}{words.colon}{ISO[one.start]} > {ISO[one.to]}", reason_said(one, self._language))
                )
                for one in moved
            ]
            found = self._moved[due, moved] = "".join(map(next_line, lines))
        return found
