"""The logbook as the planner sees it: its entries, a set of acts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Logbook:
    """What was done. Entries are planned with once the logbook can be written; until then it is empty."""


EMPTY = Logbook()
