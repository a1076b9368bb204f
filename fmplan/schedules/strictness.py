"""Strictness: in what a task asks for less than the rule it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, takewhile
from typing import Final

from fmplan.assets.task_form import BINDING, Force
from fmplan.assets.timing_form import WHEN_KEYS, Shift
from fmplan.dates.day import DATE, Day, day_of
from fmplan.dates.period import Period
from fmplan.dates.ranges import Season
from fmplan.schedules.series import Series
from fmplan.schedules.task import (
    After,
    Ages,
    Before,
    ByAge,
    CalendarPeriod,
    Event,
    Meter,
    OncePer,
    Rotation,
    Task,
    Timing,
    period_days,
)

_LITTLE: Final = 1.0001
"""Periods this near count as the same: they are reckoned in days with fractions."""


def is_binding(rule: Task) -> bool:
    """Tell whether a rule is one of law or of a regulator, or caps the time between two visits."""
    return rule.force in BINDING or rule.max_gap is not None


def laxer_keys(rule: Task, own: Task, series: Series | None = None) -> Iterator[str]:
    """Yield the keys by which `own` asks for less than `rule`: which of them is laxer, not by how much.

    `series` is what plans `own`, where it is known: it tells whether the first date comes too late.
    """
    if _longest(own.max_gap) > _longest(rule.max_gap) * _LITTLE:
        yield "max_gap"
    if rule.force not in BINDING:
        return
    # Under a cap the period is how the cap is met: any shorter than the cap will do.
    allowed = rule.period_days if rule.max_gap is None else max(rule.period_days, _longest(rule.max_gap))
    if _is_laxer(rule.timing, own.timing, allowed, own.period_days):
        yield from WHEN_KEYS
    if any(_is_laxer(rule.timing, older.timing, allowed, period_days(older.timing)) for older in own.was):
        yield "was"
    if _leaves_days_out(rule, own):
        yield "season"
    if _lets_days_go(rule, own):
        yield "shift"
    if own.keep_anchor is not None and own.keep_anchor.days > (rule.keep_anchor.days if rule.keep_anchor else 0):
        yield "keep_anchor"
    if _share_left(own.rotation) < _share_left(rule.rotation):
        yield from ("rotate", "sample")
    if own.times < rule.times:
        yield "times"
    if rule.tracked and not own.tracked:
        yield "tracked"
    if own.late > rule.late:
        yield "window"
    if series is not None and allowed and _begins_late(series, allowed):
        yield "first"
    if own.starts is not None and (rule.starts is None or own.starts > rule.starts):
        yield "starts"
    if own.ends is not None and (rule.ends is None or own.ends.days < rule.ends.days):
        yield "ends"
    if list(Force).index(own.force) > list(Force).index(rule.force):
        yield "force"


def _begins_late(series: Series, allowed: float) -> bool:
    """Tell whether a first date lies further from the series' begin than two dates may lie apart."""
    firsts = [layer.first for layer in series.layers if layer.first is not None]
    return bool(firsts) and firsts[-1] - series.begin > allowed * _LITTLE


def _longest(gap: Period | ByAge | None) -> float:
    if gap is None:
        return float("inf")
    return max(period.days for _, period in gap.steps) if isinstance(gap, ByAge) else gap.days


def _is_laxer(rule: Timing, own: Timing, rule_days: float, own_days: float) -> bool:
    match rule, own:
        case (After(within=asked), After(within=answered)) | (Event(within=asked), Event(within=answered)):
            return answered.days > asked.days
        case Before(by=asked), Before(by=answered):
            return answered.days < asked.days
        case Meter(every=units), Meter(every=own_units):
            return own_units > units
        case Ages() as by_age, Ages() as own_by_age:
            return _comes_later(by_age, own_by_age)
    if rule_days and own_days:
        return own_days > rule_days * _LITTLE
    return rule != own


def _comes_later(rule: Ages, own: Ages) -> bool:
    """Tell whether a series by age lets one date come later than the rule does, counts otherwise, or has a gap."""
    if own.of != rule.of or own.except_years_of not in {None, rule.except_years_of}:
        return True
    asked, answered = _ages(rule), _ages(own)
    return len(answered) < len(asked) or any(
        later > earlier * _LITTLE for earlier, later in zip(asked, answered, strict=False)
    )


_LONG: Final = 60 * 365.25
"""Age in days up to which two series by age are compared."""


def _ages(ages: Ages) -> list[float]:
    days = [age.days for age in ages.at]
    if ages.then is not None:
        start, step = (days[-1] if days else 0.0), ages.then.days
        days += takewhile(lambda age: age <= _LONG, (start + step * number for number in count(1)))
    return days


def _leaves_days_out(rule: Task, own: Task) -> bool:
    """Tell whether a season was narrowed; of what is due once in a period, whether a period has no day left.

    What is due once in a period with a season may be narrowed, so that each still has a day, but not widened or moved.
    """
    if own.season == rule.season:
        return False
    asked, answered = _days(rule.season), _days(own.season)
    if not isinstance(rule.timing, OncePer):
        return not asked <= answered
    period = rule.timing.period
    return not answered <= asked or _periods(asked, period) > _periods(answered, period)


_A_YEAR: Final = 2027


def _days(season: Season | None) -> frozenset[Day]:
    start, end = day_of(_A_YEAR, 1, 1), day_of(_A_YEAR, 12, 31)
    return frozenset(range(start, end + 1) if season is None else season.days_of(_A_YEAR))


def _periods(days: frozenset[Day], period: CalendarPeriod) -> int:
    """Return in how many periods some days of a year lie; of a season, of how many stretches it is made."""
    if period is CalendarPeriod.SEASON:
        new_year, new_years_eve = day_of(_A_YEAR, 1, 1), day_of(_A_YEAR, 12, 31)
        begins = sum(day - 1 not in days for day in days)
        return begins - (begins > 1 and new_year in days and new_years_eve in days)
    if period is CalendarPeriod.WEEK:
        return len({(day - 1) // 7 for day in days})
    if period is CalendarPeriod.HALF_MONTH:
        return len({(DATE[day].month, DATE[day].day > _HALF) for day in days})
    months = _MONTHS[period]
    return len({(DATE[day].month - 1) // months for day in days})


_HALF: Final = 15
"""The last day of the first half of a month."""

_MONTHS: Final = {
    CalendarPeriod.MONTH: 1,
    CalendarPeriod.TWO_MONTHS: 2,
    CalendarPeriod.QUARTER: 3,
    CalendarPeriod.HALF_YEAR: 6,
    CalendarPeriod.YEAR: 12,
}


def _lets_days_go(rule: Task, own: Task) -> bool:
    """Tell whether a day off drops a date that the rule keeps, or moves it past its day where no cap holds it."""
    if own.shift is rule.shift:
        return False
    if own.shift is Shift.SKIP:
        return True
    return rule.shift is Shift.EARLIER and own.max_gap is None and own.shift in {Shift.LATER, Shift.NEAREST}


def _share_left(rotation: Rotation | None) -> float:
    """Return about which share of the units is due on a date; an unknown number of units counts as many."""
    if rotation is None:
        return 1
    return rotation.share / 100 if rotation.share else rotation.each / (rotation.units or 1_000_000)
