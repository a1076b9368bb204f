"""The logbook as the planner sees it: its entries, a set of acts."""

from __future__ import annotations

from msgspec import Struct


class Logbook(Struct, frozen=True):
    """What was done. Entries are planned with once the logbook can be written; until then it is empty."""


EMPTY = Logbook()
