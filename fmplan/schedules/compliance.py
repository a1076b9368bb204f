"""How well the plan is kept: what fell due in a period, and how much of it was done in time.

What counts as in time hangs on the grace that is given, so every figure is told with its rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import Final

from msgspec import Struct, field

from fmplan.dates.day import Day, weekday
from fmplan.dates.ranges import DateRange
from fmplan.schedules.occurrence import Because, Occurrence, Status
from fmplan.schedules.owed import What, what_of
from fmplan.schedules.status import OWED


class Grace(StrEnum):
    """The rules by which work counts as done in time."""

    STRICT = "strict"
    WINDOW = "window"
    SMRP = "smrp"


SMRP_SHARE: Final = 0.2
"""The grace of the SMRP (Society for Maintenance and Reliability Professionals): a fifth of the interval."""

SMRP_MOST: Final = 28
"""And at most so many days."""


class Score(Struct):
    """How many fell due under one rule, and how many of them were done in time."""

    due: int = 0
    on_time: int = 0

    @property
    def share(self) -> float | None:
        """The share done in time; None where nothing fell due."""
        return self.on_time / self.due if self.due else None


class Tally(Struct):
    """The figures of a period: of an estate, or of a part of it.

    `scheduled` counts what was planned for a day of the period, `in_week` what of it was done in that week.
    `owed` is the backlog: what is owed at the end, its person-hours and days late in `hours` and `ages`;
    `without_hours` of it have no duration.
    """

    scores: dict[Grace, Score] = field(default_factory=lambda: {grace: Score() for grace in Grace})
    scheduled: int = 0
    in_week: int = 0
    done: int = 0
    late: int = 0
    skipped: int = 0
    deferred: int = 0
    missed: int = 0
    owed: int = 0
    breaches: int = 0
    hours: float = 0.0
    without_hours: int = 0
    ages: list[int] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing fell due and nothing is owed."""
        return not (self.owed or self.scheduled or any(score.due for score in self.scores.values()))


class Week(Struct, frozen=True):
    """A week, by its Monday, with what fell due in it and how much of that was done in its window."""

    monday: Day
    score: Score


def deadline(one: Occurrence, grace: Grace) -> Day:
    """Return the last day on which work counts as done in time. A cap is never passed by any grace."""
    task = one.series.task
    if grace is Grace.STRICT:
        day = one.due
    elif grace is Grace.WINDOW:
        day = one.due + task.late
    else:
        day = one.due + min(int(task.period_days * SMRP_SHARE), SMRP_MOST)
    day = max(day, day_of_rule(one))
    return day if one.limit is None else min(day, one.limit)


def day_of_rule(one: Occurrence) -> Day:
    """Return the day the plan had for it, before somebody agreed on another or put it off."""
    for move in one.moved:
        if move.because in {Because.BOOKED, Because.DEFERRED}:
            return move.start
    return one.planned


def counts(one: Occurrence) -> bool:
    """Whether an occurrence is work by itself: no expiry, tracked, and not done with another still to come."""
    if one.status is Status.COVERED and one.done_on is None:
        return False
    return one.series.task.tracked and what_of(one.series) is What.WORK


def tallied(
    by_series: Iterable[Sequence[Occurrence]],
    period: DateRange,
    today: Day,
    tallies: Callable[[Occurrence], list[Tally]],
) -> None:
    """Add what fell due inside `period` to the tallies that each occurrence belongs to.

    Work whose time has not run out is not judged. `missed` and `skipped` count as not done.
    """
    for dates in by_series:
        for one in dates:
            if counts(one):
                _add(one, period, today, tallies)


def _add(one: Occurrence, period: DateRange, today: Day, tallies: Callable[[Occurrence], list[Tally]]) -> None:
    planned, strict = day_of_rule(one), deadline(one, Grace.STRICT)
    is_closed = one.status not in _UNDECIDED
    sunday = planned - weekday(planned) + 6
    is_scheduled = planned in period and (is_closed or sunday < today)
    falls_due = strict in period and (is_closed or strict < today)
    if not is_scheduled and not falls_due:
        return
    for tally in tallies(one):
        if is_scheduled:
            tally.scheduled += 1
            tally.in_week += one.done_on is not None and sunday - 6 <= one.done_on <= sunday
        if falls_due:
            _judge(one, today, tally, is_closed=is_closed)


def _judge(one: Occurrence, today: Day, tally: Tally, *, is_closed: bool) -> None:
    done_on = one.done_on
    for grace, score in tally.scores.items():
        last = deadline(one, grace)
        if is_closed or last < today:
            score.due += 1
            score.on_time += done_on is not None and done_on <= last
    tally.done += done_on is not None
    tally.late += done_on is not None and done_on > deadline(one, Grace.WINDOW)
    tally.skipped += one.status is Status.SKIPPED
    tally.missed += one.status is Status.MISSED
    tally.deferred += one.status is Status.DEFERRED


_UNDECIDED: Final = frozenset({Status.PLANNED, Status.DUE, Status.DEFERRED, *OWED})


def weekly(by_series: Iterable[Sequence[Occurrence]], last: Day, today: Day, number: int = 12) -> list[Week]:
    """Return so many weeks up to that of `last`, each with what fell due in it by the window's rule."""
    monday = last - weekday(last)
    first = monday - 7 * (number - 1)
    scores = [Score() for _ in range(number)]
    for dates in by_series:
        for one in dates:
            if one.due > last + 366 or not counts(one):
                continue
            end = deadline(one, Grace.WINDOW)
            if first <= end <= monday + 6 and (end < today or one.status not in _UNDECIDED):
                score = scores[(end - first) // 7]
                score.due += 1
                score.on_time += one.done_on is not None and one.done_on <= end
    return [Week(first + 7 * at, score) for at, score in enumerate(scores)]
