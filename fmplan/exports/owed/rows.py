"""What tables show of what is owed: a row for each series, the worst of its dates, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, Literal

from msgspec import Struct

from fmplan.assets.task_form import Force
from fmplan.assets.text import said
from fmplan.dates.day import ISO
from fmplan.exports.loggedwords import LoggedWords, listed, logged_words
from fmplan.exports.owed.remedy import remedy_of, why_of
from fmplan.exports.places import place_name
from fmplan.exports.plain import one_line
from fmplan.exports.words import words_of
from fmplan.schedules.effort import person_hours
from fmplan.schedules.occurrence import Status
from fmplan.schedules.owed import Debt, Owed, What

Group = Literal["team", "location", "class"]


class OwedRow(Struct, frozen=True):
    """One series that owes something; `notes` are what is bad about it, when else it is due, what to do."""

    status: Status
    state: str
    late: str
    asset: str
    task: str
    place: str
    team: str
    due: str
    last_done: str
    criticality: str
    force: Force
    notes: tuple[str, ...]


class OwedGroup(Struct, frozen=True):
    """The rows of one team, place or class; of all, without a heading."""

    heading: str
    rows: tuple[OwedRow, ...]


def groups_of(owed: Owed, language: str, group: Group | None) -> list[OwedGroup]:
    """Return the rows in groups, the group with the worst first; one group where none are asked for."""
    debts: dict[str, list[Debt]] = {}
    for debt in owed.debts:
        debts.setdefault(_heading(debt, owed, language, group), []).append(debt)
    return [OwedGroup(heading, tuple(_rows(some, owed, language))) for heading, some in debts.items()]


def in_groups(owed: Owed, group: Group | None) -> list[Debt]:
    """Return the debts in the order of their groups."""
    if group is None:
        return list(owed.debts)
    found: dict[str, list[Debt]] = {}
    for debt in owed.debts:
        found.setdefault(_heading(debt, owed, "en", group), []).append(debt)
    return [debt for some in found.values() for debt in some]


def closing(owed: Owed, language: str) -> str:
    """Return the line that closes a table: how much is owed, of which state, in how many person-hours."""
    words, usual = logged_words(language), words_of(language)
    due_now = owed.due_now
    nothing = f"{words.nothing_owed}{usual.colon}{ISO[owed.today]}"
    text = words.owed.format(f"{len(due_now):,}") if due_now else nothing
    counts = Counter(debt.status for debt in due_now)
    states = [f"{words.states[state]} {counts[state]:,}" for state in (Status.BREACH, Status.OVERDUE) if counts[state]]
    hours = sum((person_hours(debt.series) or Decimal(0) for debt in due_now if debt.occurrence), Decimal(0))
    if hours:
        states.append(usual.person_hours.of(hours, f"{hours.normalize():,f}"))
    if len(owed.debts) > len(due_now):
        states.append(words.coming.format(f"{len(owed.debts) - len(due_now):,}"))
    return usual.separator.join([text, *states])


def _heading(debt: Debt, owed: Owed, language: str, group: Group | None) -> str:
    words, series = logged_words(language), debt.series
    match group:
        case "team":
            if debt.what is What.CONTRACT:
                return one_line(said(series.asset.name, language))
            return one_line(said(series.team.name, language)) if series.team else words.nobody
        case "location":
            place = series.asset.location.partition("/")[0]
            return one_line(place_name(owed.estate, place, language)) or words.nowhere
        case "class":
            return series.asset.class_
    return ""


def _rows(debts: Sequence[Debt], owed: Owed, language: str) -> list[OwedRow]:
    """Return a row for each series and state: what is owed of it more than once stands beside the worst."""
    same: dict[tuple[object, ...], list[Debt]] = {}
    for number, debt in enumerate(debts):
        key = (debt.series.rank, debt.status) if debt.reading is None else (number,)
        same.setdefault(key, []).append(debt)
    return [_row(some, owed, language) for some in same.values()]


_SHOWN: Final = 3


def _row(debts: Sequence[Debt], owed: Owed, language: str) -> OwedRow:
    words = logged_words(language)
    debt = debts[0]
    series = debt.series
    notes = [why_of(debt, language)]
    others = [ISO[one.occurrence.due] for one in debts[1:] if one.occurrence]
    if others:
        notes.append(words.also_due.format(listed(others, language, _SHOWN)))
    notes.append(remedy_of(debt, language))
    return OwedRow(
        debt.status,
        words.states[debt.status],
        _late(debt, owed, words),
        one_line(said(series.asset.name, language)),
        one_line(said(series.task.name, language)),
        one_line(place_name(owed.estate, series.asset.location, language)),
        one_line(said(series.team.name, language)) if series.team else "",
        ISO[debt.occurrence.due if debt.occurrence else debt.latest],
        "" if debt.last_done is None else ISO[debt.last_done],
        series.asset.criticality.value,
        series.task.force,
        tuple(one_line(note) for note in notes if note),
    )


def _late(debt: Debt, owed: Owed, words: LoggedWords) -> str:
    if debt.is_owed:
        return words.days_short.format(debt.days_late)
    planned = debt.occurrence.planned if debt.occurrence else debt.latest
    return words.in_days.format(max(0, planned - owed.today))
