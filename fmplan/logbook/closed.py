"""Which due dates were closed by naming them: of nearly every task that is all there is to know."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from msgspec import Struct, field

from fmplan.dates.day import LAST_DAY, Day
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

    `first` is the day of its first entry, of whatever kind. `is_all` tells that each entry closed a date of its own by
    naming it, and set none for the next; then `days` are those due days, else none.
    """

    first: Day
    days: Days
    is_all: bool


class Closings(Struct, frozen=True):
    """What the lines of a volume close by naming it, or those of several together: by task and asset.

    `since` is the first day that the sets of due days can hold, 0 where there are none. What is alike is one object.
    `in_doubt` are the assets whose entries have to be asked: what closes the same in two volumes was perhaps copied.
    """

    since: Day = 0
    by_task: Mapping[str, Mapping[str, Closed]] = field(default_factory=dict)
    in_doubt: frozenset[str] = frozenset()

    def only(self, assets: Collection[str]) -> Closings:
        """Return those of some assets."""
        by_task = {
            task: {asset: of_task[asset] for asset in assets if asset in of_task}
            for task, of_task in self.by_task.items()
        }
        return Closings(self.since, by_task, self.in_doubt.intersection(assets))


def together(closings: Sequence[Closings]) -> Closings:
    """Return what several volumes close together."""
    if len(closings) == 1:
        return closings[0]
    since = min((one.since for one in closings if one.since), default=0)
    in_doubt = set().union(*(one.in_doubt for one in closings))
    by_task: dict[str, dict[str, Closed]] = {}
    # Thousands of assets have done the same: joined once, it stays one object. By what it is made of, which stays too.
    known: dict[tuple[int, int, int], Closed | None] = {}
    for number, one in enumerate(closings):
        later = max(one.since - since, 0)
        for task, of_task in one.by_task.items():
            if not later and task not in by_task:
                by_task[task] = dict(of_task)
                continue
            found = by_task.setdefault(task, {})
            for asset, closed in of_task.items():
                before = found.get(asset, NOTHING)
                key = (number, id(before), id(closed))
                try:
                    joined = known[key]
                except KeyError:
                    moved = Closed(closed.first, closed.days << later, closed.is_all)
                    joined = known[key] = joined_with(before, moved)
                if joined is None:
                    in_doubt.add(asset)
                else:
                    found[asset] = joined
    return Closings(since, by_task, frozenset(in_doubt))


def joined_with(before: Closed, after: Closed) -> Closed | None:
    """Return what is closed in two places; None where both close the same."""
    if before.days & after.days:
        return None
    is_all = before.is_all and after.is_all
    return Closed(min(before.first, after.first), before.days | after.days if is_all else 0, is_all)


NOTHING: Final = Closed(LAST_DAY, 0, is_all=True)
"""What is closed of a task that nobody wrote of."""


def due_closed(kind: str, named: str | None, next_: object, result: str | None) -> Day:
    """Return the due day that an entry closes by naming it, and that is all it does; else 0."""
    return DUE[named] if kind in CLOSING and next_ is None and result != NO_ACCESS else 0


def closed_by(entries: Sequence[Entry], since: Day) -> Closed:
    """Return what the entries of one task close, in the order of days; the set of due days begins with `since`."""
    dues = {due_closed(one.kind, one.for_, one.next, one.result) for one in entries}
    is_all = len(dues) == len(entries) and 0 < since <= min(dues)
    return Closed(entries[0].on, sum(1 << due - since for due in dues) if is_all else 0, is_all)
