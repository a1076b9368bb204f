from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest

from fmplan.dates.day import (
    DATE,
    FIRST_DAY,
    ISO,
    LAST_DAY,
    MONTH_START,
    day_of,
    month_length,
    month_number,
    weekday,
)


def test_a_day_is_a_number_that_reads_as_a_date_and_as_text() -> None:
    day = day_of(2027, 3, 1)
    assert (DATE[day], ISO[day]) == (date(2027, 3, 1), "2027-03-01")
    assert ISO[day + 31] == "2027-04-01"


def test_the_first_and_last_day_bound_the_calendar() -> None:
    assert (ISO[FIRST_DAY], ISO[LAST_DAY]) == ("1970-01-01", "2199-12-31")


def test_look_ups_keep_what_they_were_asked_for() -> None:
    day = day_of(2111, 11, 11)
    first = DATE[day]
    assert dict.__contains__(DATE, day)
    assert DATE[day] is first
    start = MONTH_START[month_number(day)]
    assert dict.get(MONTH_START, month_number(day)) == start
    assert (ISO[day], dict.get(ISO, day)) == ("2111-11-11", "2111-11-11")


def test_every_month_has_its_length_and_its_first_day() -> None:
    months = [(year, month) for year in range(1970, 2200) for month in range(1, 13)]
    assert [month_length(*month) for month in months] == [monthrange(*month)[1] for month in months]
    assert [MONTH_START[year * 12 + month - 1] for year, month in months] == [
        date(year, month, 1).toordinal() for year, month in months
    ]


def test_a_month_number_leads_back_to_the_months_first_day() -> None:
    assert ISO[MONTH_START[month_number(day_of(2027, 12, 31))]] == "2027-12-01"


def test_weekdays_count_from_monday() -> None:
    monday = date(2027, 3, 1)
    assert [weekday((monday + timedelta(n)).toordinal()) for n in range(8)] == [0, 1, 2, 3, 4, 5, 6, 0]


def test_there_is_no_30_february() -> None:
    with pytest.raises(ValueError, match="day"):
        day_of(2028, 2, 30)
