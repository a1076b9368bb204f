"""Days, months and dates in the form of a language: `Tuesday 2 March 2027`, `2027年3月2日（星期二）`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from fmplan.dates.day import DATE, Day, weekday
from fmplan.exports.catalogue import messages


class DayWords(Struct, frozen=True):
    """What one language says; weekdays begin with Monday, months with January. The forms take their parts by name."""

    weekdays: tuple[str, ...]
    weekdays_short: tuple[str, ...]
    weekdays_brief: tuple[str, ...]
    months: tuple[str, ...]
    months_short: tuple[str, ...]
    date: str
    date_and_weekday: str
    day_and_month: str
    day_of_month: str
    days: str
    days_and_weekday: str
    month: str
    run: str
    join: str
    last: str


@cache
def day_words(language: str) -> DayWords:
    """Return the words of a language; English for one that has none here."""
    said = messages(language)
    _, p = said.gettext, said.pgettext
    return DayWords(
        weekdays=(
            _("Monday"),
            _("Tuesday"),
            _("Wednesday"),
            _("Thursday"),
            _("Friday"),
            _("Saturday"),
            _("Sunday"),
        ),
        weekdays_short=(
            p("Monday", "M"),
            p("Tuesday", "T"),
            p("Wednesday", "W"),
            p("Thursday", "T"),
            p("Friday", "F"),
            p("Saturday", "S"),
            p("Sunday", "S"),
        ),
        weekdays_brief=(
            p("short", "Mon"),
            p("short", "Tue"),
            p("short", "Wed"),
            p("short", "Thu"),
            p("short", "Fri"),
            p("short", "Sat"),
            p("short", "Sun"),
        ),
        months=(
            _("January"),
            _("February"),
            _("March"),
            _("April"),
            p("month", "May"),
            _("June"),
            _("July"),
            _("August"),
            _("September"),
            _("October"),
            _("November"),
            _("December"),
        ),
        months_short=(
            _("Jan"),
            _("Feb"),
            _("Mar"),
            _("Apr"),
            p("month, short", "May"),
            _("Jun"),
            _("Jul"),
            _("Aug"),
            _("Sep"),
            _("Oct"),
            _("Nov"),
            _("Dec"),
        ),
        date=_("{day} {month} {year}"),
        date_and_weekday=_("{weekday} {day} {month} {year}"),
        day_and_month=_("{day} {month}"),
        day_of_month=p("day of the month", "{}"),
        days=_("{days} {month} {year}"),
        days_and_weekday=_("{weekday} {days} {month} {year}"),
        month=_("{month} {year}"),
        run=_("daily from {} to {}"),
        join=p("names in a list", ", "),
        last=p("names in a list", " and "),
    )


def date_said(day: Day, language: str) -> str:
    """Return a date: `5 March 2027`, `2027年3月5日`."""
    words, date = day_words(language), DATE[day]
    return words.date.format(year=date.year, month=words.months[date.month - 1], day=date.day)


def month_said(year: int, month: int, language: str) -> str:
    """Return a month: `March 2027`, `2027年3月`."""
    words = day_words(language)
    return words.month.format(year=year, month=words.months[month - 1])


def day_said(day: Day, language: str) -> str:
    """Return a date with its weekday: `Tuesday 2 March 2027`, `2027年3月2日（星期二）`."""
    words, date = day_words(language), DATE[day]
    return words.date_and_weekday.format(
        weekday=words.weekdays[weekday(day)], year=date.year, month=words.months[date.month - 1], day=date.day
    )


def days_said(days: Sequence[Day], language: str) -> str:
    """Return several days of one month: a run of them as `daily from … to …`, else by their numbers."""
    words = day_words(language)
    if len(days) == 1:
        return day_said(days[0], language)
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return words.run.format(day_said(days[0], language), day_said(days[-1], language))
    date = DATE[days[0]]
    *first, last = (words.day_of_month.format(DATE[day].day) for day in days)
    parts = {
        "days": f"{words.join.join(first)}{words.last}{last}",
        "month": words.months[date.month - 1],
        "year": date.year,
    }
    weekdays = {weekday(day) for day in days}
    if len(weekdays) == 1:
        return words.days_and_weekday.format(weekday=words.weekdays[weekdays.pop()], **parts)
    return words.days.format(**parts)
