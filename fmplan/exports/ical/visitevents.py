"""The events of a calendar with one for each visit: what one team does at one place on one day.

The description lists each task with the assets it is done on, a code and the due day of each, and its checklist.
It is put together of lines that were written once: those of a task, and those of a series.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import Final
from zlib import crc32

from fmplan.assets.task_form import Force, Kind
from fmplan.assets.text import said
from fmplan.dates.day import ISO, Day
from fmplan.exports.citation import cited
from fmplan.exports.ical.checklistlines import checklist_lines
from fmplan.exports.ical.contentline import content, folded, more, next_line
from fmplan.exports.ical.dayhours import Slot, slots_of
from fmplan.exports.ical.eventlines import EventLines
from fmplan.exports.ical.feed import COLOURS, Feed
from fmplan.exports.ical.words import feed_words
from fmplan.exports.places import place_name
from fmplan.exports.plain import one_line
from fmplan.exports.reasons import reason_said
from fmplan.exports.turns import Turns
from fmplan.exports.visits import Visit, visits_of
from fmplan.exports.words import words_of
from fmplan.schedules.effort import person_hours
from fmplan.schedules.occurrence import Because, Move, Occurrence, Status
from fmplan.schedules.plan import Plan
from fmplan.schedules.series import Series
from fmplan.schedules.shortcode import code_of_number
from fmplan.schedules.task import Task

_AT_ONCE: Final = 1_000
"""How many events are handed over at once."""

_NAMED: Final = 3
"""How many tasks the summary names; on a phone no more can be read."""

_FORCES: Final = tuple(Force)
_KINDS: Final = tuple(Kind)
_MARKS: Final = {Status.DONE: "✓", Status.SKIPPED: "–", Status.MISSED: "–"}
_OPEN_MARK: Final = "•"


class VisitEncoder:
    """Writes the events of one plan."""

    def __init__(self, plan: Plan, feed: Feed, language: str) -> None:
        self._plan = plan
        self._timed = feed.timed
        self._language = language
        self._words = words_of(language)
        self._more_words = feed_words(language)
        self._turns = Turns(plan)
        self._lines = EventLines(plan, feed)
        self._stems: dict[int, int] = {}
        self._headings: dict[int, str] = {}
        self._checklists: dict[int, str] = {}
        self._rows: dict[tuple[int, str], str] = {}
        self._hours: dict[int, Decimal | None] = {}
        self._dues: dict[tuple[Day, Day, tuple[Move, ...]], str] = {}
        self._heads = lru_cache(maxsize=10_000)(self._head)
        self._categories = lru_cache(maxsize=1_000)(self._categories_of)

    def chunks(self) -> Iterator[str]:
        """Yield the events, some hundred at a time, in the plan's order."""
        visits = visits_of(self._plan.occurrences)
        if self._timed:
            all_visits = list(visits)
            slots = slots_of(all_visits, self._plan.estate)
            yield "".join(self._event(one, slot) for one, slot in zip(all_visits, slots, strict=True))
            return
        while some := list(islice(visits, _AT_ONCE)):
            yield "".join([self._event(visit, None) for visit in some])

    def _event(self, visit: Visit, slot: Slot | None) -> str:
        lines, status = self._lines, visit.status
        by_task: dict[int, list[Occurrence]] = {}
        for one in visit.occurrences:
            by_task.setdefault(id(one.series.task), []).append(one)
        # What must be done most comes first.
        groups = sorted(by_task.values(), key=lambda group: _FORCES.index(group[0].series.task.force))
        tasks = [group[0].series.task for group in groups]
        summary = self._more_words.prefixes.get(status, "{}").replace("{}", self._summary(visit, groups))
        place = one_line(place_name(self._plan.estate, visit.place, self._language))
        force = tasks[0].force
        timed = slot is not None
        done = sum(one.status is Status.DONE for one in visit.occurrences)
        done_on = max((one.done_on for one in visit.occurrences if one.done_on is not None), default=None)
        progress = lines.progress(status, done_on, 100 * done // len(visit.occurrences))
        kinds = frozenset(task.kind for task in tasks)
        forces = frozenset(task.force for task in tasks)
        return "".join(
            (
                lines.begin,
                folded(f"UID:{visit.key}@{self._plan.estate.id}")[4:],
                lines.stamp,
                lines.when(visit.day, slot),
                content("SUMMARY", summary),
                content("LOCATION", place) if place else "",
                self._categories(kinds, forces),
                f"COLOR:{COLOURS[force]}\r\n",
                lines.state(status, timed=timed),
                progress,
                self._description(visit, groups),
                lines.closing(summary, force, status, timed=timed),
            )
        )

    def _summary(self, visit: Visit, groups: Sequence[Sequence[Occurrence]]) -> str:
        """Return what is to be done and at what: the asset where it is one, else the place, else the estate."""
        words, language, estate = self._words, self._language, self._plan.estate
        first = visit.occurrences[0].series.asset
        if len(visit.occurrences) == 1:
            task = groups[0][0].series.task
            return one_line(f"{said(task.name, language)}{words.colon}{said(first.name, language)}")
        if all(one.series.asset is first for one in visit.occurrences):
            where = said(first.name, language)
        else:
            where = place_name(estate, visit.place, language) or said(estate.name, language)
        names = [self._counted(group) for group in groups[:_NAMED]]
        if len(groups) > _NAMED:
            names.append(self._more_words.and_more.format(len(groups) - _NAMED))
        return one_line(f"{where}{words.colon}{self._more_words.join.join(names)}")

    def _counted(self, group: Sequence[Occurrence]) -> str:
        name = said(group[0].series.task.name, self._language)
        return name if len(group) == 1 else f"{name} ×{len(group)}"

    def _description(self, visit: Visit, groups: Sequence[Sequence[Occurrence]]) -> str:
        """Return the description without its line end: a line for the whole, then task by task."""
        hours = [self._hours_of(one.series) for one in visit.occurrences]
        known = [one for one in hours if one is not None]
        team = said(visit.team.name, self._language) if visit.team else ""
        parts = [self._heads(len(visit.occurrences), sum(known, Decimal(0)) if known else None, team)]
        for group in groups:
            task = group[0].series.task
            parts.append(self._headings.get(id(task)) or self._heading(task))
            parts += map(self._row, group)
            checklist = self._checklists.get(id(task))
            if checklist is None:
                checklist = "".join(map(next_line, checklist_lines(task, self._language)))
                self._checklists[id(task)] = checklist
            parts.append(checklist)
        return "".join(parts)

    def _head(self, count: int, hours: Decimal | None, team: str) -> str:
        words, more_words = self._words, self._more_words
        texts = [more_words.tasks.of(count)]
        if hours is not None:
            texts.append(words.person_hours.of(hours, f"{hours.normalize():f}"))
        line = content("DESCRIPTION", words.separator.join(texts))[:-2]
        return line + more(one_line(f"{words.separator}{team}") if team else "") if team else line

    def _heading(self, task: Task) -> str:
        words, language = self._words, self._language
        why = [words.forces[task.force], cited(task.source, language) if task.source else ""]
        detail = words.separator.join(part for part in why if part)
        title = one_line(f"{said(task.name, language)}{words.colon}{detail}")
        found = self._headings[id(task)] = next_line("") + next_line(title)
        return found

    def _row(self, one: Occurrence) -> str:
        """Return the line of one occurrence: its asset, its code, its due day where that is another, its state."""
        series = one.series
        number = self._stems.get(series.rank)
        if number is None:
            number = self._stems[series.rank] = crc32(f"{series.key}/".encode())
        mark = _MARKS.get(one.status, _OPEN_MARK)
        row = self._rows.get((series.rank, mark))
        if row is None:
            asset, (_, _, rest) = series.asset, series.asset.location.partition("/")
            name = said(asset.name, self._language)
            row = next_line(one_line(f"{mark} {name} ({rest})" if rest else f"{mark} {name}"))
            self._rows[series.rank, mark] = row
        tail = one.tail or ISO[one.due]
        text = f"{row}\r\n  {code_of_number(crc32(tail.encode(), number))}"
        if one.due != one.planned:
            text += self._dues.get((one.due, one.planned, one.moved)) or self._due(one)
        if series.turn is not None and (units := self._turns.units_of(series, one.key)):
            text += more(f"{self._words.separator}{self._words.units} {units}")
        if state := self._more_words.states.get(one.status):
            day = f" {ISO[one.done_on]}" if one.done_on is not None else ""
            text += more(f"{self._words.separator}{state}{day}")
        return text

    def _due(self, one: Occurrence) -> str:
        """Return the due day of an occurrence that is planned on another, with the reasons."""
        words = self._words
        # That a smaller task was waited for explains nothing to those who come.
        shown_moves = (move for move in one.moved if move.because not in {Because.NESTED, Because.PLACED})
        reasons = [reason_said(move, self._language) for move in shown_moves]
        text = f"{words.separator}{words.due.lower()} {ISO[one.due]}"
        if reasons:
            text = self._more_words.detail.format(text, self._more_words.reasons.join(reasons))
        shown = more(one_line(text))
        self._dues[one.due, one.planned, one.moved] = shown
        return shown

    def _hours_of(self, series: Series) -> Decimal | None:
        rank = series.rank
        if rank not in self._hours:
            self._hours[rank] = person_hours(series)
        return self._hours[rank]

    def _categories_of(self, kinds: frozenset[Kind], forces: frozenset[Force]) -> str:
        words = self._words
        names = [words.kinds[kind] for kind in _KINDS if kind in kinds]
        names += [words.forces[force] for force in _FORCES if force in forces]
        # A folded line is a line the same, and these hold nothing to escape.
        return f"{folded('CATEGORIES:' + ','.join(names))}\r\n"
