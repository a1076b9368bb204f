"""A plan as CSV: one row for each occurrence, the columns named and ordered as the fields of the JSON.

UTF-8 with a header, quoted as RFC 4180 says. Lines end with LF and not with CRLF: every reader takes it, and
git, `diff` and `sort` show the rows that changed without a ^M at their end. Lists are joined by a space.
Text that a spreadsheet would run as a formula has an apostrophe in front.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, TypeAlias

from fmplan.dates.day import ISO, Day
from fmplan.exports import fields
from fmplan.exports.portfolio import Plans, each, language_of
from fmplan.exports.reasons import reason_said
from fmplan.exports.turns import Turns
from fmplan.schedules.direct import Alike
from fmplan.schedules.occurrence import Move, Occurrence, Status
from fmplan.schedules.plan import Plan
from fmplan.schedules.series import Series
from fmplan.schedules.task import Task

# Formatting the member itself costs as much as all days of a row.
_STATUSES: Final = {status: status.value for status in Status}

# The last four are the same signs in their full-width form, which East Asian spreadsheets take alike.
_FORMULA: Final = frozenset("=+-@\t\r＝＋－＠")


def render(plans: Plans, language: str | None = None) -> Iterator[bytes]:
    """Yield the header and then the rows of one plan after the other, some thousand at a time."""
    yield (",".join(fields.FIELDS) + "\n").encode()
    for plan in each(plans):
        encoder = _Encoder(plan, language_of(plan, language))
        for day in encoder.rows_by_day(plan):
            yield "".join(day).encode()


_OfDate: TypeAlias = tuple[Callable[[Iterable[str]], None], str, str]


class _Encoder:
    """Writes the rows of one plan; what several rows share is encoded once.

    Keys, days and states hold no sign that CSV quotes: ids are words (`fmplan.assets.ids`).
    """

    def __init__(self, plan: Plan, language: str) -> None:
        self._at = f"@{plan.estate.id},"
        self._language = language
        self._assets: dict[int, str] = {}
        self._tasks: dict[int, tuple[str, str]] = {}
        self._work: dict[tuple[int, int, float | None], str] = {}
        self._moves = _Moves(language)
        self._turns = Turns(plan)
        self._units = _Units()
        self._dates = _Dates()
        self._models: dict[tuple[int, int, float | None], list[_OfDate]] = {}
        self._days: list[list[str]] = [[] for _ in range(plan.range.days)]
        self._start = plan.range.start

    def rows_by_day(self, plan: Plan) -> list[list[str]]:
        """Return for each day of the plan's range the pieces of its rows, which joined are the rows."""
        # Written series by series, where what the rows share lies near, and laid out by day. Joined to rows
        # here, 300,000 of them would take 70 MB more, which takes time of its own.
        for dates in plan.by_series:
            if dates:
                self._lay_out(dates)
        return self._days

    def _lay_out(self, dates: Sequence[Occurrence]) -> None:
        """Put the rows of one series to those of their days."""
        if type(dates) is Alike and dates.series.turn is None:
            series = dates.series
            key = (id(dates.model), id(series.team), series.minutes)
            cells = self._models.get(key)
            if cells is None:
                cells = self._models[key] = self._of_dates(series, dates.model)
        else:
            series = dates[0].series
            cells = self._of_dates(series, dates)
        asset = series.asset
        asset_cells = self._assets.get(id(asset))
        if asset_cells is None:
            asset_cells = self._assets[id(asset)] = f",{joined(fields.of_asset(asset, self._language))},"
        stem = f"{series.key}/"
        between = f"{self._at}{stem}"
        for put, tail, rest in cells:
            put((stem, tail, between, tail, asset_cells, rest))

    def _of_dates(self, series: Series, dates: Iterable[Occurrence]) -> list[_OfDate]:
        """Return for each date where its row goes, the end of its key, and the cells that follow the asset's."""
        task_cells, work, origin = self._of_series(series)
        takes_turns = series.turn is not None
        iso, whens = ISO, self._dates
        cells: list[_OfDate] = []
        units = ""
        for occurrence in dates:
            _, due, planned, _, _, _, moved, tail, covered_by, covers, done_on = occurrence
            links = ",,,"
            if moved or covers or covered_by:
                links = f",{' '.join(covers)},{covered_by or ''},{self._moves[moved]}"
            when = f"{whens[occurrence[1:6]]}{iso[done_on] if done_on else ''}"
            if takes_turns:
                units = self._units[self._turns.units_of(series, occurrence.key)]
            put = self._days[planned - self._start].extend
            cells.append((put, tail or iso[due], f"{task_cells}{when}{work}{units}{links}{origin}"))
        return cells

    def _of_series(self, series: Series) -> tuple[str, str, str]:
        """Return the cells of the task, of the work and of the origin."""
        task = series.task
        task_cells, origin = self._tasks.get(id(task)) or self._of_task(task)
        key = (id(task), id(series.team), series.minutes)
        work = self._work.get(key)
        if work is None:
            work = self._work[key] = f",{joined(fields.of_work(series))},"
        return task_cells, work, origin

    def _of_task(self, task: Task) -> tuple[str, str]:
        origin = f",{joined(fields.origin(task))}\n"
        found = self._tasks[id(task)] = (f"{joined(fields.of_task(task, self._language))},", origin)
        return found


_When: TypeAlias = tuple[Day, Day, Day, Status, Day | None]


class _Dates(dict[_When, str]):
    """The cells from `due` to `status`, written when first asked for: few dates stand in many rows."""

    def __missing__(self, when: _When) -> str:
        due, planned, latest, status, limit = when
        text = f"{ISO[due]},{ISO[planned]},{ISO[latest]},{ISO[limit] if limit else ''},{_STATUSES[status]},"
        self[when] = text
        return text


class _Moves(dict[tuple[Move, ...], str]):
    """The cell for the moves of an occurrence, written when first asked for; thousands move alike."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, moved: tuple[Move, ...]) -> str:
        text = "; ".join(f"{ISO[move.start]}>{ISO[move.to]} {reason_said(move, self._language)}" for move in moved)
        found = self[moved] = joined({"moved": text}) if text else ""
        return found


class _Units(dict[str | None, str]):
    """The cell for the units of an occurrence, written when first asked for."""

    def __missing__(self, units: str | None) -> str:
        found = self[units] = joined({"units": units})
        return found


class _Line:
    """Where `csv.writer` writes: it keeps the last row."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> int:
        self.text = text
        return len(text)


def joined(values: dict[str, Any]) -> str:
    """Return some fields of a row, quoted and joined by commas."""
    texts = [_text(name, value) for name, value in values.items()]
    plain = ",".join(texts)
    # Most cells hold no sign that is quoted: the commas are then those between them.
    is_quoted = '"' in plain or "\r" in plain or "\n" in plain
    if not is_quoted and plain.count(",") == len(texts) - 1 and texts != [""]:
        return plain
    line = _Line()
    # With CRLF as its line end the writer quotes both of these signs inside a text, in every Python.
    csv.writer(line, lineterminator="\r\n").writerow(texts)
    return line.text[:-2]


def _text(name: str, value: Any) -> str:
    if isinstance(value, str):
        return f"'{value}" if value[:1] in _FORMULA else value
    if isinstance(value, dict):
        return _text(name, _impact(value) if name == "impact" else _source(value))
    return "" if value is None else str(value)


def _impact(impact: dict[str, str | None]) -> str:
    return " ".join(part for part in (impact["type"], impact["of"]) if part)


def _source(source: dict[str, str | None]) -> str:
    text = ", ".join(part for part in (source["standard"], source["clause"]) if part)
    return f"{text} ({source['confidence']})" if source["confidence"] else text
