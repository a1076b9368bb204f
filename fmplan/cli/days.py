"""From options to days: the range that is asked for, said in one way only."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import typer

from fmplan.cli.options import Days
from fmplan.dates.day import DATE, FIRST_DAY, ISO, LAST_DAY, Day, day_of, month_length
from fmplan.dates.ranges import DateRange, parse_day

_LONGEST_YEARS = 100
# `re` compiles these when they are first asked for.
_MONTH = r"(?a)(\d{4})-(\d{2})"
_WEEK = r"(?a)(\d{4})-[Ww](\d{2})"


def four_weeks(today: Day) -> DateRange:
    """Return today and the 27 days after it."""
    return _from(today, 28)


def calendar_year(today: Day) -> DateRange:
    """Return the calendar year that today lies in."""
    return _year(DATE[today].year)


def year_to_date(today: Day) -> DateRange:
    """Return the days from the first of January to today, both in."""
    return DateRange(_year(DATE[today].year).start, today)


def four_hundred_days(today: Day) -> DateRange:
    """Return today and the 399 days after it: a year and some more, so that a yearly service is never missing."""
    return _from(today, 400)


def feed_window(today: Day) -> DateRange:
    """Return the 60 days before today, today and the 400 after it: what was done lately, and a year and some more."""
    return DateRange(max(FIRST_DAY, today - 60), min(today + 400, LAST_DAY))


def range_of(days: Days, today: Day, default: Callable[[Day], DateRange]) -> DateRange:
    """Return the range that the options name; where they name none, `default` of today.

    `--from` alone goes as far as the default would from there, `--to` alone begins today; where the default looks
    back, the one goes up to today and the other begins with its year. Raises a usage error for contradictions, and for
    more than 100 years or days outside 1970 to 2199.
    """
    ways = {
        "--from and --to": days.from_ or days.to,
        "--year": days.year,
        "--month": days.month,
        "--week": days.week,
        "--weeks": days.weeks,
    }
    said = [way for way, value in ways.items() if value is not None]
    if len(said) > 1:
        raise typer.BadParameter(f"{' and '.join(said)} each say which days: keep one of them.")
    if not said:
        return _bounded(default(today))
    if days.year is not None:
        return _named_year(days.year)
    if days.month is not None:
        return _named_month(days.month)
    if days.week is not None:
        return _named_week(days.week)
    if days.weeks is not None:
        return _weeks(days.weeks, today)
    return _from_to(days, today, default)


def day_option(text: str, option: str) -> Day:
    """Return the day that an option names; raises a usage error for anything else."""
    try:
        return parse_day(text)
    except ValueError as error:
        raise _wrong(option, f"{error}.") from None


def _from_to(days: Days, today: Day, default: Callable[[Day], DateRange]) -> DateRange:
    looks_back = default is year_to_date
    end = day_option(days.to, "--to") if days.to is not None else today
    start = day_option(days.from_, "--from") if days.from_ is not None else today
    if days.to is None and not looks_back:
        end = default(start).end
    if days.from_ is None and looks_back:
        start = default(end).start
    if end < start:
        if days.to is None:
            raise _wrong("--from", f"the first day, {ISO[start]}, lies after today, {ISO[end]}: say --to, too.")
        begin = f"the first day, {ISO[start]}" if days.from_ is not None else f"today, {ISO[start]}"
        raise _wrong("--to", f"the last day, {ISO[end]}, lies before {begin}.")
    return _bounded(DateRange(start, end))


def _named_year(text: str) -> DateRange:
    if not re.fullmatch(r"\d{4}", text, re.ASCII) or not 1970 <= int(text) <= 2199:
        raise _wrong("--year", f"write a year from 1970 to 2199, for example 2027; {text!r} is none.")
    return _year(int(text))


def _named_month(text: str) -> DateRange:
    written = re.fullmatch(_MONTH, text)
    if not written or not 1970 <= int(written[1]) <= 2199 or not 1 <= int(written[2]) <= 12:
        raise _wrong("--month", f"write year and month, for example 2027-03; {text!r} is none.")
    year, month = int(written[1]), int(written[2])
    return DateRange(day_of(year, month, 1), day_of(year, month, month_length(year, month)))


def _named_week(text: str) -> DateRange:
    written = re.fullmatch(_WEEK, text)
    try:
        if not written:
            raise ValueError
        monday = date.fromisocalendar(int(written[1]), int(written[2]), 1).toordinal()
    except ValueError:
        raise _wrong("--week", f"write a year and its week, 01 to 52 or 53, as 2027-W09; {text!r} is none.") from None
    return _bounded(DateRange(monday, monday + 6))


def _weeks(weeks: int, today: Day) -> DateRange:
    if weeks > _LONGEST_YEARS * 53:
        raise _wrong("--weeks", f"a range is at most {_LONGEST_YEARS} years long.")
    return _bounded(_from(today, weeks * 7))


def _bounded(days: DateRange) -> DateRange:
    if days.start < FIRST_DAY or days.end > LAST_DAY:
        raise typer.BadParameter(f"{days} is not inside {ISO[FIRST_DAY]}..{ISO[LAST_DAY]}.")
    if days.days > _LONGEST_YEARS * 366:
        raise typer.BadParameter(f"{days} is longer than {_LONGEST_YEARS} years.")
    return days


def _from(day: Day, days: int) -> DateRange:
    return DateRange(day, day + days - 1)


def _year(year: int) -> DateRange:
    return DateRange(day_of(year, 1, 1), day_of(year, 12, 31))


def _wrong(option: str, message: str) -> typer.BadParameter:
    return typer.BadParameter(message, param_hint=option)
