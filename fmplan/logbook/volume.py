"""A volume of the logbook: the text of some of its files, and where in it the lines of each asset stand.

An estate of 10,000 assets writes 300,000 lines a year. Nearly all of them nobody asks for: so they stay as they were
written, and become entries where somebody looks at them.
"""

from __future__ import annotations

import pickle
from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from fmplan.dates.day import Day
from fmplan.findings import Finding, Place
from fmplan.keeping import Bounds
from fmplan.logbook.closed import Closed, Closings, closed_by
from fmplan.logbook.entry import Entry
from fmplan.logbook.keys import KEYS
from fmplan.logbook.outline import Outline
from fmplan.logbook.values import READ

MOST_KEPT: Final = Bounds(200)
"""So many volumes are kept in the user's cache: forty estates with a few years and the year so far."""


class Shelf(Struct, frozen=True, gc=False, array_like=True):
    """What a volume has of one task of an asset: its lines in the order of day and id, each act once.

    `places` are where they begin, `days` their days, `traits` those of the outline.
    """

    places: bytes
    days: bytes
    traits: bytes

    @property
    def lines(self) -> Sequence[int]:
        """The places of the lines, in the order of day and id."""
        return array("Q", self.places)

    @property
    def outline(self) -> Outline:
        """The lines in outline."""
        return Outline(array("I", self.days), self.traits)

    def until(self, day: Day) -> Shelf:
        """Return what of it lies on a day or before."""
        days = array("I", self.days)
        end = bisect_right(days, day)
        if end == len(days):
            return self
        return Shelf(array("Q", self.places)[:end].tobytes(), days[:end].tobytes(), self.traits[:end])


_SHELVES: Final = msgspec.msgpack.Decoder(dict[str, Shelf]).decode


class Contents(Struct, frozen=True):
    """What stands where in the texts of a volume: all that is kept of it, for the texts are read every time.

    `starts` tells at which place the text of each file begins, `shelves` what there is of each asset by task,
    packed; what is of no asset stands under an empty text. `undone` are the places of the entries that take back
    others, `odd` those of lines that fmplan would write in another way. `newest` is the last day of any entry,
    `packed` are the closings. `findings` are what is wrong with the lines.
    """

    paths: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()
    shelves: Mapping[str, bytes] = field(default_factory=dict)
    undone: tuple[int, ...] = ()
    odd: frozenset[int] = frozenset()
    newest: Day = 0
    packed: bytes = b""
    findings: tuple[Finding, ...] = ()

    @property
    def closings(self) -> Closings:
        """Which due days are closed: taken apart when asked, for what years close together is kept by itself."""
        # They were packed by this very code, a moment ago or into the user's own cache.
        found: Closings = pickle.loads(self.packed) if self.packed else Closings()  # noqa: S301
        return found


class Volume(Struct, frozen=True):
    """The texts of some files of the logbook with its contents; `key` is a hash of the files, empty for few of them.

    A place is how far behind the beginning of all texts, one after the other, a line begins.
    """

    contents: Contents
    texts: Sequence[bytes]
    key: bytes = b""

    def only(self, assets: Collection[str]) -> Volume:
        """Return the shelves of some assets, and all that takes back others."""
        shelves = {asset: packed for asset in assets if (packed := self.contents.shelves.get(asset)) is not None}
        return replace(self, contents=replace(self.contents, shelves=shelves))

    @property
    def assets(self) -> Iterable[str]:
        """The assets that have an entry here; an empty text where some entry is of none."""
        return self.contents.shelves

    def shelves_of(self, asset: str, until: Day | None = None) -> Mapping[str, Shelf]:
        """Return what there is of an asset by task, up to a day; what is of no task under an empty text."""
        packed = self.contents.shelves.get(asset)
        shelves: Mapping[str, Shelf] = _SHELVES(packed) if packed is not None else {}
        if until is None or self.contents.newest <= until:
            return shelves
        return {task: there for task, shelf in shelves.items() if (there := shelf.until(until)).traits}

    def closings_until(self, day: Day) -> Closings:
        """Return which due days its lines up to a day close."""
        whole = self.contents.closings
        if self.contents.newest <= day:
            return whole
        by_task: dict[str, dict[str, Closed]] = {}
        known: dict[Closed, Closed] = {}
        for asset in self.assets:
            for task, shelf in self.shelves_of(asset).items():
                there = shelf.until(day)
                if there is shelf:
                    by_task.setdefault(task, {})[asset] = whole.by_task[task][asset]
                elif there.traits:
                    closed = closed_by(self.entries_on(there), whole.since)
                    by_task.setdefault(task, {})[asset] = known.setdefault(closed, closed)
        return replace(whole, by_task=by_task)

    def entries_on(self, shelf: Shelf) -> list[Entry]:
        """Return the entries of a shelf, by day and id, each act once."""
        return list(self._entries_at(shelf.lines))

    def tasks_of(self, asset: str) -> Mapping[str, list[Entry]]:
        """Return the entries of an asset by task; what is of no task under an empty text."""
        return {task: self.entries_on(shelf) for task, shelf in self.shelves_of(asset).items()}

    @property
    def entries(self) -> Iterator[Entry]:
        """Every entry but those that take back others, asset by asset."""
        for asset in self.assets:
            for entries in self.tasks_of(asset).values():
                yield from entries

    @property
    def undones(self) -> list[Entry]:
        """The entries that take back others."""
        return [self.entry_at(place) for place in self.contents.undone]

    def entry_at(self, place: int) -> Entry:
        """Return the entry whose line begins at a place."""
        return next(self._entries_at((place,)))

    def _entries_at(self, places: Iterable[int]) -> Iterator[Entry]:
        """Yield the entries whose lines begin at some places, quickest where lines of one text follow one another."""
        starts, odd = self.contents.starts, self.contents.odd
        text, start, end = b"", 0, 0
        for place in places:
            if not start <= place < end:
                number = bisect_right(starts, place) - 1
                text, start = self.texts[number], starts[number]
                end = start + len(text)
            begin = place - start
            line = text[begin : text.index(b"\n", begin)]
            if place in odd:
                line = as_json(line)
            head = _HEAD(line)
            to, next_ = head.to, head.next
            yield Entry(
                _DAY[head.on],
                head.entry,
                head.asset or "",
                head.task or "",
                head.for_,
                None if to is None else _DAY[to],
                None if next_ is None else _NEXT[next_],
                head.result,
                head.recorded,
                head.closes,
                place,
                line,
            )

    def holds(self, entry: Entry) -> bool:
        """Tell whether an entry is of this volume. At its place another may have a line that nobody can read."""
        shelf = self.shelves_of(entry.asset).get(entry.task)
        if entry.place not in (() if shelf is None else shelf.lines) and entry.place not in self.contents.undone:
            return False
        return self.entry_at(entry.place) == entry

    def place_of(self, entry: Entry) -> Place:
        """Return where an entry of this volume is written."""
        number = bisect_right(self.contents.starts, entry.place) - 1
        line = self.texts[number].count(b"\n", 0, entry.place - self.contents.starts[number]) + 1
        return Place(self.contents.paths[number], line, 1)


class _Head(Struct, gc=False):
    """What of a line are fields of an entry."""

    entry: str
    on: str
    asset: str | None = None
    task: str | None = None
    for_: str | None = field(default=None, name="for")
    to: str | None = None
    next: str | None = None
    result: str | None = None
    recorded: str | None = None
    closes: dict[str, int | str] | None = None


_HEAD: Final = msgspec.json.Decoder(_Head).decode
_DAY, _NEXT = READ["on"], READ["next"]


def as_json(line: bytes) -> bytes:
    """Return a line that can be used though fmplan would write it in another way, as it would write it."""
    from fmplan.logbook.mistakes import read_odd_line

    odd, _ = read_odd_line(line, Place(""), is_last=False)
    if odd is None:
        raise ValueError("a line that cannot be used has no place among the contents")
    said: dict[str, Any] = {key: value for key, value in zip(KEYS, odd.values, strict=True) if value is not None}
    return msgspec.json.encode(said | dict(odd.others))


def settled(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries by day and id, each act once: of its copies the one that was recorded first.

    Ids are reckoned only where two entries stand on one day.
    """
    by_day: dict[Day, list[Entry]] = {}
    for entry in entries:
        by_day.setdefault(entry.on, []).append(entry)
    found: list[Entry] = []
    for day in sorted(by_day):
        found += by_day[day] if len(by_day[day]) == 1 else _each_once(by_day[day])
    return found


def _each_once(entries: Sequence[Entry]) -> list[Entry]:
    first: dict[str, Entry] = {}
    for entry in entries:
        id_ = entry.id
        other = first.get(id_)
        if other is None or _recorded(entry) < _recorded(other):
            first[id_] = entry
    return [first[id_] for id_ in sorted(first)]


_NEVER: Final = datetime.max.replace(tzinfo=UTC)


def _recorded(entry: Entry) -> datetime:
    """Return when an entry was recorded; what says nothing comes after all that does."""
    if entry.recorded is None:
        return _NEVER
    found = datetime.fromisoformat(entry.recorded)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
