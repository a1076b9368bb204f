"""Readings outside the bounds of their checklist item, and which of them nobody has answered yet.

A reading is answered by a later one of the same item inside its bounds, or by another entry of the asset, on its
day or later, whose note names the item.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Final

from msgspec import Struct

from fmplan.assets.estate import Estate
from fmplan.assets.task_form import ItemForm, ReadForm
from fmplan.dates.day import ISO, Day
from fmplan.findings import Finding, Severity
from fmplan.logbook.entries import Logbook
from fmplan.logbook.entry import Entry, Kind
from fmplan.logbook.outline import MEASURED
from fmplan.schedules.acts import names_of
from fmplan.schedules.covering import all_covered
from fmplan.schedules.series import Series, tasks_where

SEVERITY: Final = Severity.WARNING


class OpenReading(Struct, frozen=True):
    """A reading outside its bounds that nobody has answered: of which item, how much, by which entry.

    `series` is that of the task whose checklist has the item; the entry may be that of a larger task.
    """

    series: Series
    item: ItemForm
    value: float
    entry: Entry

    @property
    def on(self) -> Day:
        """The day it was read."""
        return self.entry.on

    @property
    def bounds(self) -> str:
        """What it should be, with the unit: `at least 7 mm`, `5 to 40 °C`."""
        assert self.item.read is not None  # noqa: S101 - only such items have bounds
        return bounds_of(self.item.read)

    @property
    def read(self) -> str:
        """What was read, with the unit: `4 mm`."""
        assert self.item.read is not None  # noqa: S101 - as above
        return f"{self.value:g} {self.item.read.unit}".rstrip()


def open_readings(estate: Estate, series: Sequence[Series], logbook: Logbook) -> list[OpenReading]:
    """Return the readings outside their bounds that nobody has answered, by day, then in the order of the series.

    Of several readings of one item only the newest counts. `series` may be those of single assets; the logbook
    is taken as it is given, also where it looks ahead.
    """
    found: list[OpenReading] = []
    bounded = frozenset() if logbook.is_empty else tasks_where(series, lambda one: bool(_bounded_items(one)))
    for asset_id, group in groupby(series, key=attrgetter("asset.id")) if bounded else ():
        of_asset = list(group)
        if asset_id in estate.assets and any(id(one.task) in bounded for one in of_asset):
            found += _of_asset(of_asset, logbook)
    return sorted(found, key=lambda one: (one.on, one.series.rank, one.item.id))


def out_of_bounds(estate: Estate, series: Sequence[Series], logbook: Logbook) -> Iterator[Finding]:
    """Yield a finding for each reading outside its bounds that nobody has answered."""
    for one in open_readings(estate, series, logbook):
        asset, item = one.series.asset.id, one.item.id
        yield Finding(
            "out-of-bounds",
            SEVERITY,
            logbook.place_of(one.entry),
            f"{asset} {one.series.task.id}: {item} was {one.read} on {ISO[one.on]}, and should be {one.bounds}",
            f"Put it right and record it: fmplan done {asset} {one.series.task.bare_id} --item {item}=…, or answer "
            f"it with a note that names {item}.",
        )


def bounds_of(read: ReadForm) -> str:
    """Return the bounds of a value in words: `at least 7 mm`, `at most 10 mm`, `5 to 40 °C`; empty for none."""
    low, high = read.min, read.max
    match low is not None, high is not None:
        case True, True:
            text = f"{low:g} to {high:g}"
        case True, False:
            text = f"at least {low:g}"
        case False, True:
            text = f"at most {high:g}"
        case _:
            return ""
    return f"{text} {read.unit}".rstrip()


def value_of(text: str, read: ReadForm) -> float | None:
    """Return the number that was read, written with its unit or without; None where it is none."""
    bare = text.strip().removesuffix(read.unit).strip()
    return float(bare) if re.fullmatch(r"[+-]?\d{1,15}(\.\d{1,9})?", bare, re.ASCII) else None


def is_inside(value: float, read: ReadForm) -> bool:
    """Tell whether a value lies inside its bounds; a bound itself does."""
    return (read.min is None or value >= read.min) and (read.max is None or value <= read.max)


_Bounded = tuple[Series, ItemForm]


def _of_asset(group: Sequence[Series], logbook: Logbook) -> Iterator[OpenReading]:
    asset = group[0].asset
    ids = (asset.id, *asset.formerly)
    if not any(outline.count(MEASURED) for outline in logbook.outlines_of(ids).values()):
        return
    by_task = logbook.tasks_of(ids)
    bounded = {one.rank: _bounded_items(one) for one in group}
    by_name = {name: one for one in group for name in names_of(one.task)}
    smaller = all_covered({one.task.bare_id: one.task for one in group})
    newest: dict[tuple[int, str], tuple[tuple[Day, str, int], OpenReading]] = {}
    for task, entries in by_task.items():
        of = by_name.get(task)
        asked = group if of is None else [of, *(by_name[id_] for id_ in smaller[of.task.bare_id])]
        pairs = [(which, item) for which in asked for item in bounded[which.rank]]
        for reading in _readings(entries, pairs) if of is not None or not task else ():
            key = (reading.series.rank, reading.item.id)
            when = (reading.on, reading.entry.recorded or "", reading.entry.more.get("again", 1))
            if key not in newest or when >= newest[key][0]:
                newest[key] = (when, reading)
    for _, reading in newest.values():
        if not _holds(reading) and not _is_answered(reading, by_task):
            yield reading


def _bounded_items(series: Series) -> Sequence[ItemForm]:
    return [
        item
        for item in series.task.checklist
        if item.read is not None and (item.read.min is not None or item.read.max is not None)
    ]


def _readings(entries: Iterable[Entry], items: Sequence[_Bounded]) -> Iterator[OpenReading]:
    """Yield what entries read of these items, inside their bounds or not; each item as the first task has it."""
    by_id: dict[str, _Bounded] = {}
    for series, item in items:
        by_id.setdefault(item.id, (series, item))
    for entry in entries:
        for id_, text in _values(entry).items():
            if id_ in by_id:
                series, item = by_id[id_]
                assert item.read is not None  # noqa: S101 - only such items have bounds
                value = value_of(text, item.read)
                if value is not None:
                    yield OpenReading(series, item, value, entry)


def _values(entry: Entry) -> Mapping[str, str]:
    more = entry.more
    if entry.kind == Kind.READING.value:
        return {more["meter"]: more["value"]}
    return more.get("items") or {} if entry.kind == Kind.DONE.value else {}


def _holds(reading: OpenReading) -> bool:
    return reading.item.read is None or is_inside(reading.value, reading.item.read)


def _is_answered(reading: OpenReading, by_task: Mapping[str, Sequence[Entry]]) -> bool:
    id_ = reading.item.id
    named = re.compile(rf"(?<![\w-]){re.escape(id_)}(?![\w-])")
    return any(
        named.search(entry.more.get("note", ""))
        for entries in by_task.values()
        for entry in entries
        if entry.on >= reading.on and entry != reading.entry
    )
