"""Compacting the logbook of an estate, and saying what was done."""

from __future__ import annotations

from fmplan.cli.session import Opened, Session
from fmplan.cli.writing import CannotWriteError
from fmplan.dates.day import Day
from fmplan.logbook.compact import compact
from fmplan.logbook.write import CannotRecordError


def compact_logbook(session: Session, opened: Opened, today: Day) -> None:
    """Compact the months before that of `today`. Raises CannotWriteError."""
    folder = opened.tree.root / opened.estate.logbook
    done = False
    try:
        for month in compact(folder, today):
            done = True
            session.note(f"{month.written}: of {len(month.removed)} files", prefix="")
    except CannotRecordError as error:
        raise CannotWriteError(error.where, error.reason) from error
    if not done:
        session.note("nothing to compact", f"{opened.estate.id}: ")
