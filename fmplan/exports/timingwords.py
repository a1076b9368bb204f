"""When a task is due, in a language: `every 14 days`, `每14天`; what the register writes is read the same way."""

from __future__ import annotations

from functools import cache
from typing import assert_never

from msgspec import Struct

from fmplan.dates.duration import Duration
from fmplan.dates.period import Period, Unit
from fmplan.dates.placing import DayOfMonth, DaysOfYear, NthWeekday, Placing, Weekdays
from fmplan.exports.catalogue import Counted, messages
from fmplan.schedules.task import (
    After,
    Ages,
    Before,
    ByAge,
    CalendarPeriod,
    Dates,
    Event,
    Every,
    Meter,
    OncePer,
    Recurrence,
    Timing,
)


class TimingWords(Struct, frozen=True):
    """What one language says; the forms take their parts by name where there are several."""

    units: dict[Unit, Counted]
    calendar: dict[CalendarPeriod, str]
    weekdays: tuple[str, ...]
    weekdays_short: tuple[str, ...]
    nth: dict[int, str]
    last_day: str
    day: str
    every: str
    every_one: dict[Unit, str]
    weekly: str
    weekly_days: tuple[str, ...]
    weekly_join: str
    monthly: str
    once_per: str
    times_per: str
    on: str
    from_age: str
    at_ages: str
    then_every: str
    except_years: str
    counted_from: str
    ages_of: dict[str, str]
    rrule: str
    dates: Counted
    meter: str
    event: str
    after: str
    before: str
    join: str
    each: str
    per_area: str
    hours: str
    minutes: str
    hours_and_minutes: str


def timing_said(timing: Timing, language: str) -> str:
    """Return when a task is due: `every 3 months on 15`, `每3个月，15日`."""
    words = timing_words(language)
    match timing:
        case Every(period=Period(count=1, unit=Unit.WEEK), on=Weekdays(weekdays=weekdays)):
            return words.weekly.format(words.weekly_join.join(words.weekly_days[number] for number in weekdays))
        case Every(period=Period(count=1, unit=Unit.MONTH), on=DayOfMonth() as on):
            return words.monthly.format(placing_said(on, language))
        case Every(period=period, on=on):
            return _on(every_said(period, language), on, language)
        case OncePer(period=period, count=1, on=on):
            return _on(words.once_per.format(words.calendar[period]), on, language)
        case OncePer(period=period, count=count, on=on):
            return _on(words.times_per.format(count=count, period=words.calendar[period]), on, language)
        case Ages():
            return _ages(timing, language)
        case Recurrence(text=text):
            return words.rrule.format(text)
        case Dates(days=days):
            return words.dates.of(len(days))
        case Meter(of=of, every=every, unit=unit):
            return words.meter.format(of=of, every=every, unit=unit)
        case Event(name=name, within=within):
            return words.event.format(within=period_said(within, language), name=name)
        case After(task=task, within=within):
            return words.after.format(within=period_said(within, language), task=task)
        case Before(by=by, task=task, holiday=holiday):
            return words.before.format(by=period_said(by, language), what=task or holiday)
    assert_never(timing)


def every_said(period: Period | ByAge, language: str) -> str:
    """Return how often something comes: `every 1 day`, `每天`."""
    words = timing_words(language)
    if isinstance(period, Period) and period.count == 1:
        return words.every_one[period.unit]
    return words.every.format(period_said(period, language))


def period_said(period: Period | ByAge, language: str) -> str:
    """Return a period, or several by age: `15 days`, `from age 10 years: 6 months, 1 year`."""
    words = timing_words(language)
    if isinstance(period, Period):
        return words.units[period.unit].of(period.count, str(period.count))
    return words.join.join(
        words.from_age.format(age=period_said(age, language), period=period_said(one, language))
        if age
        else period_said(one, language)
        for age, one in period.steps
    )


def placing_said(placing: Placing, language: str) -> str:
    """Return which days of its period a task takes: `first monday`, `mon, thu`, `last day`, `03-15`."""
    words = timing_words(language)
    match placing:
        case NthWeekday(nth=nth, weekday=weekday):
            return words.nth[nth].format(words.weekdays[weekday])
        case DayOfMonth(day=31):
            return words.last_day
        case DayOfMonth(day=day):
            return words.day.format(day)
        case Weekdays(weekdays=weekdays):
            return words.join.join(words.weekdays_short[number] for number in weekdays)
        case DaysOfYear():
            return str(placing)
    assert_never(placing)


def duration_said(duration: Duration, language: str) -> str:
    """Return how long work takes, as the register says it: once, for each of many, or by area."""
    words = timing_words(language)
    hours, minutes = divmod(duration.minutes, 60)
    if hours and minutes:
        text = words.hours_and_minutes.format(f"{hours:g}", f"{minutes:g}")
    else:
        text = words.hours.format(f"{hours:g}") if hours else words.minutes.format(f"{minutes:g}")
    if duration.each:
        return words.each.format(text)
    return words.per_area.format(time=text, area=f"{duration.per_area:g}") if duration.per_area else text


def _on(text: str, on: Placing | None, language: str) -> str:
    return timing_words(language).on.format(text, placing_said(on, language)) if on else text


def _ages(timing: Ages, language: str) -> str:
    words = timing_words(language)
    at = words.join.join(period_said(one, language) for one in timing.at)
    parts = [words.at_ages.format(at)] if at else []
    if timing.then:
        then = timing.then
        parts.append(words.then_every.format(period_said(then, language)) if parts else every_said(then, language))
    parts += [words.except_years.format(timing.except_years_of)] if timing.except_years_of else []
    return words.counted_from.format(words.join.join(parts), words.ages_of.get(timing.of, timing.of))


@cache
def timing_words(language: str) -> TimingWords:
    """Return the words of a language; English for one that has none here."""
    said = messages(language)
    _, p = said.gettext, said.pgettext
    return TimingWords(
        units={
            Unit.DAY: Counted(said, "1 day", "{} days"),
            Unit.WEEK: Counted(said, "1 week", "{} weeks"),
            Unit.MONTH: Counted(said, "1 month", "{} months"),
            Unit.YEAR: Counted(said, "1 year", "{} years"),
        },
        calendar={
            CalendarPeriod.WEEK: p("calendar period", "week"),
            CalendarPeriod.HALF_MONTH: p("calendar period", "half-month"),
            CalendarPeriod.MONTH: p("calendar period", "month"),
            CalendarPeriod.TWO_MONTHS: p("calendar period", "2 months"),
            CalendarPeriod.QUARTER: p("calendar period", "quarter"),
            CalendarPeriod.HALF_YEAR: p("calendar period", "half-year"),
            CalendarPeriod.YEAR: p("calendar period", "year"),
            CalendarPeriod.SEASON: p("calendar period", "season"),
        },
        weekdays=(
            p("rule", "monday"),
            p("rule", "tuesday"),
            p("rule", "wednesday"),
            p("rule", "thursday"),
            p("rule", "friday"),
            p("rule", "saturday"),
            p("rule", "sunday"),
        ),
        weekdays_short=(
            p("rule", "mon"),
            p("rule", "tue"),
            p("rule", "wed"),
            p("rule", "thu"),
            p("rule", "fri"),
            p("rule", "sat"),
            p("rule", "sun"),
        ),
        nth={
            1: p("rule", "first {}"),
            2: p("rule", "second {}"),
            3: p("rule", "third {}"),
            4: p("rule", "fourth {}"),
            5: p("rule", "fifth {}"),
            -1: p("rule", "last {}"),
        },
        last_day=p("rule", "last day"),
        day=p("rule", "{}"),
        every=p("rule", "every {}"),
        every_one={
            Unit.DAY: p("rule", "every 1 day"),
            Unit.WEEK: p("rule", "every 1 week"),
            Unit.MONTH: p("rule", "every 1 month"),
            Unit.YEAR: p("rule", "every 1 year"),
        },
        weekly=p("rule", "every 1 week on {}"),
        weekly_days=(
            p("rule, weekly", "mon"),
            p("rule, weekly", "tue"),
            p("rule, weekly", "wed"),
            p("rule, weekly", "thu"),
            p("rule, weekly", "fri"),
            p("rule, weekly", "sat"),
            p("rule, weekly", "sun"),
        ),
        weekly_join=p("rule, weekly", ", "),
        monthly=p("rule", "every 1 month on {}"),
        once_per=p("rule", "once per {}"),
        times_per=p("rule", "{count} times per {period}"),
        on=p("rule", "{} on {}"),
        from_age=p("rule", "from age {age}: {period}"),
        at_ages=p("rule", "at age {}"),
        then_every=p("rule", "then every {}"),
        except_years=p("rule", "but in the years of {}"),
        counted_from=p("rule", "{} ({})"),
        ages_of={"in_service": p("rule", "in_service"), "manufactured": p("rule", "manufactured")},
        rrule=p("rule", "rrule {}"),
        dates=Counted(said, "1 date", "{} dates", "rule"),
        meter=p("rule", "every {every} {unit} of {of}"),
        event=p("rule", "within {within} of {name}"),
        after=p("rule", "within {within} after {task}"),
        before=p("rule", "{by} before {what}"),
        join=p("rule", ", "),
        each=p("duration", "{} each"),
        per_area=p("duration", "{time} per {area} m2"),
        hours=p("duration", "{} h"),
        minutes=p("duration", "{} min"),
        hours_and_minutes=p("duration", "{} h {} min"),
    )
