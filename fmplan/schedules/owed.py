"""What is owed on a day: work past its latest day, what has run out or soon will, readings out of bounds.

All of it comes from one plan, made from the day the series begin to today: what the calendar shows as overdue is
what is owed here, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import chain, groupby
from operator import attrgetter
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from fmplan.assets.asset_form import Criticality
from fmplan.assets.estate import Estate
from fmplan.dates.day import LAST_DAY, Day
from fmplan.dates.ranges import DateRange
from fmplan.logbook.entries import Logbook
from fmplan.logbook.entry import Kind
from fmplan.schedules.bounds import OpenReading, open_readings
from fmplan.schedules.byname import still_open
from fmplan.schedules.expiry import is_certificate, is_contract
from fmplan.schedules.lastdone import last_done
from fmplan.schedules.lock import Lock
from fmplan.schedules.marks import LIFE
from fmplan.schedules.occurrence import Occurrence, Status
from fmplan.schedules.plan import Plan, make_plan
from fmplan.schedules.series import Series, with_task
from fmplan.schedules.status import OWED

NOTICE: Final = 60
"""So many days before its end a thing is told of as expiring, where neither `renew_before` nor `notice` says."""


class What(StrEnum):
    """What is owed: work, the renewal of something that runs out, or the answer to a reading."""

    WORK = "work"
    CERTIFICATE = "certificate"
    CONTRACT = "contract"
    LIFE = "life"
    READING = "reading"


class Debt(Struct, frozen=True):
    """One thing that is owed, or will be soon.

    `latest` is the last day on which it was not owed; `days_late` counts from there and `days_over` from the cap's
    day or the expiry, 0 where that has not passed. `occurrence` is None for a reading, `reading` for all else.
    `last_done` is None where nobody knows of any.
    """

    what: What
    series: Series
    status: Status
    latest: Day
    days_late: int
    days_over: int
    occurrence: Occurrence | None = None
    reading: OpenReading | None = None
    last_done: Day | None = None

    @property
    def is_owed(self) -> bool:
        """Whether it is owed today, rather than only coming."""
        return self.status in OWED

    @property
    def is_forbidden(self) -> bool:
        """Whether the thing must not be used: its mark or certificate has run out."""
        return self.what is What.CERTIFICATE and self.status is Status.BREACH


class Owed(Struct, frozen=True):
    """What is owed on a day, the worst first; with what comes due `within` so many days after it.

    `plan` is the plan it was found in, from the day the first series begins to the last day looked at. Closed dates
    may be left out of it, but not where units take turns, which count every date.
    """

    plan: Plan
    within: int
    debts: tuple[Debt, ...]

    @property
    def estate(self) -> Estate:
        """The estate that owes it."""
        return self.plan.estate

    @property
    def today(self) -> Day:
        """The day it is owed on."""
        return self.plan.today

    @property
    def due_now(self) -> list[Debt]:
        """What is owed today, without what only comes."""
        return [debt for debt in self.debts if debt.is_owed]


def owed_of(
    estate: Estate,
    series: Sequence[Series],
    logbook: Logbook,
    today: Day,
    lock: Lock,
    *,
    within: int = 0,
    fits: Callable[[Series], bool] = lambda _: True,
) -> Owed:
    """Return what is owed on `today`, and what comes due up to `within` days after it, of the series that fit."""
    until = min(today + within, LAST_DAY)
    begin = min((one.begin for one in series), default=today)
    seen = logbook.seen_on(today)
    days = DateRange(min(begin, today), until)
    plan = make_plan(estate, series, seen, days, today, lock, only_open=True)
    plan = replace(plan, findings=tuple(dict.fromkeys(plan.findings)))
    later = (
        *_ends_after(estate, series, seen, until, today, lock),
        *_put_off_past(estate, series, seen, until, today, lock),
    )
    return Owed(plan, within, debts_among(chain(plan.by_series, later), plan, seen, until, fits))


def debts_among(
    dates: Iterable[Sequence[Occurrence]],
    plan: Plan,
    logbook: Logbook,
    until: Day,
    fits: Callable[[Series], bool],
) -> tuple[Debt, ...]:
    """Return what is owed among the dates of some series, the worst first.

    With it stand the open readings, what comes due up to `until`, and what runs out soon.
    """
    today = plan.today
    debts = [
        _debt(one, today)
        for of_series in filter(None, map(still_open, dates))
        for one in _looked_at(of_series, today, until)
        if fits(one.series)
    ]  # fmt: skip
    debts += (
        Debt(What.READING, one.series, Status.OVERDUE, one.on, today - one.on, 0, None, one)
        for one in open_readings(plan.estate, plan.series, logbook)
        if fits(one.series)
    )
    return tuple(sorted(_with_last_done(debts, plan.series, logbook), key=_badness))


def what_of(series: Series) -> What:
    """Return what the dates of a series are: work, or the end of something."""
    if is_certificate(series):
        return What.CERTIFICATE
    if is_contract(series):
        return What.CONTRACT
    return What.LIFE if series.task.id == LIFE else What.WORK


_OPEN: Final = frozenset({Status.PLANNED, Status.DUE, Status.DEFERRED})


def _looked_at(dates: Sequence[Occurrence], today: Day, until: Day) -> Iterator[Occurrence]:
    """Yield those of the open dates of one series that are owed or come due; a forecast is neither."""
    series = dates[0].series
    is_end = what_of(series) is not What.WORK
    is_open_seen = False
    for one in dates:
        if one.status in OWED:
            yield one
        elif one.status in _OPEN and series.task.tracked and not (series.task.is_floating and is_open_seen):
            if _is_coming(one, today, until, is_end=is_end):
                yield one
        else:
            continue
        is_open_seen = True


def _is_coming(one: Occurrence, today: Day, until: Day, *, is_end: bool) -> bool:
    if until > today and one.planned <= until:
        return True
    if not is_end:
        return False
    return one.status is Status.DUE or (one.series.task.early == 0 and one.due <= today + NOTICE)


def _debt(one: Occurrence, today: Day) -> Debt:
    over = 0 if one.limit is None or one.status is not Status.BREACH else today - one.limit
    late = max(today - one.latest, over) if one.status in OWED else 0
    return Debt(what_of(one.series), one.series, one.status, one.latest, late, over, one)


_STATES: Final = {
    Status.BREACH: 0,
    Status.OVERDUE: 1,
    Status.DUE: 2,
    Status.DEFERRED: 3,
    Status.PLANNED: 3,
}
_CRITICAL: Final = {criticality: number for number, criticality in enumerate(Criticality)}


def _badness(debt: Debt) -> tuple[int, int, Day, int, Day]:
    """Order the worst first: breach before overdue, then criticality, then oldest latest day, then rank."""
    due = debt.occurrence.due if debt.occurrence else debt.latest
    return _STATES[debt.status], _CRITICAL[debt.series.asset.criticality], debt.latest, debt.series.rank, due


def _ends_after(
    estate: Estate, series: Sequence[Series], logbook: Logbook, day: Day, today: Day, lock: Lock
) -> Iterator[Sequence[Occurrence]]:
    """Yield the dates after `day` of what runs out: it is told of before it does."""
    ending = with_task(series, lambda one: what_of(one) is not What.WORK)
    if ending:
        far = min(today + max(NOTICE, *(one.task.early for one in ending)), LAST_DAY)
        if far > day:
            yield from make_plan(estate, ending, logbook, DateRange(day + 1, far), today, lock).by_series


def _put_off_past(
    estate: Estate, series: Sequence[Series], logbook: Logbook, day: Day, today: Day, lock: Lock
) -> Iterator[Sequence[Occurrence]]:
    """Yield what was put off past `day` although its cap has run out before."""
    if logbook.is_empty:
        return
    capped = with_task(series, lambda one: one.task.max_gap is not None)
    far_of = {id_: furthest_day(logbook, of_asset) for id_, of_asset in groupby(capped, key=attrgetter("asset.id"))}
    if max(far_of.values(), default=0) <= day:
        return
    for id_, of_asset in groupby(series, key=attrgetter("asset.id")):
        far = far_of.get(id_, 0)
        if far > day:
            days = DateRange(day + 1, min(far, LAST_DAY))
            plan = make_plan(estate, list(of_asset), logbook, days, today, lock)
            yield from ([one for one in dates if one.status in OWED] for dates in plan.by_series)


def furthest_day(logbook: Logbook, series: Iterable[Series]) -> Day:
    """Return the last day that anything of these series was put off to; 0 for none."""
    return max(
        (
            entry.to
            for one in series
            for task in {one.task.id, one.task.bare_id}
            for entry in logbook.of((one.asset.id, *one.asset.formerly), task)
            if entry.to is not None and entry.kind == Kind.DEFERRED.value
        ),
        default=0,
    )


def _with_last_done(debts: Sequence[Debt], series: Sequence[Series], logbook: Logbook) -> list[Debt]:
    """Return debts with the day on which each was last done: by itself, or with a larger task."""
    assets = {debt.series.asset.id for debt in debts}
    groups: dict[str, list[Series]] = {}
    for one in series:
        if one.asset.id in assets:
            groups.setdefault(one.asset.id, []).append(one)
    owed = {debt.series.rank for debt in debts}
    known: dict[int, Day | None] = {}
    for group in groups.values():
        known |= last_done(group, logbook, owed)
    return [replace(debt, last_done=known.get(debt.series.rank)) for debt in debts]
