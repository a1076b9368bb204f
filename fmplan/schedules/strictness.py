"""Strictness: in what a task asks for less than the rule it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from fmplan.assets.task_form import Force
from fmplan.assets.timing_form import WHEN_KEYS
from fmplan.dates.day import Day, day_of
from fmplan.dates.period import Period
from fmplan.dates.ranges import Season
from fmplan.schedules.task import After, Ages, Before, ByAge, Event, Meter, OncePer, Task, Timing

BINDING: Final = frozenset({Force.LAW, Force.REGULATOR})
"""The forces that an estate cannot decide about."""

_LITTLE: Final = 1.0001
"""Periods this near count as the same: they are reckoned in days with fractions."""


def is_binding(rule: Task) -> bool:
    """Tell whether a rule is one of law or of a regulator, or caps the time between two visits."""
    return rule.force in BINDING or rule.max_gap is not None


def laxer_keys(rule: Task, own: Task) -> Iterator[str]:
    """Yield the keys by which `own` asks for less than `rule`: which of them is laxer, not by how much."""
    if _longest(own.max_gap) > _longest(rule.max_gap) * _LITTLE:
        yield "max_gap"
    if rule.force not in BINDING:
        return
    # Under a cap the period is how the cap is met: any shorter than the cap will do.
    allowed = rule.period_days if rule.max_gap is None else max(rule.period_days, _longest(rule.max_gap))
    if _is_laxer(rule.timing, own.timing, allowed, own.period_days):
        yield from WHEN_KEYS
    if _leaves_days_out(rule, own):
        yield "season"
    if own.times < rule.times:
        yield "times"
    if rule.tracked and not own.tracked:
        yield "tracked"
    if own.late > rule.late:
        yield "window"
    if own.starts is not None and (rule.starts is None or own.starts > rule.starts):
        yield "starts"
    if own.ends is not None and (rule.ends is None or own.ends.days < rule.ends.days):
        yield "ends"
    if list(Force).index(own.force) > list(Force).index(rule.force):
        yield "force"


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
            return _widest_step(own_by_age) > _widest_step(by_age) * _LITTLE
    if rule_days and own_days:
        return own_days > rule_days * _LITTLE
    return rule != own


def _widest_step(ages: Ages) -> float:
    days = [0.0, *(age.days for age in ages.at)]
    steps = [later - earlier for earlier, later in pairwise(days)]
    return max([*steps, *([ages.then.days] if ages.then else [])], default=float("inf"))


def _leaves_days_out(rule: Task, own: Task) -> bool:
    """Tell whether a season was narrowed; of what is due once in its season, whether it was widened or moved."""
    if own.season == rule.season:
        return False
    asked, answered = _days(rule.season), _days(own.season)
    return not answered <= asked if isinstance(rule.timing, OncePer) else not asked <= answered


_A_YEAR: Final = 2027


def _days(season: Season | None) -> frozenset[Day]:
    start, end = day_of(_A_YEAR, 1, 1), day_of(_A_YEAR, 12, 31)
    return frozenset(range(start, end + 1) if season is None else season.days_of(_A_YEAR))
