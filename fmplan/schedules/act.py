"""An act: one entry of the logbook as it concerns one series."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from itertools import pairwise
from typing import Final

from msgspec import Struct

from fmplan.dates.day import Day
from fmplan.logbook.entry import Entry


class ActKind(Enum):
    """What an act does to an occurrence."""

    DONE = 0
    SKIPPED = 1
    DEFERRED = 2
    BOOKED = 3


ARRANGING: Final = frozenset({ActKind.DEFERRED, ActKind.BOOKED})
"""What closes nothing, and only agrees on a day."""


class Act(Struct, frozen=True):
    """One entry of the logbook as it concerns one series.

    `named` is the occurrence it names, None for none: a due date or `#12`. `by` is the bare id of the larger task
    that was done, where it is that task's entry. `next` is the date an inspector set.
    """

    kind: ActKind
    on: Day
    entry: Entry
    named: str | None = None
    by: str = ""
    to: Day | None = None
    next: Day | None = None
    is_left_out: bool = False

    def stands_over(self, other: Act) -> bool:
        """Whether it stands where both close one occurrence: work done over skipped, by itself over with another.

        Of two alike the newer one, then that of the higher id: `other` comes before it in order.
        """
        return self._weight >= other._weight

    @property
    def _weight(self) -> int:
        if self.kind is not ActKind.DONE:
            return 0
        return 1 if self.by else 2


def in_order(acts: Iterable[Act]) -> list[Act]:
    """Return acts by day, those of one day by the ids of their entries: the order they are read in changes nothing."""
    ordered = sorted(acts, key=lambda act: act.on)
    if any(one.on == other.on for one, other in pairwise(ordered)):
        ordered.sort(key=lambda act: (act.on, act.entry.id))  # an id is reckoned from the whole line
    return ordered
