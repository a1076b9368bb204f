"""Binding a volume: its lines sorted by asset and task, each task's by day, each act once."""

from __future__ import annotations

import pickle
import struct
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, repeat
from operator import itemgetter, lt
from typing import Final

import msgspec

from fmplan.dates.day import Day
from fmplan.findings import Finding
from fmplan.logbook.closed import CLOSING, DUE, Closed, Closings, due_closed
from fmplan.logbook.entry import Kind
from fmplan.logbook.keys import REQUIRED
from fmplan.logbook.outline import traits_of
from fmplan.logbook.sound import Columns
from fmplan.logbook.values import NO_ACCESS, READ
from fmplan.logbook.volume import Contents, Shelf, Volume, settled

_PACK: Final = msgspec.msgpack.Encoder().encode
_OF_A_TASK: Final = frozenset(kind for kind, keys in REQUIRED.items() if {"asset", "task"} <= set(keys))

# One line needs no array.
_PLACE: Final = struct.Struct("=Q")
_ON: Final = struct.Struct("=I")

_DAY: Final = READ["on"]
_FAR: Final = 4_000
"""A due day so far from the middle of a volume was mistyped; its bit would stand behind half a kilobyte of nothing."""


class Binder:
    """Gathers the lines of texts, and binds them into a volume."""

    def __init__(self, paths: Sequence[str], starts: Sequence[int], texts: Sequence[bytes]) -> None:
        self.paths = tuple(paths)
        self.starts = tuple(starts)
        self.texts = texts
        self.findings: list[Finding] = []
        self.undone: list[int] = []
        self.odd: set[int] = set()
        self._lines: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        # Of each line: the day, the due day that it closes, 0 for none, its traits and its place.
        self._on: list[Day] = []
        self._due: list[Day] = []
        self._traits = bytearray()
        self._places: list[int] = []
        self._newest = 0

    def put(self, kind: str, columns: Columns, places: Iterable[int]) -> None:
        """Put in lines of one kind that can be used, with the places at which they begin."""
        if kind == Kind.UNDONE.value:
            self.undone += places
            self._newest = max(self._newest, *map(_DAY.__getitem__, columns["on"]))
            return
        number = len(self._on)
        days = list(map(_DAY.__getitem__, columns["on"]))
        self._on += days
        self._newest = max(self._newest, *set(days))
        self._due += _closed(kind, columns)
        self._traits += traits_of(kind, columns)
        self._places += places
        nothing = ("",) * len(days)
        assets, tasks = columns.get("asset", nothing), columns.get("task", nothing)
        if kind not in _OF_A_TASK:
            assets, tasks = [one or "" for one in assets], [one or "" for one in tasks]
        lines = self._lines
        for of, line in zip(zip(assets, tasks, strict=True), count(number)):
            lines[of].append(line)

    def bound(self, key: bytes = b"") -> Volume:
        """Return the volume; `key` is a hash of its files, where it is to be kept."""
        since, bits = self._bits()
        odd = frozenset(self.odd)
        entries = Volume(Contents(starts=self.starts, odd=odd), self.texts)
        shelves: dict[str, dict[str, Shelf]] = {}
        by_task: dict[str, dict[str, Closed]] = {}
        known: dict[Closed, Closed] = {}
        for (asset, task), lines in self._lines.items():
            shelf, closed = self._put_away(lines, bits, entries)
            shelves.setdefault(asset, {})[task] = shelf
            by_task.setdefault(task, {})[asset] = known.setdefault(closed, closed)
        contents = Contents(
            self.paths,
            self.starts,
            {asset: _PACK(shelves[asset]) for asset in sorted(shelves)},
            tuple(one.place for one in settled(map(entries.entry_at, self.undone))),
            odd,
            self._newest,
            pickle.dumps(Closings(since, by_task), protocol=5) if by_task else b"",
            tuple(self.findings),
        )
        return Volume(contents, self.texts, key)

    def _put_away(self, lines: list[int], bits: Sequence[int], entries: Volume) -> tuple[Shelf, Closed]:
        """Return the lines of one task by day and id, each act once, and what they close."""
        if len(lines) == 1:
            (line,) = lines
            day, closed = self._on[line], bits[line]
            shelf = Shelf(_PLACE.pack(self._places[line]), _ON.pack(day), bytes((self._traits[line],)))
            return shelf, Closed(day, closed, closed > 0)
        of = itemgetter(*lines)
        days = of(self._on)
        if not all(map(lt, days, days[1:])):
            line_at = dict(zip(of(self._places), lines, strict=True))
            in_order = [line_at[place] for place in self._in_order(lines, entries)]
            if in_order != lines:
                return self._put_away(in_order, bits, entries)
        closed = sum(of(bits))
        # A line that closes nothing adds no bit, and two that close the same one add one in all.
        is_all = closed.bit_count() == len(lines)
        shelf = Shelf(array("Q", of(self._places)).tobytes(), array("I", days).tobytes(), bytes(of(self._traits)))
        return shelf, Closed(days[0], closed if is_all else 0, is_all)

    def _in_order(self, lines: Sequence[int], entries: Volume) -> Iterator[int]:
        """Yield the places of lines by day and id, each act once."""
        by_day = sorted(lines, key=self._on.__getitem__)
        days = [self._on[line] for line in by_day]
        if all(map(lt, days, days[1:])):
            return map(self._places.__getitem__, by_day)
        # Only what stands on one day can be alike, and has to be told apart by its id.
        return (entry.place for entry in settled(entries.entry_at(self._places[line]) for line in by_day))

    def _bits(self) -> tuple[Day, list[int]]:
        """Return the first day that the sets of due days can hold, and for each line the set of the one it closes.

        Numbers with one bit each add up to one with as many bits as there are different ones among them.
        """
        days = sorted(set(self._on))
        middle = days[len(days) // 2] if days else 0
        dues = {due for due in set(self._due) if abs(due - middle) < _FAR}
        since = min(dues, default=0)
        bit_of = {due: 1 << due - since for due in dues}
        return since, list(map(bit_of.get, self._due, repeat(0)))


def _closed(kind: str, columns: Columns) -> Iterable[Day]:
    """Return for each line the due day that it closes by naming it; 0 where it names none, or only arranges it."""
    days = columns["on"]
    if kind not in CLOSING:
        return repeat(0, len(days))
    nothing = (None,) * len(days)
    next_, results = columns.get("next", nothing), columns.get("result", nothing)
    if next_ == nothing and NO_ACCESS not in set(results):
        return map(DUE.__getitem__, columns["for"])
    return map(due_closed, repeat(kind), columns["for"], next_, results)
