"""Which due dates were closed by naming them: of nearly every task that is all there is to know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from fmplan.dates.day import Day
from fmplan.dates.dayset import Days
from fmplan.dates.ranges import parse_day
from fmplan.logbook.entry import Entry, Kind
from fmplan.logbook.values import NO_ACCESS, Values

CLOSING: Final = frozenset({Kind.DONE.value, Kind.SKIPPED.value})
"""The kinds of entry that close the date they name."""

# What is named by a number, or is an extra visit between two dates, is told by its entry alone.
DUE: Final = Values(lambda text: parse_day(text) if text is not None and len(text) == len("2027-03-01") else 0)
"""The due day that an entry names, by how it names it; 0 where it names none."""


class Closed(NamedTuple):
    """What a logbook closes of one task of an asset.

    `first` is the day of its first entry, of whatever kind, `days` the due days that were closed by name. `is_all`
    tells that there is nothing else: each entry did or skipped a date of its own, and set none for the next.
    """

    first: Day
    days: Days
    is_all: bool


def due_closed(kind: str, named: str | None, next_: object, result: str | None) -> Day:
    """Return the due day that an entry closes by naming it, and that is all it does; else 0."""
    return DUE[named] if kind in CLOSING and next_ is None and result != NO_ACCESS else 0


def closed_by(entries: Sequence[Entry], since: Day) -> Closed:
    """Return what the entries of one task close, in the order of days; the set of due days begins with `since`."""
    dues = [due_closed(one.kind, one.for_, one.next, one.result) for one in entries]
    days = sum(1 << due - since for due in set(dues) - {0} if due >= since)
    return Closed(entries[0].on, days, is_all=days.bit_count() == len(entries))
