from __future__ import annotations

import pytest
import typer

from fmplan.cli.days import calendar_year, day_option, feed_window, four_hundred_days, four_weeks, range_of
from fmplan.cli.options import Days
from fmplan.dates.day import FIRST_DAY
from fmplan.dates.ranges import parse_day

TODAY = parse_day("2027-03-01")


def of(days: Days) -> str:
    return str(range_of(days, TODAY, four_weeks))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (Days(), "2027-03-01..2027-03-28"),
        (Days(from_="2027-02-05", to="2027-02-12"), "2027-02-05..2027-02-12"),
        (Days(from_="2027-02-05", to="2027-02-05"), "2027-02-05"),
        (Days(from_="2027-02-05"), "2027-02-05..2027-03-04"),
        (Days(to="2027-03-02"), "2027-03-01..2027-03-02"),
        (Days(year="2028"), "2028-01-01..2028-12-31"),
        (Days(month="2028-02"), "2028-02-01..2028-02-29"),
        (Days(week="2027-W09"), "2027-03-01..2027-03-07"),
        (Days(week="2026-W53"), "2026-12-28..2027-01-03"),
        (Days(weeks=1), "2027-03-01..2027-03-07"),
        (Days(from_="2100-01-01", to="2199-12-31"), "2100-01-01..2199-12-31"),
    ],
)
def test_options_name_a_range_with_both_its_ends(days: Days, expected: str) -> None:
    assert of(days) == expected


def test_without_options_each_command_has_its_own_range() -> None:
    assert str(calendar_year(TODAY)) == "2027-01-01..2027-12-31"
    assert str(four_hundred_days(TODAY)) == "2027-03-01..2028-04-03"
    assert str(feed_window(TODAY)) == "2026-12-31..2028-04-04"
    assert str(feed_window(FIRST_DAY)).startswith("1970-01-01..")


@pytest.mark.parametrize(
    ("days", "message"),
    [
        (Days(year="2027", month="2027-03"), "--year and --month each say which days: keep one of them."),
        (Days(to="2027-03-31", weeks=2), "--from and --to and --weeks each say which days: keep one of them."),
        (Days(from_="2027-03-02", to="2027-03-01"), "the last day, 2027-03-01, lies before the first day, 2027-03-02."),
        (Days(to="2027-02-28"), "the last day, 2027-02-28, lies before today, 2027-03-01."),
        (Days(from_="1969-12-31"), "1970"),
        (Days(year="27"), "write a year from 1970 to 2199, for example 2027; '27' is none."),
        (Days(year="2200"), "write a year from 1970 to 2199"),
        (Days(month="2027-13"), "write year and month, for example 2027-03; '2027-13' is none."),
        (Days(week="2027-W53"), "write a year and its week, 01 to 52 or 53, as 2027-W09; '2027-W53' is none."),
        (Days(week="2027-09"), "write a year and its week"),
        (Days(weeks=10**9), "a range is at most 100 years long."),
        (Days(from_="2000-01-01", to="2150-01-01"), "is longer than 100 years."),
        (Days(from_="2199-12-20"), "is not inside 1970-01-01..2199-12-31."),
    ],
)
def test_a_contradiction_is_wrong_usage(days: Days, message: str) -> None:
    with pytest.raises(typer.BadParameter) as caught:
        of(days)
    assert message in caught.value.message


def test_a_day_that_is_none_is_wrong_usage() -> None:
    with pytest.raises(typer.BadParameter):
        day_option("2027-02-30", "--from")
