"""History: what the logbook says of one series, matched to its occurrences (docs/dates.md, 5).

An entry that names its occurrence closes that one. One that names none closes what an engineer would say it was
for. What closes nothing still counts as a completion: caps and least gaps look back at it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct, field

from fmplan.dates.day import Day
from fmplan.logbook.entry import Entry
from fmplan.schedules.act import ActKind
from fmplan.schedules.slots import Slot


class Closing(Struct, frozen=True):
    """How an occurrence was closed: done or skipped, on which day, by which entry.

    `by` is the bare id of the larger task it was done with, empty for one done by itself; `with_` the key of the
    occurrence it was done with, where that is one it hangs on.
    """

    kind: ActKind
    on: Day
    entry: Entry | None
    by: str = ""
    with_: str = ""


class Arranged(Struct, frozen=True):
    """The day an open occurrence was deferred to, or booked for."""

    kind: ActKind
    to: Day
    entry: Entry


class Link(Struct, frozen=True):
    """One closed occurrence of a floating series: its number, and the completions between it and the one before."""

    number: int
    closing: Closing
    next: Day | None


class Mismatch(Struct, frozen=True):
    """An entry that does not go together with the plan: `code` of the finding, what it named, and who closed that."""

    code: str
    entry: Entry
    named: str
    closed_by: Entry | None = None


class History(Struct, frozen=True):
    """What the logbook says of one series.

    `closings` and `arranged` go by the end of the key of an occurrence: its due date, `#12`. `completions` are days
    on which it was done without closing anything, in order. `links` are the closed occurrences of a floating
    series in the order they were closed, `number` is that of its open one; `set_first` is the date that an inspector
    set for its first before it begins. `slots` are those of a fixed series, the inspectors' dates among them.
    """

    slots: Sequence[Slot] = ()
    closings: Mapping[str, Closing] = field(default_factory=dict)
    arranged: Mapping[str, Arranged] = field(default_factory=dict)
    completions: Sequence[Day] = ()
    links: Sequence[Link] = ()
    number: int = 1
    mismatches: Sequence[Mismatch] = ()
    set_first: Day | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the logbook says nothing of the series."""
        return not (self.closings or self.arranged or self.completions or self.links)


NONE: Final = History()
"""The history of a series that the logbook says nothing of."""
