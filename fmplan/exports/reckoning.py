"""The arithmetic behind a due day and a cap, in words: from which day, how many times what, and with what result.

What is told is reckoned again from the anchor and only said where it comes out at the very day; where it does
not (a date owed on the begin, a floating date held back by its season), the reason is said instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fmplan.dates.day import DATE, ISO, Day
from fmplan.dates.period import Period, Unit
from fmplan.exports.metering import reached
from fmplan.exports.reasons import details_said
from fmplan.exports.recorded import Recorded
from fmplan.schedules.gauge import Gauge
from fmplan.schedules.marks import birth_of
from fmplan.schedules.occurrence import Because, Move, Occurrence, Status
from fmplan.schedules.plan import Plan
from fmplan.schedules.series import Anchor, Series
from fmplan.schedules.task import After, Ages, Before, ByAge, CalendarPeriod, Dates, Every, OncePer, Recurrence, Timing

_YEAR_MONTHS: Final = 12


@dataclass(frozen=True)
class Reckoning:
    """One series of a plan, with its dates inside the range in order of time, and what the logbook says of it."""

    plan: Plan
    series: Series
    dates: Sequence[Occurrence]
    recorded: Recorded
    gauge: Gauge | None = None

    def of(self, number: int) -> str:
        """Return how the due day of one of the dates came about, to be said after it; empty for an anchor itself."""
        text = self._of(number)
        return text if not text or text.startswith(" = ") else f": {text}"

    def _of(self, number: int) -> str:
        one = self.dates[number]
        series = self.series
        if one.tail is not None and "+" in one.tail:
            return "an extra visit for the cap, evenly between the two beside it"
        set_by = self.recorded.set_by(one.due)
        if set_by:
            return set_by
        if series.task.is_floating or self.gauge is not None:
            return self._floating(one, number)
        timing, anchor = self._form_of(one.due)
        if one.due == series.begin and anchor.is_done and not _falls(timing, anchor.day, one.due):
            return f"the series begins; a date since {ISO[anchor.day]} is owed then"
        match timing:
            case Every(period=Period() as period, on=None):
                return _steps(anchor.day, period, one.due)
            case Every(period=Period(), on=on):
                return f"on {on}"
            case Every(period=ByAge() as by_age):
                return _by_age(series, by_age, one.due)
            case OncePer():
                return f"the last day of {_part(series, timing)}"
            case Ages():
                return _age(series, timing, one.due)
            case Recurrence():
                return f"by the rrule, reckoned from {ISO[anchor.day if 'first' in anchor.origin else series.begin]}"
            case Dates():
                return ""
            case After(task=task, within=within):
                return self._of_leader(one, task, f"{within} after")
            case Before(by=by, task=str(task)):
                return self._of_leader(one, task, f"{by} before")
            case Before(by=by, holiday=str(holiday)):
                return f"{by} before {ISO[by.after(one.due)]}, the first day off of {holiday}"
        return ""

    def of_cap(self, number: int) -> str:
        """Return what the cap of one of the dates counts from; empty where that cannot be seen from here."""
        one, cap = self.dates[number], self.series.task.max_gap
        if one.limit is None or not isinstance(cap, Period):
            return ""
        visits = [other.done_on or other.planned for other in self.dates[:number] if other.status is not Status.SKIPPED]
        known = [visits[-1]] if visits else [day for day in (self.series.last, self.series.anchor.day) if day]
        known += reversed(self.recorded.completions)
        if not cap.months:
            known.append(cap.after(one.limit, -1))
        previous = next((day for day in known if cap.after(day) == one.limit), None)
        return "" if previous is None else f", {cap} after {ISO[previous]}"

    def _form_of(self, day: Day) -> tuple[Timing, Anchor]:
        """Return the form of the rule that holds on a day, with its anchor."""
        for form, anchor in self.series.older:
            if day <= form.until:
                return form.timing, anchor
        return self.series.task.timing, self.series.anchor

    def _floating(self, one: Occurrence, number: int) -> str:
        timing = self.series.task.timing
        before = self._before(one, number)
        by_meter = self._metered(one, before)
        if not isinstance(timing, Every):
            return by_meter
        by_time = self._by_time(timing, one, before)
        if self.gauge is None:
            return by_time
        which = "later" if self.series.task.waits_for_both else "sooner"
        if by_meter and not by_time.startswith(" = "):
            return f"{by_meter}; that is {which} than {timing}"
        return f"{by_time}{', ' if by_time else ''}that is {which} than by {self.gauge.meter.of}"

    def _before(self, one: Occurrence, number: int) -> list[Day]:
        """Return the days that a floating date may count from, the likeliest first."""
        done = [day for day in self.recorded.completions if one.done_on is None or day < one.done_on]
        found = done[-1:]
        if number:
            earlier = self.dates[number - 1]
            if earlier.done_on is None and earlier.status is not Status.SKIPPED:
                found.insert(0, max(earlier.planned, self.plan.today))
            else:
                # With keep_anchor, and after a skip, it counts from the due day.
                found.append(earlier.due)
        register = self.series.last
        return found if register is None else [*found, register]

    def _metered(self, one: Occurrence, before: Sequence[Day]) -> str:
        if self.gauge is None:
            return ""
        days: list[Day | None] = [*before] if before else [None]
        return next(filter(None, (reached(self.gauge, day, one.due) for day in days)), "")

    def _by_time(self, timing: Every, one: Occurrence, before: Sequence[Day]) -> str:
        series = self.series
        if not before:
            if series.anchor.is_done:
                before = [series.anchor.day]
            else:
                held = isinstance(timing.period, Period) and _steps(series.anchor.day, timing.period, one.due)
                return held or ("the day it counts from" if one.due == series.anchor.day else "")
        held_back = ""
        for previous in before:
            period = timing.period if isinstance(timing.period, Period) else _period_at(series, timing.period, previous)
            reckoned = period.after(previous)
            text = f"{ISO[previous]} + {period}"
            if reckoned == one.due:
                return f" = {text}"
            if timing.on is not None and one.due <= reckoned:
                return f"the last {timing.on} no later than {text} = {ISO[reckoned]}"
            if reckoned < one.due and not held_back:
                held_back = f"{text} = {ISO[reckoned]}, held back to the begin, the season or the first day back"
        return "" if self.gauge is not None else held_back

    def _of_leader(self, one: Occurrence, task: str, relation: str) -> str:
        """Return the date a task follows or goes before, where it lies in the range."""
        for series, dates in zip(self.plan.series, self.plan.by_series, strict=True):
            if series.asset is self.series.asset and series.task.bare_id == task:
                for leader in dates:
                    if (leader.tail or ISO[leader.due]) == one.tail:
                        return f"{relation} {task}, planned {ISO[leader.planned]}"
        return f"{relation} {task} of {one.tail}"


def reason(series: Series, move: Move) -> str:
    """Return why a planned day was moved, in words; `series` is the one that was moved."""
    detail = details_said(move, "en")
    side = "before" if move.to < move.start else "after"
    match move.because:
        case Because.NO_WORK:
            return f"{detail}, so the working day {side}"
        case Because.EVE:
            return f"{detail}: laid by the asset's hash on one of the working days before the closure"
        case Because.PLACED:
            timing = series.task.timing
            on = timing.on if isinstance(timing, OncePer) else None
            return f"stands in {detail} on {on}" if on else f"stands in {detail} at the asset's place"
        case Because.CAP:
            return f"{detail}, so another day inside the cap" if detail else "so that the cap holds"
        case Because.MIN_GAP:
            return f"at least {detail} after the visit before"
        case Because.BEGIN:
            return "not before the series begins"
        case Because.NESTED:
            return f"drawn onto the day of {detail}, for one visit" if detail else "drawn onto a smaller task's day"
        case Because.COVERED:
            return f"done with {detail}" if detail else "done with the date that stands there"
    return str(move)


def _falls(timing: Timing, anchor: Day, day: Day) -> bool:
    return isinstance(timing, Every) and isinstance(timing.period, Period) and _count(anchor, timing.period, day) > 0


def _count(anchor: Day, period: Period, day: Day) -> int:
    """Return how many periods lie between two days; 0 where no whole number does."""
    n = period.first_n_on_or_after(anchor, day)
    return n if period.after(anchor, n) == day else 0


def _steps(anchor: Day, period: Period, day: Day) -> str:
    """Return a day as the anchor and so many periods; empty for the anchor itself."""
    n = _count(anchor, period, day)
    if n == 0:
        return ""
    many = Period(abs(n), period.unit) if period.count == 1 else period if abs(n) == 1 else f"{abs(n)} × {period}"
    return f" = {ISO[anchor]} {'+' if n > 0 else '-'} {many}"


def _period_at(series: Series, by_age: ByAge, day: Day) -> Period:
    born = birth_of(series.asset, series.task) or series.begin
    held = [period for age, period in by_age.steps if age is None or age.after(born) <= day]
    return held[-1] if held else by_age.steps[0][1]


def _by_age(series: Series, by_age: ByAge, day: Day) -> str:
    for _, period in by_age.steps:
        previous = period.after(day, -1)
        if period.after(previous) == day and _period_at(series, by_age, previous) == period:
            born = birth_of(series.asset, series.task) or series.begin
            years = _whole_years(born, previous)
            return f" = {ISO[previous]} + {period}, the period at {years} {'year' if years == 1 else 'years'} of age"
    return ""


def _whole_years(born: Day, day: Day) -> int:
    return DATE[day].year - DATE[born].year - (Period(DATE[day].year - DATE[born].year, Unit.YEAR).after(born) > day)


def _age(series: Series, timing: Ages, day: Day) -> str:
    born = birth_of(series.asset, series.task)
    if born is None:
        return ""
    since = "made" if timing.of == "manufactured" else "in service"
    months = (DATE[day].year - DATE[born].year) * 12 + DATE[day].month - DATE[born].month
    if months > 0 and Period(months, Unit.MONTH).after(born) == day:
        years, rest = divmod(months, _YEAR_MONTHS)
        return f" = {since} {ISO[born]} + {Period(months, Unit.MONTH) if rest else Period(years, Unit.YEAR)}"
    return f" = {since} {ISO[born]} + {day - born} days"


def _part(series: Series, timing: OncePer) -> str:
    part = f"its part of the {timing.period}" if timing.count > 1 else f"its {timing.period}"
    return part if series.task.season is None or timing.period is CalendarPeriod.SEASON else f"{part} in season"
