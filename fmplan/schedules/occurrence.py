"""An occurrence: one date of a series, with the days it was moved over and why."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from fmplan.dates.day import ISO, Day
from fmplan.dates.dayoff import DayOff
from fmplan.dates.period import Period
from fmplan.dates.ranges import DateRange
from fmplan.schedules.series import Series


class Status(StrEnum):
    """How an occurrence stands on the day the plan is seen."""

    PLANNED = "planned"
    DUE = "due"
    OVERDUE = "overdue"
    BREACH = "breach"
    COVERED = "covered"
    DONE = "done"
    SKIPPED = "skipped"
    DEFERRED = "deferred"
    MISSED = "missed"


class Because(StrEnum):
    """Why a planned day was moved."""

    NO_WORK = "no work"  # on a weekend, holiday, closed or quiet day
    EVE = "eve of a closure"  # laid over the working days before a long closure
    PLACED = "placed"  # inside its calendar period
    CAP = "cap"  # so that two visits are never further apart than the cap
    MIN_GAP = "least gap"
    BEGIN = "begin"  # nothing is planned before the series begins
    NESTED = "nested"  # drawn onto a smaller task's day, so that there is one visit
    COVERED = "covered"  # done with a larger task, or with a later date of its own
    FOLLOWS = "follows"  # after its leader
    LEADS = "leads"  # before its leader
    BOOKED = "booked"  # by agreement
    DEFERRED = "deferred"  # with a reason


Detail = DayOff | DateRange | Period | str
"""What a move was for: a day off, the days of a calendar period, a least gap, the id of a task."""


class Move(NamedTuple):
    """One move of a planned day: from where, to where, and why."""

    start: Day
    to: Day
    because: Because
    details: tuple[Detail, ...] = ()

    def __str__(self) -> str:
        """Return the reason in English, for findings and those who read the code; exports say it in a language."""
        return f"{self.because}: {', '.join(map(str, self.details))}" if self.details else str(self.because)


class Occurrence(NamedTuple):
    """One date of a series.

    `due` is the rule's date and never moves; `planned` is the day it is to be done; `latest` the last day
    on which open work is not overdue; `limit` the cap's day, None without one. `tail` is the end of its
    key where that is not the due date; `covers` and `covered_by` are keys.
    """

    series: Series
    due: Day
    planned: Day
    latest: Day
    status: Status
    limit: Day | None = None
    moved: tuple[Move, ...] = ()
    tail: str | None = None
    covered_by: str | None = None
    covers: tuple[str, ...] = ()
    done_on: Day | None = None

    @property
    def key(self) -> str:
        """What the occurrence is known by, however often its planned day moves."""
        return f"{self.series.key}/{self.tail or ISO[self.due]}"
