"""What a series would do next: a date, the day it stands on, and how it came there."""

from __future__ import annotations

from typing import NamedTuple

from fmplan.dates.day import Day
from fmplan.schedules.arranging import as_arranged
from fmplan.schedules.history import Arranged, Closing
from fmplan.schedules.occurrence import Detail, Move


class Visit(NamedTuple):
    """One date of a series on its way.

    `is_extra` marks one that the cap asks for between two slots; `troubled` says why nobody works on its day,
    where no other is left to it; `is_forecast` marks one of a floating series after its open one. `low` and
    `high` bound the part of a calendar period it is for; equal to the due date where it is for none. `closing`
    tells how the logbook closed it, `arranged` to which day it was deferred or booked, and `by_rule` where it would
    stand without that.
    """

    due: Day
    planned: Day
    limit: Day | None
    moved: tuple[Move, ...]
    tail: str | None
    is_extra: bool = False
    troubled: tuple[Detail, ...] = ()
    low: Day = 0
    high: Day | None = None
    is_forecast: bool = False
    closing: Closing | None = None
    arranged: Arranged | None = None
    by_rule: Day = 0

    @property
    def is_open(self) -> bool:
        """Whether nobody closed it or agreed on its day."""
        return self.closing is None and self.arranged is None

    def agreed_on(self, arranged: Arranged) -> Visit:
        """Return an open visit on the day that was agreed on."""
        planned, moved = as_arranged(arranged, self.planned, self.moved)
        return self._replace(planned=planned, moved=moved, troubled=(), arranged=arranged, by_rule=self.planned)
