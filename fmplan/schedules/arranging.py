"""Arranging: the day an open occurrence was deferred to, or booked for, takes the place of that of its rule."""

from __future__ import annotations

from fmplan.dates.day import Day
from fmplan.schedules.act import ActKind
from fmplan.schedules.history import Arranged
from fmplan.schedules.occurrence import Because, Move


def holds_under(arranged: Arranged, limit: Day | None) -> bool:
    """Tell whether an agreed day counts: a booking wins over shift and spread, never over a cap.

    A deferral stands as written; that it breaks a cap is seen on its occurrence.
    """
    return arranged.kind is ActKind.DEFERRED or limit is None or arranged.to <= limit


def as_arranged(arranged: Arranged, planned: Day, moved: tuple[Move, ...]) -> tuple[Day, tuple[Move, ...]]:
    """Return the day that was agreed on, with the moves that lead there."""
    because = Because.DEFERRED if arranged.kind is ActKind.DEFERRED else Because.BOOKED
    return arranged.to, moved if arranged.to == planned else (*moved, Move(planned, arranged.to, because))
