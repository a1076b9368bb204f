"""The logbook as the planner sees it: its entries, a set of acts."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from fmplan.dates.day import Day
from fmplan.findings import Place
from fmplan.logbook.closed import Closed, Closings, closed_by, joined_with, together
from fmplan.logbook.entry import Entry, Kind
from fmplan.logbook.outline import Outline, outline_of
from fmplan.logbook.undoing import Spot, named_by, taken_back
from fmplan.logbook.values import parse_moment
from fmplan.logbook.volume import Volume, settled


class Joined(NamedTuple):
    """What is closed by name in some volumes together: their numbers, and what they close.

    `assets` are those alone of which it tells; none for all.
    """

    numbers: Collection[int]
    closings: Closings
    assets: frozenset[str] = frozenset()


class Logbook(Struct, frozen=True, dict=True):
    """What was done: a set of acts.

    Copies, merges and repeats change nothing, and what was undone is not there. `spots` tells where those stand
    that some entry wants to take back. `seen` and `known` are the days after which nothing is there yet, by the
    day of the act and by the day it was recorded; None for no such day. `joined` tells what several volumes close
    together, where that was kept.
    """

    volumes: tuple[Volume, ...] = ()
    spots: Mapping[str, Sequence[Spot]] = field(default_factory=dict)
    seen: Day | None = None
    known: Day | None = None
    joined: Joined | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever written into it."""
        return not any(volume.contents.shelves or volume.contents.undone for volume in self.volumes)

    def seen_on(self, day: Day) -> Logbook:
        """Return the logbook as it is on a day: an entry of a later day is not there yet."""
        seen = day if self.seen is None else min(day, self.seen)
        return self if seen == self.seen else replace(self, seen=seen)

    def known_on(self, day: Day) -> Logbook:
        """Return the logbook as it was on a day: what was recorded later is not there yet."""
        return replace(self, known=day if self.known is None else min(day, self.known))

    def only(self, asset_ids: Collection[str]) -> Logbook:
        """Return what it says of some assets, and of none: all that a plan of these alone looks at."""
        wanted = frozenset({"", *asset_ids})
        joined = Joined(range(len(self.volumes)), self.closings.only(wanted), wanted)
        return replace(self, volumes=tuple(volume.only(wanted) for volume in self.volumes), joined=joined)

    def of(self, asset_ids: Sequence[str], task: str) -> Sequence[Entry]:
        """Return what was done, skipped, deferred or booked of a task on an asset, by all of its ids, by day and id."""
        return [entry for entry in self.entries_of(asset_ids, task) if entry.is_closing]

    def entries_of(self, asset_ids: Sequence[str], task: str) -> Sequence[Entry]:
        """Return everything of one task of an asset, by day and id."""
        return self.tasks_of(asset_ids, (task,)).get(task, ())

    def tasks_of(self, asset_ids: Sequence[str], only: Container[str] | None = None) -> Mapping[str, Sequence[Entry]]:
        """Return everything of one asset by task, each by day and id; readings and notes of no task under "".

        `only` are the tasks that are asked about, None for all.
        """
        found: dict[str, list[Entry]] = {}
        out_of_order = set()
        for asset in asset_ids:
            gone = self._gone.get(asset)
            for number, volume in enumerate(self.volumes):
                for task, shelf in volume.shelves_of(asset, self.seen).items():
                    if only is not None and task not in only:
                        continue
                    there = volume.entries_on(shelf)
                    if self.known is not None:
                        there = [entry for entry in there if self._is_there(entry)]
                    if gone:
                        there = [entry for entry in there if (number, entry.place) not in gone]
                    before = found.get(task)
                    if before is None:
                        found[task] = there
                    elif there:
                        if before and there[0].on <= before[-1].on:
                            out_of_order.add(task)
                        before += there
        for task in out_of_order:
            found[task] = settled(found[task])
        return {task: entries for task, entries in found.items() if entries}

    @cached_property
    def tasks_named(self) -> Mapping[str, Collection[str]]:
        """The tasks that any entry names, by asset; also such as are undone or were not known yet."""
        found: dict[str, list[str]] = {}
        for task, of_task in self.closings.by_task.items():
            for asset in of_task:
                found.setdefault(asset, []).append(task)
        return found

    def closed_of(self, asset_ids: Sequence[str], tasks: Collection[str] | None = None) -> Mapping[str, Closed]:
        """Return what was closed by name, by task of an asset; of these tasks, None for all."""
        found = self._closed_as_read(asset_ids, self.closings.by_task if tasks is None else tasks)
        if found is not None:
            return found
        return {task: closed_by(entries, self.since) for task, entries in self.tasks_of(asset_ids, tasks).items()}

    def _closed_as_read(self, asset_ids: Sequence[str], tasks: Iterable[str]) -> Mapping[str, Closed] | None:
        """Return what was closed by name, as it was found in reading; None where entries have to be looked at."""
        if self.known is not None or not self._asked.isdisjoint(asset_ids):
            return None
        found: dict[str, Closed] = {}
        for task in tasks:
            of_task = self.closings.by_task.get(task, {})
            for closed in (of_task[asset] for asset in asset_ids if asset in of_task):
                joined = closed if task not in found else joined_with(found[task], closed)
                if joined is None:
                    return None
                found[task] = joined
        return found

    @cached_property
    def closings(self) -> Closings:
        """What all volumes close together, as far as it is seen; also what is undone or was not known yet."""
        joined = self._joined_as_seen()
        numbers: Collection[int] = () if joined is None else joined.numbers
        single = [volume for number, volume in enumerate(self.volumes) if number not in numbers]
        found = [] if joined is None else [joined.closings]
        found += (one.contents.closings if self.seen is None else one.closings_until(self.seen) for one in single)
        return together(found)

    def _joined_as_seen(self) -> Joined | None:
        """Return what several volumes close together; None where some of it is not there yet.

        Of a few assets alone the volumes cannot tell it: then each of these is in doubt, and its entries are asked.
        """
        joined = self.joined
        if joined is None or self.seen is None:
            return joined
        if all(self.volumes[number].contents.newest <= self.seen for number in joined.numbers):
            return joined
        return joined._replace(closings=replace(joined.closings, in_doubt=joined.assets)) if joined.assets else None

    @cached_property
    def told_by_closings(self) -> frozenset[str]:
        """The assets of which `closings` tell all that their entries do; none of these names a task with a schedule."""
        if self.known is not None:
            return frozenset()
        by_task = self.closings.by_task
        named = frozenset().union(*by_task.values())
        return named - self._asked - frozenset().union(*(by_task[task] for task in by_task if "/" in task))

    @cached_property
    def _asked(self) -> frozenset[str]:
        """The assets whose entries have to be asked what they close."""
        return self.closings.in_doubt | self._gone.keys()

    def outlines_of(self, asset_ids: Sequence[str]) -> Mapping[str, Outline]:
        """Return the outline of everything of an asset, by task; that of readings and notes of no task under ""."""
        found = self._outlines_as_read(asset_ids)
        if found is not None:
            return found
        return {task: outline_of(entries) for task, entries in self.tasks_of(asset_ids).items()}

    def _outlines_as_read(self, asset_ids: Sequence[str]) -> Mapping[str, Outline] | None:
        """Return the outlines as they were found in reading; None where entries have to be looked at."""
        if self.known is not None or self.takes_back(asset_ids):
            return None
        found: dict[str, Outline] = {}
        for asset in asset_ids:
            for volume in self.volumes:
                for task, shelf in volume.shelves_of(asset, self.seen).items():
                    outline = shelf.outline
                    before = found.get(task)
                    if before is not None:
                        if outline.days[0] <= before.days[-1]:
                            return None  # perhaps one act that was copied
                        outline = Outline([*before.days, *outline.days], before.traits + outline.traits)
                    found[task] = outline
        return found

    @cached_property
    def since(self) -> Day:
        """The first day that the sets of due days in `closed_of` can hold."""
        return self.closings.since

    def readings(self, asset_ids: Sequence[str], meter: str) -> Sequence[Entry]:
        """Return the readings of a meter of an asset, by day and id."""
        entries = (one for of_task in self.tasks_of(asset_ids).values() for one in of_task)
        return settled(one for one in entries if one.kind == Kind.READING.value and one.more["meter"] == meter)

    def events(self, name: str | None = None) -> Sequence[Entry]:
        """Return the events of a name, or all, by day and id."""
        events = (entry for entry in self.tasks_of(("",)).get("", ()) if entry.kind == Kind.EVENT.value)
        return [entry for entry in events if name is None or entry.more["event"] == name]

    @cached_property
    def assets(self) -> Collection[str]:
        """Every id of an asset that has an entry here."""
        named = {asset for volume in self.volumes for asset in volume.assets} - {""}
        looks = named if self.seen is not None or self.known is not None else named & self._gone.keys()
        return frozenset(named - {asset for asset in looks if not self.outlines_of((asset,))})

    @property
    def entries(self) -> Iterator[Entry]:
        """All entries but those that take back others, asset by asset; estate-wide ones first."""
        for asset in ("", *sorted(self.assets)):
            for entries in self.tasks_of((asset,)).values():
                yield from entries

    @cached_property
    def undones(self) -> Sequence[Entry]:
        """The entries that take back others, also of those that are undone."""
        return settled(one for volume in self.volumes for one in volume.undones if self._is_there(one))

    def by_id(self, id_: str) -> Entry | None:
        """Return an entry by its id, also one that is undone or undoes another; None for none. It looks at all."""
        candidates = (one for volume in self.volumes for one in (*volume.undones, *volume.entries))
        return next(iter(settled(one for one in candidates if self._is_there(one) and one.id == id_)), None)

    def takes_back(self, asset_ids: Sequence[str]) -> bool:
        """Tell whether any entry of an asset was undone here."""
        return not self._gone.keys().isdisjoint(asset_ids)

    def is_undone(self, entry: Entry) -> bool:
        """Tell whether an entry, of this logbook or another, was undone here."""
        return entry.id in self._taken_back

    def place_of(self, entry: Entry) -> Place:
        """Return where an entry of this logbook is written."""
        for volume in self.volumes:
            if volume.holds(entry):
                return volume.place_of(entry)
        raise ValueError(f"the entry {entry.id} is not of this logbook")

    @property
    def idle_undones(self) -> Iterator[Entry]:
        """The entries that take back what nobody wrote."""
        ids = {one.id for one in self.undones}
        return (one for one in self.undones if named_by(one) not in self.spots and named_by(one) not in ids)

    def _is_there(self, entry: Entry) -> bool:
        if self.seen is not None and entry.on > self.seen:
            return False
        return self.known is None or _known_since(entry) <= self.known

    @cached_property
    def _taken_back(self) -> Mapping[str, Sequence[Entry]]:
        return taken_back(self.undones)

    @cached_property
    def _gone(self) -> Mapping[str, Collection[tuple[int, int]]]:
        """What was undone, by asset: the numbers of volumes and the places in them."""
        gone: dict[str, set[tuple[int, int]]] = {}
        for id_ in self._taken_back:
            for spot in self.spots.get(id_, ()):
                gone.setdefault(spot.asset, set()).add((spot.volume, spot.place))
        return gone


def _known_since(entry: Entry) -> Day:
    """Return the day since which an entry is known: where nobody says, that of the act."""
    return entry.on if entry.recorded is None else parse_moment(entry.recorded)


EMPTY: Final = Logbook()
