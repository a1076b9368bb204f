"""A plan as CSV: one row for each occurrence, the columns named and ordered as the fields of the JSON.

UTF-8 with a header, quoted as RFC 4180 says. Lines end with LF and not with CRLF: every reader takes it, and
git, `diff` and `sort` show the rows that changed without a ^M at their end. Lists are joined by a space.
Text that a spreadsheet would run as a formula has an apostrophe in front.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from fmplan.dates.day import ISO
from fmplan.exports import fields
from fmplan.exports.portfolio import Plans, each, language_of
from fmplan.schedules.occurrence import Move, Occurrence, Status
from fmplan.schedules.plan import Plan
from fmplan.schedules.series import Series
from fmplan.schedules.task import Task

_ROWS: Final = 4_000
"""How many rows are handed over at once."""

# Formatting the member itself costs as much as all days of a row.
_STATUSES: Final = {status: status.value for status in Status}

# The last four are the same signs in their full-width form, which East Asian spreadsheets take alike.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def render(plans: Plans, language: str | None = None) -> Iterator[bytes]:
    """Yield the header and then the rows of one plan after the other, some thousand at a time."""
    yield (",".join(fields.FIELDS) + "\n").encode()
    for plan in each(plans):
        encoder = _Encoder(plan, language_of(plan, language))
        occurrences = iter(plan.occurrences)
        while some := list(islice(occurrences, _ROWS)):
            yield "".join(encoder.rows(some)).encode()


class _Encoder:
    """Writes the rows of one plan; what several rows share is encoded once.

    Keys, days and states hold no sign that CSV quotes: ids are words (`fmplan.assets.ids`).
    """

    def __init__(self, plan: Plan, language: str) -> None:
        self._estate = plan.estate.id
        self._language = language
        self._by_series: dict[int, tuple[str, str, str, str]] = {}
        self._assets: dict[str, str] = {}
        self._tasks: dict[int, tuple[str, str]] = {}
        self._work: dict[tuple[int, str | None, float | None], str] = {}
        self._moves = _Moves()

    def rows(self, occurrences: Sequence[Occurrence]) -> list[str]:
        """Return the row of each occurrence, with its line end."""
        iso = ISO
        known = self._by_series
        moves = self._moves
        words = _STATUSES
        at = f"@{self._estate},"
        rows = []
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
            links = f"{' '.join(covers)},{covered_by or ''},{moves[moved]}" if moved or covers or covered_by else ",,"
            rows.append(
                f"{key}{at}{key}{head}{due_text},{iso[planned]},{iso[latest]},{iso[limit] if limit else ''},"
                f"{words[status]},{iso[done_on] if done_on else ''}{work}{links}{origin}"
            )
        return rows

    def _of_series(self, series: Series) -> tuple[str, str, str, str]:
        task = series.task
        asset_cells = self._assets.get(series.asset.id)
        if asset_cells is None:
            asset_cells = self._assets[series.asset.id] = _cells(fields.of_asset(series.asset, self._language))
        task_cells, origin = self._tasks.get(id(task)) or self._of_task(task)
        work = (id(task), series.team.id if series.team else None, series.minutes)
        work_cells = self._work.get(work)
        if work_cells is None:
            work_cells = self._work[work] = f",{_cells(fields.of_work(series))},"
        parts = (f"{series.key}/", f",{asset_cells},{task_cells},", work_cells, origin)
        self._by_series[series.rank] = parts
        return parts

    def _of_task(self, task: Task) -> tuple[str, str]:
        origin = f",{_cells(fields.origin(task))}\n"
        found = self._tasks[id(task)] = (_cells(fields.of_task(task, self._language)), origin)
        return found


class _Moves(dict[tuple[Move, ...], str]):
    """The cell for the moves of an occurrence, written when first asked for; thousands move alike."""

    def __missing__(self, moved: tuple[Move, ...]) -> str:
        text = "; ".join(f"{ISO[move.start]}>{ISO[move.to]} {move}" for move in moved)
        found = self[moved] = _cells({"moved": text}) if text else ""
        return found


class _Line:
    """Where `csv.writer` writes: it keeps the last row."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> int:
        self.text = text
        return len(text)


def _cells(values: dict[str, Any]) -> str:
    """Return some fields of a row, quoted and joined by commas."""
    line = _Line()
    # With CRLF as its line end the writer quotes both of these signs inside a text, in every Python.
    csv.writer(line, lineterminator="\r\n").writerow([_text(name, value) for name, value in values.items()])
    return line.text[:-2]


def _text(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        value = _impact(value) if name == "impact" else _source(value)
    if isinstance(value, int | Decimal):
        return str(value)
    return f"'{value}" if value.startswith(_FORMULA) else value


def _impact(impact: dict[str, str | None]) -> str:
    return " ".join(part for part in (impact["type"], impact["of"]) if part)


def _source(source: dict[str, str | None]) -> str:
    text = ", ".join(part for part in (source["standard"], source["clause"]) if part)
    return f"{text} ({source['confidence']})" if source["confidence"] else text
