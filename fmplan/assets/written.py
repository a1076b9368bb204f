"""The scalars of a register as field types: each reads the text a person wrote, or says what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Generic, TypeVar

from msgspec import Struct

from fmplan.assets.address import Address, parse_address
from fmplan.assets.form import FirstBy, ReadBy, SlipError
from fmplan.dates.day import Day
from fmplan.dates.duration import (
    Duration,
    HoursOfDay,
    parse_area,
    parse_duration,
    parse_hours,
    parse_hours_of_day,
    parse_share,
)
from fmplan.dates.period import Period, parse_period
from fmplan.dates.placing import Placing, parse_placing
from fmplan.dates.plain import quoted
from fmplan.dates.ranges import (
    DateRange,
    YearlyRange,
    parse_date_range,
    parse_day,
    parse_day_or_month_end,
    parse_season,
)

T = TypeVar("T")


class Choice(Struct, Generic[T], frozen=True):
    """A value chosen by a fact (`by: level`) or by age (`by: age`): the options by what they are for."""

    by: str
    options: Mapping[str, T]


def _reader(parse: Callable[[str], T], code: str, what: str) -> Callable[[Any], T]:
    """Return what reads one text with `parse`; its ValueError becomes a finding of `code`."""

    def read(value: Any) -> T:
        if not isinstance(value, str):
            raise SlipError(code, f"expected {what} here: write it alone, without a list or a block")
        try:
            return parse(value)
        except ValueError as error:
            raise SlipError(code, str(error)) from None

    return read


def _choosable(read: Callable[[Any], T]) -> Callable[[Any], T | Choice[T]]:
    """Let a value be written as `{by: FACT, option: value, …}` too."""

    def read_either(value: Any) -> T | Choice[T]:
        if not isinstance(value, dict):
            return read(value)
        by = value.get("by")
        if not isinstance(by, str):
            raise SlipError(
                "bad-choice",
                "nothing says by which fact this is chosen: name it first, as in {by: level, L1: 1 day, L2: 2 days}",
            )
        options = {key: read(option) for key, option in value.items() if key != "by"}
        if not options:
            raise SlipError(
                "bad-choice",
                f"a choice by {by!r} needs at least one option: write for example {{by: {by}, L1: 1 day}}",
            )
        return Choice(by, options)

    return read_either


def _one_or_more(read: Callable[[Any], T]) -> Callable[[Any], tuple[T, ...]]:
    def read_list(value: Any) -> tuple[T, ...]:
        if isinstance(value, list):
            return tuple(read(item) for item in value)
        return (read(value),)

    return read_list


def parse_count(text: str) -> int:
    """Read a whole number from 1 to 1,000,000. Raises ValueError with what to write."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:7]) <= 1_000_000 or len(text) > 7:
        raise ValueError(f"{text!r} is not a count: write a whole number from 1, for example 3")
    return int(text)


def _year(text: str) -> int:
    if not re.fullmatch("19[7-9][0-9]|2[01][0-9]{2}", text):
        raise ValueError(f"{quoted(text)} is no year from 1970 to 2199: write for example 2027")
    return int(text)


def _days(text: str) -> int:
    if text == "0":
        return 0
    number, _, unit = text.partition(" ")
    if unit in {"day", "days"} and number == "0":
        return 0
    period = parse_period(text)
    if period.months:
        raise ValueError(f"{text!r} is counted in months here: write days, for example 5 days")
    return period.step


def _truth(text: str) -> bool:
    word = text.lower()
    if word in {"true", "yes"}:
        return True
    if word in {"false", "no"}:
        return False
    raise ValueError(f"{text!r} is neither true nor false: write true or false")


def _amount(text: str) -> float:
    try:
        amount = float(text) if text.isascii() and "_" not in text else -1.0
    except ValueError:
        amount = -1.0
    if not 0 <= amount < 1e12:
        raise ValueError(f"{text!r} is not an amount: write a number, for example 120 or 99.50")
    return amount


def _placing(value: Any) -> Placing:
    texts = value if isinstance(value, list) else [value]
    if not all(isinstance(text, str) for text in texts):
        raise SlipError("bad-placing", "expected a day, for example on: first monday, on: 15 or on: [mon, thu]")
    try:
        return parse_placing(list(texts) if isinstance(value, list) else value)
    except ValueError as error:
        raise SlipError("bad-placing", str(error)) from None


_read_period = _reader(parse_period, "bad-period", "a period such as 3 months")
_read_day = _reader(parse_day, "bad-date", "a date such as 2027-03-31")
_read_season = _reader(parse_season, "bad-season", "a season such as 04-01..10-31")
_read_count = _reader(parse_count, "bad-count", "a whole number")

PeriodText = Annotated[Period, ReadBy(_read_period)]
DayText = Annotated[Day, ReadBy(_read_day)]
MonthEndText = Annotated[
    Day,
    ReadBy(_reader(parse_day_or_month_end, "bad-date", "a date such as 2027-09-30, or a month such as 2027-09")),
]
RangeText = Annotated[
    DateRange,
    ReadBy(_reader(parse_date_range, "bad-range", "a range such as 2027-02-05..2027-02-12")),
]
DurationText = Annotated[Duration, ReadBy(_reader(parse_duration, "bad-duration", "a duration such as 1 h 30 min"))]
HoursText = Annotated[int, ReadBy(_reader(parse_hours, "bad-duration", "hours such as 40 h"))]
HoursOfDayText = Annotated[HoursOfDay, ReadBy(_reader(parse_hours_of_day, "bad-hours", "hours such as 08:30-17:30"))]
AreaText = Annotated[float, ReadBy(_reader(parse_area, "bad-area", "an area such as 3200 m2"))]
ShareText = Annotated[int, ReadBy(_reader(parse_share, "bad-share", "a share such as 50%"))]
CountText = Annotated[int, ReadBy(_read_count)]
YearText = Annotated[int, ReadBy(_reader(_year, "bad-date", "a year such as 2027"))]
DaysText = Annotated[int, ReadBy(_reader(_days, "bad-days", "a number of days such as 5 days"))]
TruthText = Annotated[bool, ReadBy(_reader(_truth, "bad-truth", "true or false"))]
AmountText = Annotated[float, ReadBy(_reader(_amount, "bad-amount", "a number"))]
PlacingText = Annotated[Any, ReadBy(_placing)]


_NAME = r"[^\W\d_][\w-]*"


class SeasonName(str):
    """The name of a range under `periods:`, to be looked up in the estate."""

    __slots__ = ()


def _season_or_name(value: Any) -> YearlyRange | SeasonName:
    """Read a range, or keep what looks like the name of one (`flood-season`) for the estate to look up."""
    if isinstance(value, str) and re.fullmatch(_NAME, value):
        return SeasonName(value)
    return _read_season(value)


def _date_or_yearly_range(value: Any) -> DateRange | YearlyRange | SeasonName:
    if isinstance(value, str) and value[:4].isdigit() and value[4:5] == "-":
        return _reader(parse_date_range, "bad-range", "a range")(value)
    return _season_or_name(value)


def _units(text: str) -> int | str:
    """Read how many units there are: a count, or the name of the fact that holds it."""
    if re.fullmatch(_NAME, text):
        return text
    try:
        return parse_count(text)
    except ValueError:
        raise ValueError(
            f"{quoted(text)} is not a number of units: write a whole number from 1, or the name of the fact "
            "that holds it, for example 40 or call_points"
        ) from None


def _part_of_many(text: str) -> int:
    share = parse_share(text)
    if not share:
        raise ValueError(f"{quoted(text)} is no part of anything: write 1% to 100%, for example 25%")
    return share


def _interval(text: str) -> int:
    """Read the time between two rounds, in whole minutes."""
    duration = parse_duration(text)
    if duration.each or duration.per_area or duration.minutes != int(duration.minutes):
        raise ValueError(f"{quoted(text)} is no time between two rounds: write whole minutes, for example 2 h")
    return int(duration.minutes)


def _round_hours(text: str) -> HoursOfDay | str:
    """Read `hours`, `day` or a range such as 08:00-22:00."""
    if text in {"hours", "day"}:
        return text
    if not any(sign.isdigit() for sign in text):
        raise ValueError(f'{quoted(text)} names no hours: write hours, day, or a range in quotes, "08:00-22:00"')
    return parse_hours_of_day(text)


UnitsText = Annotated[Any, ReadBy(_reader(_units, "bad-count", "a number of units"))]
SampleText = Annotated[int, ReadBy(_reader(_part_of_many, "bad-share", "a share such as 25%"))]
IntervalText = Annotated[int, ReadBy(_reader(_interval, "bad-duration", "a time such as 2 h"))]
RoundHoursText = Annotated[Any, ReadBy(_reader(_round_hours, "bad-hours", "hours, day or 08:00-22:00"))]
SeasonsText = Annotated[Any, ReadBy(_choosable(_one_or_more(_season_or_name)))]
YearlyText = Annotated[YearlyRange, ReadBy(_read_season)]
QuietText = Annotated[Any, ReadBy(_date_or_yearly_range)]
PeriodChoice = Annotated[Any, ReadBy(_choosable(_read_period))]
CountChoice = Annotated[Any, ReadBy(_choosable(_read_count))]


def _text_or_choice(value: Any) -> str | Choice[str]:
    return _choosable(_reader(lambda text: text, "wrong-form", "one of the named periods"))(value)


TextChoice = Annotated[Any, ReadBy(_text_or_choice)]


def _list_of_one(value: Any) -> Any:
    names = [value] if isinstance(value, str) else value
    if isinstance(names, list):
        for name in names:
            if isinstance(name, str) and ("，" in name or "、" in name):
                raise SlipError(
                    "full-width-punctuation",
                    f"{quoted(name)} holds a full-width comma of Chinese typing, so it is one name: "
                    "write an ASCII comma and a space between two names",
                )
    return names


def _as_written(what: str) -> Callable[[Any], Any]:
    def keep(value: Any) -> Any:
        if not isinstance(value, dict):
            raise SlipError("wrong-form", what)
        return value

    return keep


TasksText = Annotated[
    Any,
    ReadBy(_as_written("tasks wants a block of keys: write the id of each task below it, and its keys below that")),
]
"""The `tasks:` of an asset, kept as the Block they were read as: they are typed apart, see `assets/tasks.py`."""

MailText = Annotated[
    Any,
    ReadBy(_as_written("mail wants a block of keys: write from: below it, and a digest such as weekly:")),
]
"""The `mail:` of an estate, kept as the Block it was read as: it is typed apart, see `assets/mail.py`."""

Names = Annotated[tuple[str, ...], FirstBy(_list_of_one)]

Words = Annotated[tuple[T, ...], FirstBy(_list_of_one)]
"""A list of words out of a few: `attach: [ical, xlsx]`, or a single one."""

AddressText = Annotated[Address, ReadBy(_reader(parse_address, "bad-address", "an address such as lead@example.com"))]
Addresses = Annotated[tuple[AddressText, ...], FirstBy(_list_of_one)]


def _month_day(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:3]) <= _LAST_OF_FEBRUARY:
        raise ValueError(f"{quoted(text)} is no day of every month: write a number from 1 to {_LAST_OF_FEBRUARY}")
    return int(text)


_LAST_OF_FEBRUARY = 28

MonthDayText = Annotated[int, ReadBy(_reader(_month_day, "bad-count", f"a day of the month, 1 to {_LAST_OF_FEBRUARY}"))]


def _teams(value: Any) -> bool | tuple[str, ...]:
    """Read `true`, `false` or the ids of some teams."""
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        return tuple(_list_of_one(value))
    return _reader(_truth, "bad-truth", "true, false or a list of teams")(value)


TeamsText = Annotated[Any, ReadBy(_teams)]
