from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmplan.dates.day import DATE, FIRST_DAY, ISO, LAST_DAY, Day, day_of
from fmplan.dates.ranges import (
    DateRange,
    Season,
    YearlyRange,
    parse_date_range,
    parse_day,
    parse_day_or_month_end,
    parse_month_day,
    parse_season,
)

DAYS = st.dates(date(1972, 1, 1), date(2196, 12, 31)).map(date.toordinal)
# A leap year gives 29 February as an end too; the days around it are worth more tries.
MONTH_DAYS = st.one_of(
    st.dates(date(2028, 1, 1), date(2028, 12, 31)),
    st.sampled_from([date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1), date(2028, 1, 1), date(2028, 12, 31)]),
).map(lambda day: (day.month, day.day))
SEASONS = st.lists(st.builds(YearlyRange, MONTH_DAYS, MONTH_DAYS), min_size=1, max_size=3).map(
    lambda ranges: Season(tuple(ranges))
)


def season(*texts: str) -> Season:
    return Season(tuple(parse_season(text) for text in texts))


def span(text: str) -> tuple[Day, Day]:
    written = parse_date_range(text)
    return written.start, written.end


def windows(one: Season, text: str) -> list[str]:
    return [str(window) for window in one.windows(*span(text))]


def in_season(one: Season, day: Day) -> bool:
    """Tell it the slow way, by comparing months and days as a reader of the register does."""
    md = (DATE[day].month, DATE[day].day)
    for yearly in one.ranges:
        end = (2, 29) if yearly.end == (2, 28) else yearly.end
        reached, passed = yearly.start <= md, md > end
        wraps = yearly.end < yearly.start
        if (reached or not passed) if wraps else (reached and not passed):
            return True
    return False


def test_a_range_holds_both_its_ends() -> None:
    week = DateRange(day_of(2027, 2, 5), day_of(2027, 2, 12))
    assert [day_of(2027, 2, n) in week for n in (4, 5, 12, 13)] == [False, True, True, False]
    assert week.days == 8


def test_a_range_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="cannot end on 2027-02-04, before its start on 2027-02-05"):
        DateRange(day_of(2027, 2, 5), day_of(2027, 2, 4))


@pytest.mark.parametrize("text", ["2027-02-05..2027-02-12", "2027-02-05"])
def test_a_range_is_written_as_it_was_read(text: str) -> None:
    assert str(parse_date_range(text)) == text


def test_a_mark_that_prints_only_a_month_means_its_last_day() -> None:
    assert [ISO[parse_day_or_month_end(text)] for text in ("2027-09", "2028-02", "2027-02", "2027-03-15")] == [
        "2027-09-30",
        "2028-02-29",
        "2027-02-28",
        "2027-03-15",
    ]


def test_the_first_and_the_last_day_can_be_written() -> None:
    assert (parse_day("1970-01-01"), parse_day("2199-12-31")) == (FIRST_DAY, LAST_DAY)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "2027-02-30",
            "there is no '2027-02-30': February 2027 has the days 01 to 28, so write for example 2027-02-28",
        ),
        (
            "2027-13-01",
            "there is no month 13 in '2027-13-01': write a month from 01 to 12, for example 2027-09",
        ),
        (
            "1969-12-31",
            "'1969-12-31' is outside the years 1970 to 2199: write a year among these, for example 2027",
        ),
        (
            "2200-01-01",
            "'2200-01-01' is outside the years 1970 to 2199: write a year among these, for example 2027",
        ),
        ("2027-3-1", "cannot read '2027-3-1' as a date: write it as 2027-03-01"),
        ("2027/03/01", "cannot read '2027/03/01' as a date: write it as 2027-03-01"),
        (
            "２０２７-03-01",
            "'２０２７-03-01' has full-width or typographic signs: write plain ones, '2027-03-01'",
        ),
    ],
)
def test_what_is_no_date_is_told_with_what_to_write(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        parse_day(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "2027-02-12..2027-02-05",
            ("'2027-02-12..2027-02-05' ends before it starts: write the earlier date first, 2027-02-05..2027-02-12"),
        ),
        (
            "2027-02",
            (
                "cannot read '2027-02' as dates: write one date or two with two dots between, "
                "for example 2027-02-05..2027-02-12"
            ),
        ),
        (
            "2027-02-05..",
            (
                "cannot read '2027-02-05..' as dates: write one date or two with two dots between, "
                "for example 2027-02-05..2027-02-12"
            ),
        ),
        (
            "2027-02-05..2027-02-30",
            "there is no '2027-02-30': February 2027 has the days 01 to 28, so write for example 2027-02-28",
        ),
    ],
)
def test_what_is_no_range_is_told_with_what_to_write(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        parse_date_range(text)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("04-01..10-31", "04-01..10-31"),
        ("05..09", "05-01..09-30"),
        ("11..02", "11-01..02-28"),
        ("11..11", "11-01..11-30"),
        ("02-29..03-15", "02-29..03-15"),
    ],
)
def test_a_season_is_days_or_whole_months(text: str, ends: str) -> None:
    assert str(parse_season(text)) == ends


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "02-30..03-31",
            ("there is no day 02-30 in '02-30..03-31': February has the days 01 to 29, so write for example 02-29"),
        ),
        ("05..13", "there is no month 13 in '05..13': write 01 to 12, for example 09-15"),
        (
            "05..09-30",
            (
                "'05..09-30' has a day at one end only: write both, for example 04-01..10-31, "
                "or none, for example 05..09"
            ),
        ),
        (
            "summer",
            (
                "cannot read 'summer' as days of every year: write month-day twice with two dots between, "
                "for example 04-01..10-31, or months, for example 05..09"
            ),
        ),
        ("０５..０９", "'０５..０９' has full-width or typographic signs: write plain ones, '05..09'"),
    ],
)
def test_what_is_no_season_is_told_with_what_to_write(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        parse_season(text)


def test_a_day_of_every_year_may_be_29_february_and_not_the_30th() -> None:
    assert parse_month_day("02-29") == (2, 29)
    with pytest.raises(ValueError, match="there is no day 02-30"):
        parse_month_day("02-30")
    with pytest.raises(ValueError, match="write month-day, for example 03-15"):
        parse_month_day("15")


def test_a_season_that_wraps_the_year_is_one_window() -> None:
    winter = season("11-15..03-15")
    assert windows(winter, "2027-01-01..2027-12-31") == ["2026-11-15..2027-03-15", "2027-11-15..2028-03-15"]


def test_what_ends_on_28_february_ends_with_february() -> None:
    winter = season("12-01..02-28")
    assert windows(winter, "2027-12-01..2028-12-01") == ["2027-12-01..2028-02-29", "2028-12-01..2029-02-28"]


def test_an_end_on_29_february_is_the_28th_in_common_years() -> None:
    assert windows(season("02-01..02-29"), "2027-01-01..2028-12-31") == [
        "2027-02-01..2027-02-28",
        "2028-02-01..2028-02-29",
    ]


def test_a_season_of_29_february_alone_waits_for_leap_years() -> None:
    leap_day = season("02-29..02-29")
    found = leap_day.first_on_or_after(day_of(2096, 3, 1))
    # 2100 is no leap year.
    assert found is not None
    assert ISO[found] == "2104-02-29"


def test_ranges_that_touch_or_overlap_are_one_window() -> None:
    assert windows(season("04..05", "06..06", "06-20..07-10"), "2027-01-01..2027-12-31") == ["2027-04-01..2027-07-10"]


@pytest.mark.parametrize(
    "texts", [("01..12",), ("01-01..12-31",), ("07..06",), ("03-01..02-28",), ("10..03", "04..09")]
)
def test_a_season_without_a_gap_has_one_window_a_calendar_year(texts: tuple[str, ...]) -> None:
    assert windows(season(*texts), "2027-06-01..2028-06-01") == [
        "2027-01-01..2027-12-31",
        "2028-01-01..2028-12-31",
    ]


def test_windows_are_whole_and_those_that_only_touch_an_end_count() -> None:
    spring = season("03..05")
    assert windows(spring, "2027-05-31..2028-03-01") == ["2027-03-01..2027-05-31", "2028-03-01..2028-05-31"]
    assert windows(spring, "2027-06-01..2028-02-29") == []


def test_the_days_of_a_year_are_those_of_the_calendar_year() -> None:
    assert [ISO[day] for day in season("12-30..01-02").days_of(2027)] == [
        "2027-01-01",
        "2027-01-02",
        "2027-12-30",
        "2027-12-31",
    ]


def test_no_ranges_hold_no_day() -> None:
    never = Season(())
    today = day_of(2027, 3, 1)
    assert (never.holds(today), never.first_on_or_after(today), never.last_on_or_before(today)) == (
        False,
        None,
        None,
    )
    assert (never.days_of(2027), never.windows(today, today + 400)) == ([], [])


def test_beyond_the_last_and_before_the_first_day_nothing_opens() -> None:
    spring, autumn = season("03..05"), season("09..11")
    assert spring.first_on_or_after(day_of(2199, 6, 1)) is None
    assert autumn.last_on_or_before(day_of(1970, 8, 31)) is None
    assert season("12..02").last_on_or_before(FIRST_DAY) == FIRST_DAY


def test_a_window_across_the_calendars_bounds_is_whole() -> None:
    winter = season("10..12", "01..03")
    assert windows(winter, "1970-01-01..1970-01-01") == ["1969-10-01..1970-03-31"]
    assert windows(winter, "2199-12-31..2199-12-31") == ["2199-10-01..2200-03-31"]


def test_equal_seasons_are_equal() -> None:
    assert season("04..05") == season("04-01..05-31")
    assert len({season("04..05"), season("04-01..05-31"), season("04..06")}) == 2


@given(SEASONS, DAYS)
def test_the_next_and_the_last_day_in_season_are_those_a_scan_finds(one: Season, day: Day) -> None:
    assert one.holds(day) == in_season(one, day)
    # Eight years and a bit: the longest wait there is, for 29 February around 2100.
    ahead = range(day, min(day + 2930, LAST_DAY + 1))
    back = range(day, max(day - 2930, FIRST_DAY - 1), -1)
    assert one.first_on_or_after(day) == next((n for n in ahead if in_season(one, n)), None)
    assert one.last_on_or_before(day) == next((n for n in back if in_season(one, n)), None)


@given(SEASONS, st.integers(1971, 2198))
def test_windows_and_days_of_a_year_hold_just_the_days_in_season(one: Season, year: int) -> None:
    first, last = day_of(year, 1, 1), day_of(year, 12, 31)
    scanned = [day for day in range(first, last + 1) if in_season(one, day)]
    assert one.days_of(year) == scanned
    found = one.windows(first, last)
    assert [day for day in range(first, last + 1) if any(day in window for window in found)] == scanned
    if len(scanned) < last - first + 1:
        assert not any(in_season(one, window.start - 1) or in_season(one, window.end + 1) for window in found)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2027-6-4", "2027-06-04"),
        ("20270604", "2027-06-04"),
        ("2027年6月4日", "2027-06-04"),
        ("2027/6/4", "2027-06-04"),
        ("25/12/2027", "2027-12-25"),
        ("12/25/2027", "2027-12-25"),
        ("4.6.2027", "2027-06-04"),
    ],
)
def test_a_date_in_another_form_is_told_as_it_is_to_be_written(text: str, meant: str) -> None:
    with pytest.raises(ValueError, match=f"write it as {meant}$"):
        parse_day(text)


@pytest.mark.parametrize("text", ["4/6/2027", "2027/2/30", "2027/13/1", "9999/1/1", "27-06-04", "2027-06"])
def test_a_date_that_may_be_several_days_or_none_is_not_guessed(text: str) -> None:
    with pytest.raises(ValueError, match=r"for example 2027-03-31$"):
        parse_day(text)


@pytest.mark.parametrize(
    "text",
    [
        "2027-06-04 - 2027-06-08",
        "2027-06-04 to 2027-06-08",
        "2027/6/4～2027/6/8",
        "2027-06-04至2027-06-08",
        "2027-06-04…2027-06-08",
    ],
)
def test_a_range_with_another_sign_between_is_told_as_it_is_to_be_written(text: str) -> None:
    with pytest.raises(ValueError, match=r" 2027-06-04\.\.2027-06-08$"):
        parse_date_range(text)
