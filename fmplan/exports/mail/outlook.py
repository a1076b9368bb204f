"""What the digests of one estate are made from: what is owed, what is to come, and what needs a hand beforehand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from msgspec import Struct

from fmplan.assets.estate import Asset, Estate
from fmplan.dates.day import LAST_DAY, Day
from fmplan.dates.ranges import DateRange
from fmplan.logbook.entries import Logbook
from fmplan.schedules.calendars import Calendars
from fmplan.schedules.gauge import gauge_of
from fmplan.schedules.lock import Lock
from fmplan.schedules.notices import Notice, notices_of, span_of
from fmplan.schedules.noticetime import touches_residents
from fmplan.schedules.occurrence import Occurrence, Status
from fmplan.schedules.owed import Owed, What, owed_of, what_of
from fmplan.schedules.plan import Plan, make_plan
from fmplan.schedules.series import Series
from fmplan.schedules.status import OWED
from fmplan.schedules.task import Meter

_AHEAD: Final = 100
"""So many days are looked ahead for notices and permits: none is asked for longer before the work."""

_TO_DO: Final = frozenset({Status.PLANNED, Status.DUE, Status.DEFERRED})


class Permit(Struct, frozen=True):
    """A permit for the work of one date, to be asked for by a day."""

    occurrence: Occurrence
    ask_by: Day


class Unread(Struct, frozen=True):
    """A meter to be read by a day; `newest` is when it was last read, None for never."""

    asset: Asset
    meter: Meter
    series: Series
    read_by: Day
    newest: Day | None


class Outlook:
    """One estate on a day, and what it has before it; each part is reckoned when it is first asked for.

    `period` are the days a digest is about; what is planned goes on past them. `findings` is
    how many there are in register and logbook.
    """

    def __init__(
        self,
        estate: Estate,
        series: Sequence[Series],
        logbook: Logbook,
        lock: Lock,
        today: Day,
        period: DateRange,
        findings: int = 0,
    ) -> None:
        self.estate = estate
        self.series = tuple(series)
        self.logbook = logbook
        self.lock = lock
        self.today = today
        self.period = period
        self.findings = findings
        self._work: dict[DateRange, Sequence[Occurrence]] = {}

    @cached_property
    def owed(self) -> Owed:
        """What is owed today, and what runs out soon."""
        return owed_of(self.estate, self.series, self.logbook, self.today, self.lock)

    @cached_property
    def plan(self) -> Plan:
        """What is planned from the first day of the period, and far enough ahead for what is to be done beforehand."""
        days = DateRange(min(self.today, self.period.start), min(self.period.end + _AHEAD, LAST_DAY))
        return make_plan(self.estate, self.series, self.logbook, days, self.today, self.lock)

    def work_in(self, days: DateRange) -> Sequence[Occurrence]:
        """Return the work of some days that is still to be done, in the plan's order.

        What is owed stands among it where it has been put off to a day to come; what was merely planned, and is past
        without being tracked, does not.
        """
        found = self._work.get(days)
        if found is None:
            found = self._work[days] = tuple(self._still_to_do(days))
        return found

    def _still_to_do(self, days: DateRange) -> Iterator[Occurrence]:
        for one in self.plan.occurrences:
            if one.planned not in days or what_of(one.series) is not What.WORK:
                continue
            is_past = one.planned < self.today
            if one.status in _TO_DO:
                if not is_past or one.series.task.tracked:
                    yield one
            elif one.status in OWED and not is_past:
                yield one

    @cached_property
    def notices(self) -> Sequence[Notice]:
        """The notices to residents of the work to come, in the order they are to be posted."""
        if not any(map(touches_residents, self.series)):
            return ()
        calendars = Calendars(self.estate, self.lock, *span_of(self.plan.range, self.today))
        return notices_of(self.plan, self.logbook, calendars.days(""))

    @cached_property
    def permits(self) -> Sequence[Permit]:
        """The permits to be asked for in the period or before, of work still to come; the most pressing first."""
        asking = {one.rank for one in self.series if one.task.permit is not None}
        found = []
        for one in self.plan.occurrences if asking else ():
            permit = one.series.task.permit
            if permit is None or one.planned < self.today or one.status not in _TO_DO | OWED:
                continue
            ask_by = permit.ahead.after(one.planned, -1)
            if ask_by <= self.period.end:
                found.append(Permit(one, ask_by))
        return sorted(found, key=lambda one: one.ask_by)

    @cached_property
    def meters(self) -> Sequence[Unread]:
        """The meters to be read by the end of the period: those nobody ever read, and those whose reading grows old."""
        found: dict[tuple[str, str], Unread] = {}
        seen = self.logbook.seen_on(self.today)
        for one in self.series:
            gauge = gauge_of(one, seen)
            if gauge is None:
                continue
            meter, newest = gauge.meter, gauge.newest
            if newest is None:
                read_by = self.today
            elif meter.stale_after is None:
                continue
            else:
                read_by = meter.stale_after.after(newest)
            key = (one.asset.id, meter.of)
            if read_by <= self.period.end and (key not in found or found[key].read_by > read_by):
                found[key] = Unread(one.asset, meter, one, read_by, newest)
        return sorted(found.values(), key=lambda one: one.read_by)
