from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmplan.dates.day import DATE, ISO, Day, day_of
from fmplan.dates.placing import DayOfMonth, DaysOfYear, NthWeekday, Placing, Weekdays, parse_placing

PLACINGS = st.one_of(
    st.builds(NthWeekday, st.sampled_from([1, 2, 3, 4, 5, -1]), st.integers(0, 6)),
    st.builds(DayOfMonth, st.integers(1, 31)),
    st.builds(Weekdays, st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))),
    st.builds(
        DaysOfYear,
        st.sets(st.dates(date(2028, 1, 1), date(2028, 12, 31)), min_size=1, max_size=4).map(
            lambda days: tuple(sorted((day.month, day.day) for day in days))
        ),
    ),
)


def allows(placing: Placing, day: date) -> bool:
    """Tell it the slow way, from the words of the register."""
    length = monthrange(day.year, day.month)[1]
    match placing:
        case NthWeekday(-1, weekday):
            return day.weekday() == weekday and day.day + 7 > length
        case NthWeekday(nth, weekday):
            return day.weekday() == weekday and (day.day + 6) // 7 == nth
        case DayOfMonth(number):
            return day.day == number or (number > length and day.day == length)
        case Weekdays(weekdays):
            return day.weekday() in weekdays
        case DaysOfYear(days):
            leap_day_moves = length == 28 and (day.month, day.day) == (2, 28) and (2, 29) in days
            return (day.month, day.day) in days or leap_day_moves


def iso(days: list[Day]) -> list[str]:
    return [ISO[day] for day in days]


@pytest.mark.parametrize(
    ("written", "placing"),
    [
        ("first monday", NthWeekday(1, 0)),
        ("fifth sunday", NthWeekday(5, 6)),
        ("last fri", NthWeekday(-1, 4)),
        ("Last Friday", NthWeekday(-1, 4)),
        ("15", DayOfMonth(15)),
        ("31", DayOfMonth(31)),
        ("last day", DayOfMonth(31)),
        ("mon", Weekdays((0,))),
        (["thu", "mon", "Monday"], Weekdays((0, 3))),
        (["09-15", "03-15"], DaysOfYear(((3, 15), (9, 15)))),
        ("02-29", DaysOfYear(((2, 29),))),
    ],
)
def test_each_way_of_placing_is_read(written: str | list[str], placing: Placing) -> None:
    assert parse_placing(written) == placing


@pytest.mark.parametrize("text", ["first monday", "fifth sunday", "last friday", "15", "last day", "mon", "03-15"])
def test_a_placing_is_written_as_it_was_read(text: str) -> None:
    assert str(parse_placing(text)) == text


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (
            "sixth monday",
            "cannot read 'sixth monday' as a place in the period: write for example first monday",
        ),
        ("first mooonday", "unknown day of the week 'mooonday' in 'first mooonday': write for example first"),
        ("0", "there is no day '0' in a month: write 1 to 31, or last day"),
        ("32", "there is no day '32' in a month: write 1 to 31, or last day"),
        ("１５", "'１５' has full-width or typographic signs: write plain ones, '15'"),
        (["02-30"], "there is no day 02-30 in '02-30': February has the days 01 to 29, so write"),
        ([], "an empty list places nothing: write for example first monday"),
        (
            ["mon", "03-15"],
            "cannot read '03-15' in this list: a list is either of days of the week, [mon, thu]",
        ),
        (["1", "15"], "cannot read '1' in this list: a list is either of days of the week, [mon, thu]"),
    ],
)
def test_what_places_nothing_is_told_with_what_to_write(written: str | list[str], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        parse_placing(written)


def test_a_month_without_a_fifth_monday_has_none() -> None:
    fifth = parse_placing("fifth monday")
    assert iso(fifth.in_month(2027, 2)) == []
    assert iso(fifth.in_year(2027)) == ["2027-03-29", "2027-05-31", "2027-08-30", "2027-11-29"]


def test_the_31st_is_the_last_day_of_a_shorter_month() -> None:
    assert iso(DayOfMonth(31).in_range(day_of(2028, 1, 31), day_of(2028, 4, 30))) == [
        "2028-01-31",
        "2028-02-29",
        "2028-03-31",
        "2028-04-30",
    ]


def test_29_february_is_the_28th_in_common_years_and_only_once() -> None:
    assert iso(DaysOfYear(((2, 28), (2, 29))).in_range(day_of(2027, 1, 1), day_of(2028, 12, 31))) == [
        "2027-02-28",
        "2028-02-28",
        "2028-02-29",
    ]


def test_days_of_the_week_in_a_range() -> None:
    assert iso(parse_placing(["mon", "thu"]).in_range(day_of(2026, 12, 31), day_of(2027, 1, 7))) == [
        "2026-12-31",
        "2027-01-04",
        "2027-01-07",
    ]


@given(PLACINGS, st.dates(date(1970, 1, 1), date(2198, 1, 1)), st.integers(-3, 700))
def test_a_range_holds_the_days_that_a_scan_finds(placing: Placing, start: date, length: int) -> None:
    first = start.toordinal()
    scanned = [day for day in range(first, first + length + 1) if allows(placing, DATE[day])]
    assert placing.in_range(first, first + length) == scanned


@given(PLACINGS, st.integers(1970, 2199))
def test_a_year_is_its_months(placing: Placing, year: int) -> None:
    days = placing.in_year(year)
    assert days == [day for month in range(1, 13) for day in placing.in_month(year, month)]
    assert days == [day for day in range(day_of(year, 1, 1), day_of(year, 12, 31) + 1) if allows(placing, DATE[day])]
