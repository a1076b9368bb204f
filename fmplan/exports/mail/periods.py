"""Which days a digest is about, and whether it is time for it."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from fmplan.assets.mail_form import DigestForm, MonthlyForm, OverdueForm, WeeklyForm
from fmplan.dates.day import DATE, ISO, Day, day_of, month_length, weekday
from fmplan.dates.ranges import DateRange
from fmplan.schedules.calendars import WEEKDAY_NUMBERS

_FRIDAY: Final = 4
_MIDDLE: Final = 15


class Period(Struct, frozen=True):
    """The days a digest is about. `name` is what the post knows them by: `2027-W05`, `2027-02`, `2027-02-01`.

    `sends_from` is the first day it goes out on.
    """

    name: str
    days: DateRange
    sends_from: Day


def period_of(form: DigestForm, today: Day) -> Period | None:
    """Return the period that a run on `today` is about, which may not be due yet; None for a day it skips.

    The week or month is that of today, so that a run that was missed is made up for by the next. A weekly digest of
    Friday, Saturday or Sunday is about the week to come, and a monthly one from the 15th on about the next month:
    before its day, such a run is still about the one that has begun, which went out the week or month before.
    """
    match form:
        case WeeklyForm():
            return _week(WEEKDAY_NUMBERS[form.on], today)
        case MonthlyForm():
            return _month(form.on, today)
        case OverdueForm():
            if form.on and weekday(today) not in {WEEKDAY_NUMBERS[day] for day in form.on}:
                return None
            return Period(ISO[today], DateRange(today, today), today)
    raise TypeError(f"{type(form).__name__} is no digest")


def first_of_month(day: Day) -> Day:
    """Return the first day of the month that a day lies in."""
    return day - DATE[day].day + 1


def _week(on: int, today: Day) -> Period:
    monday = today - weekday(today)
    sends_from = monday + on
    if on >= _FRIDAY:
        if today >= sends_from:
            monday += 7
        else:
            sends_from -= 7
    year, week, _ = DATE[monday].isocalendar()
    return Period(f"{year}-W{week:02}", DateRange(monday, monday + 6), sends_from)


def _month(on: int, today: Day) -> Period:
    first = first_of_month(today)
    sends_from = first + on - 1
    if on >= _MIDDLE:
        if today >= sends_from:
            first = _next_month(first)
        else:
            sends_from = first_of_month(first - 1) + on - 1
    date = DATE[first]
    last = day_of(date.year, date.month, month_length(date.year, date.month))
    return Period(f"{date.year}-{date.month:02}", DateRange(first, last), sends_from)


def _next_month(first: Day) -> Day:
    date = DATE[first]
    return first + month_length(date.year, date.month)
