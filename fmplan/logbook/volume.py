"""A volume of the logbook: the entries of some of its files, packed by asset and task.

An estate of 10,000 assets writes 300,000 lines a year. Packed they take a third of the memory that they take as
entries, are kept and loaded as one piece, and are unpacked where somebody asks for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

import msgspec
from msgspec import Struct, field

from fmplan.dates.day import Day
from fmplan.findings import Finding, Place
from fmplan.logbook.entry import Entry

LINE_BITS: Final = 24
"""A place is the number of the file in its volume, then so many bits for the line."""

MOST_KEPT: Final = 200
"""So many volumes are kept in the user's cache: twenty estates with a few years and a dozen months each."""

_PACK: Final = msgspec.msgpack.Encoder().encode
_UNPACK: Final = msgspec.msgpack.Decoder(list[Entry]).decode
_UNPACK_TASKS: Final = msgspec.msgpack.Decoder(dict[str, list[Entry]]).decode
_DAY_ENDS: Final = 6
"""A packed entry begins with a byte for its form and five for its day."""

_SIZE_BITS: Final = 40
_SIZE_MASK: Final = (1 << _SIZE_BITS) - 1


class Volume(Struct, frozen=True):
    """Entries by asset and task, in the order of day and id, each once; what is of no asset under an empty text.

    `index` tells for each asset where its part of `packed` begins and how long it is, in one number. `undone` are
    the entries that take back others, packed. `newest` is the last day of any entry. `findings` are what is wrong
    with the lines of its files. `key` is a hash of these, by which what is made of it is kept; empty for a small one.
    """

    paths: tuple[str, ...] = ()
    packed: bytes = b""
    index: Mapping[str, int] = field(default_factory=dict)
    undone: bytes = b""
    newest: Day = 0
    findings: tuple[Finding, ...] = ()
    key: bytes = b""

    def tasks_of(self, asset: str) -> Mapping[str, list[Entry]]:
        """Return the entries of an asset by task; what is of no task under an empty text."""
        span = self.index.get(asset)
        if span is None:
            return {}
        start = span >> _SIZE_BITS
        return _UNPACK_TASKS(self.packed[start : start + (span & _SIZE_MASK)])

    @property
    def entries(self) -> Iterator[Entry]:
        """Every entry but those that take back others, asset by asset."""
        for asset in self.index:
            for entries in self.tasks_of(asset).values():
                yield from entries

    @property
    def undones(self) -> list[Entry]:
        """The entries that take back others."""
        return _UNPACK(self.undone) if self.undone else []

    def place_of(self, entry: Entry) -> Place:
        """Return where an entry of this volume is written."""
        number, line = divmod(entry.place, 1 << LINE_BITS)
        return Place(self.paths[number], line, 1)


class Binder:
    """Binds packed entries into a volume: `rows` by asset and task, and those that take back others."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.findings: list[Finding] = []
        self.newest = 0
        self.rows: dict[str, dict[str, list[bytes]]] = {}
        self.undone: list[bytes] = []

    def put(self, asset: str, task: str, row: bytes) -> None:
        """Put in a packed entry."""
        self.rows.setdefault(asset, {}).setdefault(task, []).append(row)

    def bound(self, key: bytes = b"") -> Volume:
        """Return the volume; `key` is a hash of its files, where it is to be kept."""
        parts: list[bytes] = []
        at = 0
        index: dict[str, int] = {}
        names: dict[str, bytes] = {}
        for asset in sorted(self.rows):
            begin = at
            tasks = self.rows[asset]
            parts.append(_head(0x80, 0xDE, len(tasks)))
            at += len(parts[-1])
            for task, rows in tasks.items():
                name = names.get(task) or names.setdefault(task, _PACK(task))
                packed = name + (b"\x91" + rows[0] if len(rows) == 1 else _list_of(_in_order(rows)))
                parts.append(packed)
                at += len(packed)
            index[asset] = begin << _SIZE_BITS | at - begin
        undone = _list_of(_in_order(self.undone)) if self.undone else b""
        return Volume(tuple(self.paths), b"".join(parts), index, undone, self.newest, tuple(self.findings), key)


def _in_order(rows: list[bytes]) -> list[bytes]:
    """Return packed entries in the order of day and id, each once."""
    if len(rows) < 2:
        return rows
    rows.sort()
    if len({row[:_DAY_ENDS] for row in rows}) == len(rows):
        return rows
    # Only what stands on one day can be alike, and has to be told apart by its id.
    return [_PACK(entry) for entry in settled(_UNPACK(_list_of(rows)))]


def _list_of(rows: Sequence[bytes]) -> bytes:
    """Return packed entries as one packed list."""
    return _head(0x90, 0xDC, len(rows)) + b"".join(rows)


def _head(small: int, large: int, number: int) -> bytes:
    """Return what MessagePack puts before a list or a mapping of so many."""
    if number < 1 << 4:
        return bytes([small | number])
    if number < 1 << 16:
        return bytes([large]) + number.to_bytes(2, "big")
    return bytes([large + 1]) + number.to_bytes(4, "big")


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


def _each_once(entries: Iterable[Entry]) -> list[Entry]:
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
