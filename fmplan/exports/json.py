"""A plan as one JSON object (docs/commands.md), each occurrence on a line of its own.

A portfolio is an object whose `estates` are the objects of its estates.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from fmplan.dates.day import ISO, Day
from fmplan.exports import fields
from fmplan.exports.findings import as_fields
from fmplan.exports.plain import spelt_out
from fmplan.exports.portfolio import Plans, language_of
from fmplan.exports.reasons import moves_of
from fmplan.exports.turns import Turns
from fmplan.release import RELEASE
from fmplan.schedules.occurrence import Move, Occurrence, Status
from fmplan.schedules.plan import Plan
from fmplan.schedules.series import Series
from fmplan.schedules.task import Task

_ROWS: Final = 4_000
"""How many occurrences are handed over at once."""

_FORM: Final = 1
"""The form of this JSON: fields may be added, never renamed."""


def render(plans: Plans, language: str | None = None) -> Iterator[bytes]:
    """Yield the object of a plan, or that of a portfolio, some thousand occurrences at a time."""
    if isinstance(plans, Plan):
        yield from _object(plans, language_of(plans, language))
    else:
        yield f'{{"fmplan":{_FORM},"release":{_text(RELEASE)},"estates":['.encode()
        for number, plan in enumerate(plans):
            yield b",\n" if number else b"\n"
            yield from _object(plan, language_of(plan, language))
        yield b"\n]}"
    yield b"\n"


def _object(plan: Plan, language: str) -> Iterator[bytes]:
    head = {
        "fmplan": _FORM,
        "release": RELEASE,
        "estate": plan.estate.id,
        "today": ISO[plan.today],
        "from": ISO[plan.range.start],
        "to": ISO[plan.range.end],
    }
    yield f'{{{_members(head)},"occurrences":['.encode()
    encoder = _Encoder(plan, language)
    occurrences = iter(plan.occurrences)
    divider = "\n"
    while some := list(islice(occurrences, _ROWS)):
        yield (divider + ",\n".join(encoder.objects(some))).encode()
        divider = ",\n"
    yield b'\n],"findings":['
    findings = ",".join(f"\n{{{_members(as_fields(finding))}}}" for finding in plan.findings)
    yield f"{findings}\n]}}".encode()


class _Encoder:
    """Writes the objects of one plan; what several share is encoded once.

    Keys, days and states hold no sign that JSON escapes: ids are words (`fmplan.assets.ids`).
    """

    def __init__(self, plan: Plan, language: str) -> None:
        self._estate = plan.estate.id
        self._language = language
        self._by_series: dict[int, tuple[str, str, str, str]] = {}
        self._assets: dict[int, str] = {}
        self._tasks: dict[int, tuple[str, str]] = {}
        self._work: dict[tuple[int, str | None, float | None], str] = {}
        self._moves = _Moves(language)
        self._turns = Turns(plan)

    def objects(self, occurrences: Sequence[Occurrence]) -> list[str]:
        """Return the object of each occurrence."""
        iso = ISO
        days = _DAYS
        known = self._by_series
        moves = self._moves
        turns = self._turns
        words = _STATUSES
        at = f'@{self._estate}","key":"'
        objects = []
        for (
            series,
            due,
            planned,
            latest,
            status,
            limit,
            moved,
            tail,
            covered_by,
            covers,
            done_on,
        ) in occurrences:
            stem, head, work, origin = known.get(series.rank) or self._of_series(series)
            due_text = iso[due]
            key = stem + (tail or due_text)
            if series.turn is not None:
                work = f'{work}"units":{_text(turns.units_of(series, key))},'
            links = _NO_LINKS
            if moved or covers or covered_by:
                links = f'"covers":{_keys(covers)},"covered_by":{_key(covered_by)},"moved":{moves[moved]}'
            objects.append(
                f'{{"uid":"{key}{at}{key}{head}"due":"{due_text}","planned":"{iso[planned]}",'
                f'"latest":"{iso[latest]}","limit":{days[limit]},"status":"{words[status]}",'
                f'"done_on":{days[done_on]},{work}{links}{origin}'
            )
        return objects

    def _of_series(self, series: Series) -> tuple[str, str, str, str]:
        task = series.task
        asset_text = self._assets.get(id(series.asset))
        if asset_text is None:
            asset_text = self._assets[id(series.asset)] = _members(fields.of_asset(series.asset, self._language))
        task_text, origin = self._tasks.get(id(task)) or self._of_task(task)
        work = (id(task), series.team.id if series.team else None, series.minutes)
        work_text = self._work.get(work)
        if work_text is None:
            # What takes turns has other units on each date.
            units = "" if task.rotation is not None else '"units":null,'
            work_text = self._work[work] = f"{_members(fields.of_work(series))},{units}"
        parts = (f"{series.key}/", f'",{asset_text},{task_text},', work_text, origin)
        self._by_series[series.rank] = parts
        return parts

    def _of_task(self, task: Task) -> tuple[str, str]:
        origin = f",{_members(fields.origin(task))}}}"
        found = self._tasks[id(task)] = (_members(fields.of_task(task, self._language)), origin)
        return found


class _Moves(dict[tuple[Move, ...], str]):
    """The list of the moves of an occurrence, written when first asked for; thousands move alike."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, moved: tuple[Move, ...]) -> str:
        found = self[moved] = _text(moves_of(moved, self._language))
        return found


class _QuotedDays(dict[Day | None, str]):
    """A day as JSON writes it, and null for none."""

    def __missing__(self, day: Day | None) -> str:
        found = self[day] = "null" if day is None else f'"{ISO[day]}"'
        return found


_DAYS: Final = _QuotedDays()
# Formatting the member itself costs as much as all days of an occurrence.
_STATUSES: Final = {status: status.value for status in Status}
_NO_LINKS: Final = '"covers":[],"covered_by":null,"moved":[]'


def _keys(keys: Sequence[str]) -> str:
    return "[" + ",".join(f'"{key}"' for key in keys) + "]"


def _key(key: str | None) -> str:
    return f'"{key}"' if key else "null"


def _members(values: dict[str, Any]) -> str:
    """Return the members of an object, without its braces."""
    return _text(values)[1:-1]


def _text(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_number)
    # JSON may hold these as they are, and a terminal would act upon them.
    return spelt_out(text)


def _number(value: object) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"no JSON for {value!r}")
