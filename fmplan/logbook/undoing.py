"""Taking entries back: which of them are undone, in whatever order the lines stand, and where they are."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from fmplan.keeping import kept
from fmplan.logbook.entry import Entry
from fmplan.logbook.volume import MOST_KEPT, Volume


class Spot(NamedTuple):
    """Where an entry stands: the number of its volume, its asset, its place in the volume."""

    volume: int
    asset: str
    place: int


def named_by(entry: Entry) -> str:
    """Return the id that an entry takes back."""
    found: str = entry.more["undoes"]
    return found


def taken_back(undones: Iterable[Entry]) -> Mapping[str, Sequence[Entry]]:
    """Return the ids of what is undone, each with the entries that undo it.

    Those that are undone themselves undo nothing.
    """
    by_id = {entry.id: entry for entry in undones}
    against = Counter(named_by(entry) for entry in by_id.values())
    undone: set[str] = set()
    found: dict[str, list[Entry]] = {}
    # Whom nobody names stands, and settles the one it names; an id is a hash, so every chain has such an end.
    waiting = [id_ for id_ in by_id if not against[id_]]
    while waiting:
        id_ = waiting.pop()
        named = named_by(by_id[id_])
        if id_ not in undone:
            undone.add(named)
            found.setdefault(named, []).append(by_id[id_])
        against[named] -= 1
        if named in by_id and not against[named]:
            waiting.append(named)
    return found


def spots_of(volumes: Sequence[Volume]) -> Mapping[str, Sequence[Spot]]:
    """Return where the entries stand, copies too, that some entry wants to take back, by id."""
    undones = [entry for volume in volumes for entry in volume.undones]
    found: dict[str, list[Spot]] = {}
    _look(volumes, ((one.asset, one.task or None, named_by(one)) for one in undones if one.asset), found)
    # Whoever undoes need not say of what it was: then it may be anywhere, and every id has to be reckoned.
    left = {named_by(one) for one in undones} - found.keys() - {one.id for one in undones}
    if left:
        _look(volumes, [home for volume in volumes for home in _homes(volume, left)], found)
    return found


def _look(
    volumes: Sequence[Volume], homes: Iterable[tuple[str, str | None, str]], found: dict[str, list[Spot]]
) -> None:
    """Look for entries by their asset, their task (None for any) and their id."""
    wanted: dict[tuple[str, str | None], set[str]] = {}
    for asset, task, id_ in homes:
        wanted.setdefault((asset, task), set()).add(id_)
    for (asset, task), ids in wanted.items():
        for number, volume in enumerate(volumes):
            for of_task, entries in volume.tasks_of(asset).items():
                for entry in entries if task is None or task == of_task else ():
                    if (id_ := entry.id) in ids:
                        found.setdefault(id_, []).append(Spot(number, asset, entry.place))


class _Ids(NamedTuple):
    """The ids of all entries of a volume, one behind the other; and of each asset where its last one ends."""

    ids: bytes
    ends: Sequence[int]


def _homes(volume: Volume, wanted: Iterable[str]) -> Iterator[tuple[str, None, str]]:
    """Yield asset and id of what is wanted and stands in a volume."""
    ids, ends = kept("logbook-ids", [volume.key], lambda: _ids(volume), MOST_KEPT) if volume.key else _ids(volume)
    assets = list(volume.assets)
    for id_ in wanted:
        packed = bytes.fromhex(id_)
        at = ids.find(packed)
        while at % len(packed) and at >= 0:
            at = ids.find(packed, at + 1)
        if at >= 0:
            yield assets[bisect_right(ends, at)], None, id_


def _ids(volume: Volume) -> _Ids:
    ids = bytearray()
    ends = []
    for asset in volume.assets:
        for entries in volume.tasks_of(asset).values():
            for entry in entries:
                ids += bytes.fromhex(entry.id)
        ends.append(len(ids))
    return _Ids(bytes(ids), ends)
