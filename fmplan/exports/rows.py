"""What tables show of a plan: its days, each with the work to do, as text of one line each."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import Final, NamedTuple

from msgspec import Struct

from fmplan.assets.task_form import Force, Kind
from fmplan.assets.text import said
from fmplan.dates.day import ISO, Day, weekday
from fmplan.exports.daywords import day_words
from fmplan.exports.places import place_name
from fmplan.exports.plain import one_line
from fmplan.exports.turns import Turns, with_units
from fmplan.exports.words import Words, words_of
from fmplan.schedules.effort import person_hours
from fmplan.schedules.occurrence import Occurrence, Status
from fmplan.schedules.plan import Plan
from fmplan.schedules.series import Series


class Row(NamedTuple):
    """One occurrence; `hours` are person-hours or "", `status` says `state`, "" for what is simply planned or due."""

    asset: str
    task: str
    place: str
    team: str
    hours: str
    status: str
    kind: Kind
    force: Force
    state: Status = Status.PLANNED


class DayRows(Struct, frozen=True):
    """The work of one day; `heading` is the date with its weekday."""

    heading: str
    rows: list[Row]


def rows_by_day(plan: Plan, language: str) -> list[DayRows]:
    """Return the days on which there is work, with it; what another visit covers is left out."""
    words = words_of(language)
    shared: dict[int, Row] = {}
    turns = Turns(plan)
    days = []
    for day, occurrences in groupby(_shown(plan), key=attrgetter("planned")):
        rows = []
        for occurrence in occurrences:
            series = occurrence.series
            row = shared.get(series.rank) or shared.setdefault(series.rank, _row(plan, series, language))
            if series.turn is not None:
                row = row._replace(task=with_units(row.task, turns.units_of(series, occurrence.key)))
            state = occurrence.status
            if state not in _UNSAID:
                row = row._replace(status=_said_of(occurrence, words), state=state)
            rows.append(row)
        days.append(DayRows(_heading(day, day_words(language).weekdays), rows))
    return days


def closing(plan: Plan, language: str) -> str:
    """Return the line that closes a table: how many dates there are, and how many person-hours they take."""
    words = words_of(language)
    counts = Counter([one.series.rank for one in _shown(plan)])
    count = counts.total()
    each = {one.rank: person_hours(one) or Decimal(0) for one in plan.series if one.rank in counts}
    hours = sum((number * each[rank] for rank, number in counts.items()), Decimal(0))
    if not count:
        return f"{words.nothing}{words.colon}{ISO[plan.range.start]}..{ISO[plan.range.end]}"
    effort = words.person_hours.of(hours, f"{hours.normalize():,f}")
    return f"{words.dates.of(count)}{words.separator}{effort}"


_UNSAID: Final = frozenset({Status.PLANNED, Status.DUE})

CLOSED: Final = frozenset({Status.DONE, Status.SKIPPED, Status.MISSED})
"""The states of work that nothing is to be done about any more."""


def _said_of(occurrence: Occurrence, words: Words) -> str:
    """Return the state of an occurrence; of what was done on another day than planned with that day."""
    text = words.statuses[occurrence.status]
    done_on = occurrence.done_on
    return text if done_on is None or done_on == occurrence.planned else f"{text} {ISO[done_on]}"


def _shown(plan: Plan) -> list[Occurrence]:
    return [one for one in plan.occurrences if one.status is not Status.COVERED]


def _heading(day: Day, weekdays: tuple[str, ...]) -> str:
    return f"{ISO[day]} {weekdays[weekday(day)]}"


def _row(plan: Plan, series: Series, language: str) -> Row:
    hours = person_hours(series)
    return Row(
        asset=one_line(said(series.asset.name, language)),
        task=one_line(said(series.task.name, language)),
        place=one_line(place_name(plan.estate, series.asset.location, language)),
        team=one_line(said(series.team.name, language)) if series.team else "",
        hours="" if hours is None else str(hours),
        status="",
        kind=series.task.kind,
        force=series.task.force,
    )
