"""The arithmetic behind a due day and a cap, in words: from which day, how many times what, and with what result.

What is told is reckoned again from the anchor and only said where it comes out at the very day; where it does
not (a date owed on the begin, a floating date held back by its season), the reason is said instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from fmplan.dates.day import DATE, ISO, Day
from fmplan.dates.period import Period, Unit
from fmplan.exports.catalogue import messages
from fmplan.exports.endings import ending_reckoned, is_ending
from fmplan.exports.metering import reached
from fmplan.exports.reasons import details_said, reason_said
from fmplan.exports.recorded import Recorded
from fmplan.exports.timingwords import period_said, placing_said, timing_said, timing_words
from fmplan.exports.words import words_of
from fmplan.schedules.gauge import Gauge
from fmplan.schedules.marks import birth_of
from fmplan.schedules.occurrence import Because, Move, Occurrence, Status
from fmplan.schedules.plan import Plan
from fmplan.schedules.series import Anchor, Series
from fmplan.schedules.task import After, Ages, Before, ByAge, CalendarPeriod, Dates, Every, OncePer, Recurrence, Timing

_YEAR_MONTHS: Final = 12


class Reckoning(Struct, frozen=True):
    """One series of a plan, with its dates inside the range in order of time, and what the logbook says of it."""

    plan: Plan
    series: Series
    dates: Sequence[Occurrence]
    recorded: Recorded
    gauge: Gauge | None = None

    @property
    def language(self) -> str:
        """The language it is said in."""
        return self.recorded.language

    def of(self, number: int) -> str:
        """Return how the due day of one of the dates came about, to be said after it; empty for an anchor itself."""
        text = self._of(number)
        return text if not text or text.startswith(" = ") else f"{words_of(self.language).colon}{text}"

    def _of(self, number: int) -> str:
        one, series, language = self.dates[number], self.series, self.language
        _ = messages(language).gettext
        if one.tail is not None and "+" in one.tail:
            return _("an extra visit for the cap, evenly between the two beside it")
        set_by = self.recorded.set_by(one.due)
        if set_by:
            return set_by
        if series.task.is_floating or self.gauge is not None:
            return self._floating(one, number)
        timing, anchor = self._form_of(one.due)
        if one.due == series.begin and anchor.is_done and not _falls(timing, anchor.day, one.due):
            return _("the series begins; a date since {} is owed then").format(ISO[anchor.day])
        match timing:
            case Every(period=Period() as period, on=None):
                return _steps(anchor.day, period, one.due, language)
            case Every(period=Period(), on=on):
                return _("on {}").format(placing_said(on, language)) if on else ""
            case Every(period=ByAge() as by_age):
                return _by_age(series, by_age, one.due, language)
            case OncePer():
                return _("the last day of {}").format(_part(series, timing, language))
            case Ages():
                return _age(series, timing, one.due, language)
            case Recurrence():
                day = anchor.day if "first" in anchor.origin else series.begin
                return _("by the rrule, reckoned from {}").format(ISO[day])
            case Dates():
                return ending_reckoned(series, one.due, language) if is_ending(series) else ""
            case After(task=task, within=within):
                return self._of_leader(one, task, _("{period} after {what}"), within)
            case Before(by=by, task=str(task)):
                return self._of_leader(one, task, _("{period} before {what}"), by)
            case Before(by=by, holiday=str(holiday)):
                first = ISO[by.after(one.due)]
                return _("{by} before {day}, the first day off of {holiday}").format(
                    by=period_said(by, language), day=first, holiday=holiday
                )
        return ""

    def of_cap(self, number: int) -> str:
        """Return what the cap of one of the dates counts from; empty where that cannot be seen from here."""
        one, cap = self.dates[number], self.series.task.max_gap
        if one.limit is None or not isinstance(cap, Period):
            return ""
        visits = [other.done_on or other.planned for other in self.dates[:number] if other.status is not Status.SKIPPED]
        known = [visits[-1]] if visits else [day for day in (self.series.last, self.series.anchor.day) if day]
        known += reversed(self.recorded.completions)
        if not cap.months and not any(form.until + 1 == one.limit for form, _ in self.series.older):
            known.append(cap.after(one.limit, -1))
        previous = next((day for day in known if cap.after(day) == one.limit), None)
        if previous is None:
            return ""
        text = (
            messages(self.language)
            .gettext("{period} after {what}")
            .format(period=period_said(cap, self.language), what=ISO[previous])
        )
        return f"{words_of(self.language).separator}{text}"

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
        _ = messages(self.language).gettext
        waits = self.series.task.waits_for_both
        if by_meter and not by_time.startswith(" = "):
            form = _("{}; that is later than {}") if waits else _("{}; that is sooner than {}")
            return form.format(by_meter, timing_said(timing, self.language))
        form = _("that is later than by {}") if waits else _("that is sooner than by {}")
        comma = words_of(self.language).separator if by_time else ""
        return f"{by_time}{comma}{form.format(self.gauge.meter.of)}"

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
        return next(filter(None, (reached(self.gauge, day, one.due, self.language) for day in days)), "")

    def _by_time(self, timing: Every, one: Occurrence, before: Sequence[Day]) -> str:
        series, language = self.series, self.language
        _ = messages(language).gettext
        if not before:
            if series.anchor.is_done:
                before = [series.anchor.day]
            else:
                period = timing.period
                held = isinstance(period, Period) and _steps(series.anchor.day, period, one.due, language)
                return held or (_("the day it counts from") if one.due == series.anchor.day else "")
        held_back = ""
        for previous in before:
            period = timing.period if isinstance(timing.period, Period) else _period_at(series, timing.period, previous)
            reckoned = period.after(previous)
            text = f"{ISO[previous]} + {period_said(period, language)}"
            if reckoned == one.due:
                return f" = {text}"
            if timing.on is not None and one.due <= reckoned:
                on = placing_said(timing.on, language)
                return _("the last {on} no later than {sum} = {day}").format(on=on, sum=text, day=ISO[reckoned])
            if reckoned < one.due and not held_back:
                held_back = _("{sum} = {day}, held back to the begin, the season or the first day back").format(
                    sum=text, day=ISO[reckoned]
                )
        return "" if self.gauge is not None else held_back

    def _of_leader(self, one: Occurrence, task: str, relation: str, apart: Period) -> str:
        """Return the date a task follows or goes before, where it lies in the range."""
        said = relation.format(period=period_said(apart, self.language), what=task)
        _ = messages(self.language).gettext
        for series, dates in zip(self.plan.series, self.plan.by_series, strict=True):
            if series.asset is self.series.asset and series.task.bare_id == task:
                for leader in dates:
                    if (leader.tail or ISO[leader.due]) == one.tail:
                        return _("{}, planned {}").format(said, ISO[leader.planned])
        return _("{} of {}").format(said, one.tail)


def reason(series: Series, move: Move, language: str) -> str:
    """Return why a planned day was moved, in words; `series` is the one that was moved."""
    _ = messages(language).gettext
    detail = details_said(move, language)
    match move.because:
        case Because.NO_WORK if move.to < move.start:
            return _("{}, so the working day before").format(detail)
        case Because.NO_WORK:
            return _("{}, so the working day after").format(detail)
        case Because.EVE:
            return _("{}: laid by the asset's hash on one of the working days before the closure").format(detail)
        case Because.PLACED:
            timing = series.task.timing
            on = timing.on if isinstance(timing, OncePer) else None
            if on:
                return _("stands in {} on {}").format(detail, placing_said(on, language))
            return _("stands in {} at the asset's place").format(detail)
        case Because.CAP:
            return _("{}, so another day inside the cap").format(detail) if detail else _("so that the cap holds")
        case Because.MIN_GAP:
            return _("at least {} after the visit before").format(detail)
        case Because.BEGIN:
            return _("not before the series begins")
        case Because.NESTED if detail:
            return _("drawn onto the day of {}, for one visit").format(detail)
        case Because.NESTED:
            return _("drawn onto a smaller task's day")
        case Because.COVERED:
            return _("done with {}").format(detail) if detail else _("done with the date that stands there")
    return reason_said(move, language)


def _falls(timing: Timing, anchor: Day, day: Day) -> bool:
    return isinstance(timing, Every) and isinstance(timing.period, Period) and _count(anchor, timing.period, day) > 0


def _count(anchor: Day, period: Period, day: Day) -> int:
    """Return how many periods lie between two days; 0 where no whole number does."""
    n = period.first_n_on_or_after(anchor, day)
    return n if period.after(anchor, n) == day else 0


def _steps(anchor: Day, period: Period, day: Day, language: str) -> str:
    """Return a day as the anchor and so many periods; empty for the anchor itself."""
    n = _count(anchor, period, day)
    if n == 0:
        return ""
    if period.count == 1:
        many = period_said(Period(abs(n), period.unit), language)
    else:
        many = period_said(period, language) if abs(n) == 1 else f"{abs(n)} × {period_said(period, language)}"
    return f" = {ISO[anchor]} {'+' if n > 0 else '-'} {many}"


def _period_at(series: Series, by_age: ByAge, day: Day) -> Period:
    born = birth_of(series.asset, series.task) or series.begin
    held = [period for age, period in by_age.steps if age is None or age.after(born) <= day]
    return held[-1] if held else by_age.steps[0][1]


def _by_age(series: Series, by_age: ByAge, day: Day, language: str) -> str:
    for _, period in by_age.steps:
        previous = period.after(day, -1)
        if period.after(previous) == day and _period_at(series, by_age, previous) == period:
            born = birth_of(series.asset, series.task) or series.begin
            years = _whole_years(born, previous)
            age = period_said(Period(years, Unit.YEAR), language)
            form = messages(language).gettext(" = {day} + {period}, the period at {age} of age")
            return form.format(day=ISO[previous], period=period_said(period, language), age=age)
    return ""


def _whole_years(born: Day, day: Day) -> int:
    return DATE[day].year - DATE[born].year - (Period(DATE[day].year - DATE[born].year, Unit.YEAR).after(born) > day)


def _age(series: Series, timing: Ages, day: Day, language: str) -> str:
    born = birth_of(series.asset, series.task)
    if born is None:
        return ""
    _ = messages(language).gettext
    since = _("made {}") if timing.of == "manufactured" else _("in service {}")
    born_on = since.format(ISO[born])
    months = (DATE[day].year - DATE[born].year) * 12 + DATE[day].month - DATE[born].month
    if months > 0 and Period(months, Unit.MONTH).after(born) == day:
        years, rest = divmod(months, _YEAR_MONTHS)
        age = Period(months, Unit.MONTH) if rest else Period(years, Unit.YEAR)
        return f" = {born_on} + {period_said(age, language)}"
    return f" = {born_on} + {period_said(Period(day - born, Unit.DAY), language)}"


def _part(series: Series, timing: OncePer, language: str) -> str:
    _ = messages(language).gettext
    period = timing_words(language).calendar[timing.period]
    part = (_("its part of the {}") if timing.count > 1 else _("its {}")).format(period)
    if series.task.season is None or timing.period is CalendarPeriod.SEASON:
        return part
    return _("{} in season").format(part)
