"""From a rule and its anchor to due days: pure arithmetic, always reckoned from the anchor.

Everything here takes and returns days as ordinals, both ends of a span in, earliest first.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime, time
from functools import lru_cache
from itertools import islice
from typing import Final

from msgspec import Struct

from fmplan.dates.day import DATE, MONTH_START, Day, month_number, weekday
from fmplan.dates.period import Period, Unit
from fmplan.dates.placing import DaysOfYear, Placing, Weekdays
from fmplan.dates.ranges import DateRange, Season
from fmplan.schedules.task import Ages, ByAge, CalendarPeriod, Every

YEAR = Period(1, Unit.YEAR)


def periodic_days(every: Every, anchor: Day, start: Day, end: Day, born: Day | None = None) -> list[Day]:
    """Return anchor + n × period for every whole n, inside start..end.

    `on` keeps the period and places the day in it. A period by age needs `born`, the day age counts
    from, and runs forward from the anchor only.
    """
    if start > end:
        return []
    if isinstance(every.period, ByAge):
        return _days_by_age(every.period, anchor, start, end, anchor if born is None else born)
    if every.on is None:
        return every.period.grid(anchor, start, end)
    return _cut(_placed_days(every.period, every.on, anchor, start, end), start, end)


def _placed_days(period: Period, on: Placing, anchor: Day, start: Day, end: Day) -> list[Day]:
    days: list[Day] = []
    if isinstance(on, Weekdays):
        monday = anchor - weekday(anchor)
        for week in period.grid(monday, start - 6, end):
            days += [week + number for number in on.weekdays]
    elif isinstance(on, DaysOfYear):
        year = DATE[anchor].year
        years = period.months // 12
        first = DATE[start].year
        for number in range(first + (year - first) % years, DATE[end].year + 1, years):
            days += on.in_year(number)
    else:
        number = month_number(anchor)
        first = month_number(start)
        for month in range(first + (number - first) % period.months, month_number(end) + 1, period.months):
            days += on.in_month(month // 12, month % 12 + 1)
    return days


def _days_by_age(by_age: ByAge, anchor: Day, start: Day, end: Day, born: Day) -> list[Day]:
    """Each step counts from the day before it, with the period of the age on that day.

    As long as one period holds, its days are reckoned from the first of them, so that none drifts.
    """
    starts = [age.after(born) if age else born for age, _ in by_age.steps]
    days: list[Day] = []
    here = anchor
    while here <= end:
        step = max(0, bisect_right(starts, here) - 1)
        period = by_age.steps[step][1]
        until = starts[step + 1] if step + 1 < len(starts) else end + 1
        n = 0
        day = here
        while day < until and day <= end:
            if day >= start:
                days.append(day)
            n += 1
            day = period.after(here, n)
        here = day
    return days


def fits(on: Placing, period: Period | ByAge) -> bool:
    """Tell whether `on` can place a day in such a period: weekdays in weeks, days of the month in months."""
    if isinstance(period, ByAge):
        return False
    if isinstance(on, Weekdays):
        return period.whole_weeks
    if isinstance(on, DaysOfYear):
        return period.months > 0 and period.months % 12 == 0
    return period.months > 0


def ages_in_years(ages: Ages, most: int = 120) -> set[int]:
    """Return the ages in whole years that a rule by age names, up to `most`."""
    months = [age.months for age in ages.at if age.months]
    named = {count // 12 for count in months if count % 12 == 0}
    if ages.then and ages.then.months and ages.then.months % 12 == 0:
        step = ages.then.months // 12
        named |= set(range(max(named, default=0) + step, most, step))
    return named


def days_by_age(ages: Ages, born: Day, start: Day, end: Day, left_out: set[int]) -> list[Day]:
    """Return the days on which the ages of the rule are reached, inside start..end.

    `left_out` are ages in years that another task takes.
    """
    days = [age.after(born) for age in ages.at]
    if ages.then is not None:
        base = days[-1] if days else born
        head = ages.at[-1] if ages.at else None
        days += _then(ages.then, head, born, base, end)
    if left_out:
        taken = {YEAR.after(born, years) for years in left_out}
        days = [day for day in days if day not in taken]
    return _cut(sorted(set(days)), start, end)


def _then(then: Period, head: Period | None, born: Day, base: Day, end: Day) -> list[Day]:
    # In months from birth where both are, so that 29 February comes back; else from the last named age.
    if head is not None and head.months and then.months:
        days = []
        n = 1
        while (day := Period(head.months + n * then.months, Unit.MONTH).after(born)) <= end:
            days.append(day)
            n += 1
        return days
    return then.grid(base, base + 1, end)


def recurrence_days(text: str, first: Day, start: Day, end: Day) -> list[Day]:
    """Return the days of an RFC 5545 rule whose DTSTART is `first`, inside start..end."""
    from dateutil.rrule import rrule, rrulestr

    parts = dict(part.split("=", 1) for part in text.upper().split(";"))
    count = int(parts.pop("COUNT", 0))
    rule = rrulestr(";".join(f"{key}={value}" for key, value in parts.items()), dtstart=_moment(first))
    assert isinstance(rule, rrule)  # noqa: S101 - one rule, no sets: settled before
    # A rule that never falls must not be looked for until the year 9999.
    bound = _moment(end)
    if "UNTIL" not in parts or rule._until > bound:  # type: ignore[attr-defined]
        rule = rule.replace(until=bound)
    days = (moment.toordinal() for moment in rule)
    return [day for day in (islice(days, count) if count else days) if day >= start]


def _moment(day: Day) -> datetime:
    return datetime.combine(DATE[day], time())


class Part(Struct, frozen=True):
    """One calendar period, or one of its equal parts: the days from `start` to `end`."""

    start: Day
    end: Day


def calendar_parts(period: CalendarPeriod, count: int, start: Day, end: Day, season: Season | None) -> list[Part]:
    """Return the calendar periods that touch start..end, each cut into `count` equal parts, earliest first."""
    if start > end:
        return []
    spans = _calendar_periods(period, start, end, season)
    if count == 1:
        return spans
    parts = []
    for span in spans:
        days = span.end - span.start + 1
        edges = [span.start + days * n // count for n in range(count + 1)]
        parts += [Part(edges[n], edges[n + 1] - 1) for n in range(count) if edges[n] < edges[n + 1]]
    return [part for part in parts if part.end >= start and part.start <= end]


MONTHS_OF: Final = {
    CalendarPeriod.MONTH: 1,
    CalendarPeriod.TWO_MONTHS: 2,
    CalendarPeriod.QUARTER: 3,
    CalendarPeriod.HALF_YEAR: 6,
    CalendarPeriod.YEAR: 12,
}


def _calendar_periods(period: CalendarPeriod, start: Day, end: Day, season: Season | None) -> list[Part]:
    if period is CalendarPeriod.SEASON:
        if season is None:
            return []
        return [Part(window.start, window.end) for window in season.windows(start, end)]
    if period is CalendarPeriod.WEEK:
        monday = start - weekday(start)
        return [Part(day, day + 6) for day in range(monday, end + 1, 7)]
    first, last = month_number(start), month_number(end)
    if period is CalendarPeriod.HALF_MONTH:
        halves = []
        for month in range(first, last + 1):
            middle = MONTH_START[month] + 14
            halves += [Part(MONTH_START[month], middle), Part(middle + 1, MONTH_START[month + 1] - 1)]
        return [half for half in halves if half.end >= start and half.start <= end]
    step = MONTHS_OF[period]
    return [
        Part(MONTH_START[month], MONTH_START[month + step] - 1) for month in range(first - first % step, last + 1, step)
    ]


def place_in_part(part: Part, period: CalendarPeriod, count: int, place: Day, number: int) -> Day:
    """Return where the asset's place in the year falls inside one (part of a) calendar period.

    Whole periods are run through from the place, like the grid of a periodic task, so that the tasks of
    one asset meet; parts and seasons, which have no such grid, are entered as far as the place in the year
    is into the year, so that parts of unequal length are entered alike. `number` is the asset's hash.
    """
    length = part.end - part.start + 1
    if count == 1 and period in MONTHS_OF:
        met = Period(MONTHS_OF[period], Unit.MONTH).grid(place, part.start, part.end)
        if met:
            return met[0]
    if count == 1 and period is CalendarPeriod.HALF_MONTH:
        return part.start + min((DATE[place].day - 1) % 15, length - 1)
    if count == 1 and period is CalendarPeriod.WEEK:
        return part.start + weekday(place)
    return part.start + share_of(length, number)


def share_of(length: int, number: int) -> int:
    """Return which of so many days, from 0, is as far into them as an asset's place is into the year."""
    return number % 365 * length // 365


def in_season(days: Sequence[Day], season: Season | None) -> list[Day]:
    """Return those of the days that lie in season."""
    return list(days) if season is None else [day for day in days if season.holds(day)]


@lru_cache(maxsize=4096)
def days_in_season(season: Season, start: Day, end: Day) -> tuple[Day, ...]:
    """Return the days of start..end that lie in season; thousands of assets share few seasons and calendar periods."""
    windows = season.windows(start, end)
    return tuple(day for one in windows for day in range(max(one.start, start), min(one.end, end) + 1))


def not_within(days: Sequence[Day], ranges: Sequence[DateRange]) -> Sequence[Day]:
    """Return those of the days that lie in none of the ranges."""
    return [day for day in days if not any(day in one for one in ranges)] if ranges else days


def _cut(days: list[Day], start: Day, end: Day) -> list[Day]:
    return days[bisect_left(days, start) : bisect_right(days, end)]
