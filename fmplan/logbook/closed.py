"""Which due dates were closed by naming them: of nearly every task that is all there is to know."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec
from msgspec import Struct, field

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


Packed = tuple[Day, bytes]
"""What is closed of one task: the day of its first entry and the set of due days, empty where that is not all."""

_PACK: Final = msgspec.msgpack.Encoder().encode

unpacked: Final = msgspec.msgpack.Decoder(dict[str, Packed]).decode
"""Take what is closed of an asset apart, by task."""


class Closings(Struct, frozen=True):
    """What the lines of a volume close by naming it, or those of several together: for each asset, packed.

    `since` is the first day that the sets of due days can hold, 0 where there are none. Nothing is packed of an asset
    whose entries have to be asked.
    """

    since: Day = 0
    packed: Mapping[str, bytes] = field(default_factory=dict)

    def only(self, assets: Collection[str]) -> Closings:
        """Return those of some assets."""
        return Closings(self.since, {asset: self.packed[asset] for asset in assets if asset in self.packed})


def packed_days(days: Days) -> bytes:
    """Return a set of days as bytes; an empty one as none."""
    return days.to_bytes((days.bit_length() + 7) // 8, "little")


def packed_by_asset(since: Day, by_asset: Mapping[str, Mapping[str, Packed]]) -> Closings:
    """Return what is closed by asset and task."""
    return Closings(since, {asset: _PACK(by_task) for asset, by_task in by_asset.items()})


def together(closings: Sequence[Closings]) -> Closings:
    """Return what several volumes close together."""
    since = min((one.since for one in closings if one.since), default=0)
    assets = {asset: None for one in closings for asset in one.packed}
    return Closings(since, {asset: _together_of(asset, closings, since) for asset in assets})


def _together_of(asset: str, closings: Iterable[Closings], since: Day) -> bytes:
    """Return what is closed of an asset, packed; empty where two volumes close the same: perhaps one was copied."""
    found: dict[str, tuple[Day, Days]] = {}
    for one in closings:
        of_asset = one.packed.get(asset)
        if of_asset == b"":
            return b""
        for task, (first, packed) in unpacked(of_asset).items() if of_asset else ():
            days = int.from_bytes(packed, "little") << one.since - since if packed else 0
            before = found.get(task)
            if before is not None:
                if days & before[1]:
                    return b""
                days = days | before[1] if days and before[1] else 0
                first = min(first, before[0])
            found[task] = first, days
    return _PACK({task: (first, packed_days(days)) for task, (first, days) in found.items()})


def due_closed(kind: str, named: str | None, next_: object, result: str | None) -> Day:
    """Return the due day that an entry closes by naming it, and that is all it does; else 0."""
    return DUE[named] if kind in CLOSING and next_ is None and result != NO_ACCESS else 0


def closed_by(entries: Sequence[Entry], since: Day) -> Closed:
    """Return what the entries of one task close, in the order of days; the set of due days begins with `since`."""
    dues = [due_closed(one.kind, one.for_, one.next, one.result) for one in entries]
    days = sum(1 << due - since for due in set(dues) - {0} if due >= since)
    return Closed(entries[0].on, days, is_all=days.bit_count() == len(entries))
