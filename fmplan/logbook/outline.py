"""The outline of what the logbook says of one task: of each line its day and what it is, and no more.

It answers most of what is asked of every task of an estate, such as how often it was done with nothing to show for it.
So thousands of lines need not be taken apart for that.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from fmplan.dates.day import Day
from fmplan.logbook.entry import CLOSINGS, Entry, Kind
from fmplan.logbook.sound import Columns
from fmplan.logbook.values import NO_ACCESS

DONE: Final = 1
"""The trait of a line that says that work was done: nobody stood before a locked door."""
ACT: Final = 2
"""That of a line that says something of one date: done, skipped, deferred or booked."""
SHOWN: Final = 4
"""That of a line with the number of a report or with a file, which show that work was done."""
MEASURED: Final = 8
"""That of a line that tells what was read, of a meter or of the items of a checklist."""
CLOSES: Final = 16
"""That of a line that names dates of smaller tasks, which it closes too."""


class Outline(NamedTuple):
    """The lines of one task of an asset by day and id, each act once: their days, and the traits of each in a byte."""

    days: Sequence[Day]
    traits: bytes

    def since(self, day: Day) -> Outline:
        """Return what of it lies on a day or after."""
        begin = bisect_left(self.days, day)
        return self if begin == 0 else Outline(self.days[begin:], self.traits[begin:])

    def count(self, trait: int, without: int = 0) -> int:
        """Return how many lines have a trait, and not another one."""
        return sum(map(self.traits.count, self._fitting(trait, without)))

    def newest(self, trait: int, without: int = 0) -> Day:
        """Return the day of the last line that has a trait, and not another one; 0 for none."""
        here = max(map(self.traits.rfind, self._fitting(trait, without)), default=-1)
        return self.days[here] if here >= 0 else 0

    def _fitting(self, trait: int, without: int) -> Sequence[int]:
        return [one for one in set(self.traits) if one & trait and not one & without]


def outline_of(entries: Sequence[Entry]) -> Outline:
    """Return the outline of entries of one task, which stand in order."""
    return Outline([one.on for one in entries], bytes(map(_traits_of_entry, entries)))


def traits_of(kind: str, columns: Columns) -> bytes:
    """Return the traits of lines of one kind, a byte for each."""
    number = len(columns["on"])
    nothing = (None,) * number
    results, *told = [columns.get(key, nothing) for key in ("result", *_TOLD)]
    if NO_ACCESS not in set(results) and all(column == nothing for column in told):
        return bytes((_traits(kind, None, _Told()),)) * number
    return bytes(
        _traits(kind, result, _Told(*values)) for result, *values in zip(results, *told, strict=True)
    )  # fmt: skip


class _Told(NamedTuple):
    """What of a line decides on its traits, beside kind and result; None for what it does not say."""

    number: object = None
    evidence: object = None
    items: object = None
    closes: object = None


_TOLD: Final = _Told._fields


def _traits_of_entry(entry: Entry) -> int:
    line = entry.line
    return _traits(entry.kind, entry.result, _Told(*map(line.get, _TOLD)))


def _traits(kind: str, result: str | None, told: _Told) -> int:
    found = 0
    is_done = kind == Kind.DONE.value
    if told.number is not None or told.evidence is not None:
        found |= SHOWN
    if kind == Kind.READING.value or (is_done and told.items):
        found |= MEASURED
    if told.closes:
        found |= CLOSES
    if kind in CLOSINGS and result != NO_ACCESS:
        found |= DONE | ACT if is_done else ACT
    return found
