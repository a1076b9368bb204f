from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from fmplan.dates.day import DATE, ISO, Day, day_of
from fmplan.dates.period import Period, Unit, parse_period

DAYS = st.dates(date(1970, 1, 1), date(2199, 12, 31)).map(date.toordinal)
PERIODS = st.one_of(
    st.builds(Period, st.integers(1, 800), st.just(Unit.DAY)),
    st.builds(Period, st.integers(1, 110), st.just(Unit.WEEK)),
    st.builds(Period, st.integers(1, 130), st.just(Unit.MONTH)),
    st.builds(Period, st.integers(1, 12), st.just(Unit.YEAR)),
)


def by_hand(anchor: date, period: Period, n: int) -> date:
    """Tell the nth date the way a person would, month by month from the anchor."""
    if period.unit in (Unit.DAY, Unit.WEEK):
        return anchor + timedelta(days=n * period.count * (7 if period.unit is Unit.WEEK else 1))
    months = n * period.count * (12 if period.unit is Unit.YEAR else 1)
    year, month = anchor.year, anchor.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        elif month == 0:
            year, month = year - 1, 12
    return date(year, month, min(anchor.day, monthrange(year, month)[1]))


def iso(days: list[Day]) -> list[str]:
    return [ISO[day] for day in days]


def test_a_month_step_clamps_and_comes_back() -> None:
    month = Period(1, Unit.MONTH)
    anchor = day_of(2027, 1, 31)
    assert iso([month.after(anchor, n) for n in range(1, 5)]) == [
        "2027-02-28",
        "2027-03-31",
        "2027-04-30",
        "2027-05-31",
    ]


def test_29_february_comes_back_in_leap_years_only() -> None:
    year = Period(1, Unit.YEAR)
    anchor = day_of(2096, 2, 29)
    # 2100 is divisible by four and no leap year.
    assert iso([year.after(anchor, n) for n in (1, 4, 8)]) == ["2097-02-28", "2100-02-28", "2104-02-29"]


def test_a_negative_step_leads_before_the_anchor() -> None:
    assert ISO[Period(1, Unit.MONTH).after(day_of(2027, 3, 31), -1)] == "2027-02-28"
    assert ISO[Period(15, Unit.DAY).after(day_of(2027, 1, 1), -1)] == "2026-12-17"


def test_no_month_date_drifts_from_any_anchor_day_of_a_leap_cycle_in_twenty_years() -> None:
    lengths = {(year, month): monthrange(year, month)[1] for year in range(2023, 2052) for month in range(1, 13)}
    steps = [(Period(1, Unit.MONTH), 1), (Period(3, Unit.MONTH), 3), (Period(1, Unit.YEAR), 12)]
    wrong = []
    for anchor in range(day_of(2024, 1, 1), day_of(2028, 1, 1)):
        start = DATE[anchor]
        for period, months in steps:
            for n in range(1, 240 // months + 1):
                year, month = divmod(start.year * 12 + start.month - 1 + n * months, 12)
                expected = date(year, month + 1, min(start.day, lengths[year, month + 1])).toordinal()
                if period.after(anchor, n) != expected:
                    wrong.append((start, str(period), n))
    assert wrong == []


@given(DAYS, PERIODS, st.integers(-40, 240))
def test_the_nth_date_is_the_one_reckoned_by_hand_and_by_dateutil(anchor: Day, period: Period, n: int) -> None:
    start = DATE[anchor]
    assert DATE[period.after(anchor, n)] == by_hand(start, period, n)
    delta = relativedelta(days=n * period.step, months=n * period.months)
    assert DATE[period.after(anchor, n)] == start + delta


@given(DAYS, PERIODS, st.integers(-4000, 4000))
def test_the_first_n_is_the_smallest_that_is_not_before_the_day(anchor: Day, period: Period, ahead: int) -> None:
    n = period.first_n_on_or_after(anchor, anchor + ahead)
    assert period.after(anchor, n - 1) < anchor + ahead <= period.after(anchor, n)


@given(DAYS, PERIODS, st.integers(-2000, 2000), st.integers(-5, 1500))
def test_a_grid_is_every_multiple_inside_the_range(anchor: Day, period: Period, ahead: int, length: int) -> None:
    start = anchor + ahead
    end = start + length
    # 3500 days and 33 more cover every step that can fall into the range.
    reach = range(-3600 // int(period.days) - 2, 3600 // int(period.days) + 3)
    assert period.grid(anchor, start, end) == [
        day for n in reach if start <= (day := by_hand(DATE[anchor], period, n).toordinal()) <= end
    ]


def test_a_grid_takes_both_ends() -> None:
    assert iso(Period(1, Unit.MONTH).grid(day_of(2030, 8, 31), day_of(2027, 2, 28), day_of(2027, 4, 30))) == [
        "2027-02-28",
        "2027-03-31",
        "2027-04-30",
    ]
    assert iso(Period(2, Unit.WEEK).grid(day_of(2027, 1, 4), day_of(2027, 1, 18), day_of(2027, 2, 1))) == [
        "2027-01-18",
        "2027-02-01",
    ]


def test_a_grid_is_the_callers_own() -> None:
    year = Period(1, Unit.YEAR)
    anchor, end = day_of(2027, 5, 5), day_of(2028, 12, 31)
    year.grid(anchor, anchor, end).clear()
    assert iso(year.grid(anchor, anchor, end)) == ["2027-05-05", "2028-05-05"]


@given(DAYS, PERIODS, st.integers(0, 1500), st.integers(0, 1500))
def test_two_ranges_side_by_side_give_the_grid_of_both(anchor: Day, period: Period, first: int, second: int) -> None:
    start, middle, end = anchor, anchor + first, anchor + first + second
    assert period.grid(anchor, start, end) == (
        period.grid(anchor, start, middle) + period.grid(anchor, middle + 1, end)
    )


@pytest.mark.parametrize(
    ("text", "days", "half", "whole_weeks", "months", "step"),
    [
        ("15 days", 15, 7, False, 0, 15),
        ("14 days", 14, 7, True, 0, 14),
        ("2 weeks", 14, 7, True, 0, 14),
        ("1 month", 30.4375, 15, False, 1, 0),
        ("3 months", 91.3125, 45, False, 3, 0),
        ("1 year", 365.25, 182, False, 12, 0),
    ],
)
def test_a_period_knows_its_measures(
    text: str, days: float, half: int, whole_weeks: bool, months: int, step: int
) -> None:
    period = parse_period(text)
    assert (period.days, period.half, period.whole_weeks, period.months, period.step) == (
        days,
        half,
        whole_weeks,
        months,
        step,
    )


@pytest.mark.parametrize("text", ["1 day", "15 days", "2 weeks", "3 months", "1 year", "100 years", "36525 days"])
def test_a_period_is_written_as_it_was_read(text: str) -> None:
    assert str(parse_period(text)) == text


def test_singular_and_plural_mean_the_same() -> None:
    assert parse_period("3 month") == parse_period("3 months") == Period(3, Unit.MONTH)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "12 monhts",
            "unknown unit 'monhts' in '12 monhts': write a number and a unit, for example 12 months",
        ),
        ("1 yaer", "unknown unit 'yaer' in '1 yaer': write a number and a unit, for example 1 year"),
        ("3个月", "unknown unit '个月' in '3个月': write a number and a unit, for example 3 months"),
        ("15 Days", "unknown unit 'Days' in '15 Days': write a number and a unit, for example 15 days"),
        ("8 hours", "'8 hours' is shorter than a day: write days, weeks, months or years, for example 1 day"),
        ("１５ days", "'１５ days' has full-width or typographic signs: write plain ones, '15 days'"),
        ("0 days", "'0 days' is less than a day: write a period of at least 1 day, for example 15 days"),
        (
            "-3 months",
            "'-3 months' is less than a day: write a period of at least 1 day, for example 15 days",
        ),
        ("101 years", "'101 years' is more than 100 years: write a shorter period, for example 10 years"),
        ("1201 months", "'1201 months' is more than 100 years: write a shorter period, for example 10 years"),
        ("36526 days", "'36526 days' is more than 100 years: write a shorter period, for example 10 years"),
        ("1.5 years", "'1.5 years' is no whole number of years: write a whole one, for example 18 months"),
        ("15days", "no space in '15days': write '15 days'"),
        ("monthly", "cannot read 'monthly' as a period: write a number and a unit, for example 15 days"),
        ("", "cannot read '' as a period: write a number and a unit, for example 15 days"),
    ],
)
def test_what_is_no_period_is_told_with_what_to_write(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        parse_period(text)


def test_a_number_of_thousands_of_digits_is_refused_like_any_absurd_one() -> None:
    with pytest.raises(ValueError, match="is more than 100 years"):
        parse_period("9" * 10_000 + " days")


def test_no_days_pass_only_where_a_freedom_is_meant() -> None:
    assert parse_period("0 days", zero=True) == Period(0, Unit.DAY)
    with pytest.raises(ValueError, match="less than a day"):
        parse_period("-1 days", zero=True)


@given(st.text() | st.from_regex(r"[+-]?[0-9０-９.,]{0,6} {0,2}(days?|monht|months?|YEARS|h|月)?", fullmatch=True))
def test_any_text_is_a_period_or_a_message(text: str) -> None:
    written = re.fullmatch(r"\+?([0-9]+) +(day|week|month|year)s?", text)
    if written and 0 < int(written[1]) <= 100:
        assert parse_period(text) == Period(int(written[1]), Unit(written[2]))
    elif not written:
        with pytest.raises(ValueError, match="write"):
            parse_period(text)
