from __future__ import annotations

import pytest

from fmplan.dates.day import DATE
from fmplan.dates.ranges import parse_day
from fmplan.exports.workbook.weeks import iso_week, months_of, parts_of, weeks_of
from tests.exports.registers import a_range


@pytest.mark.parametrize(
    ("days", "first", "last", "number"),
    [
        ("2026-01-01..2026-12-31", 1, 53, 53),
        ("2027-01-01..2027-12-31", 53, 52, 53),
        ("2024-01-01..2024-12-31", 1, 1, 53),
        ("2012-01-01..2012-12-31", 52, 1, 54),
        ("2027-03-01..2027-03-28", 9, 12, 4),
        ("2027-03-03", 9, 9, 1),
    ],
)
def test_every_week_that_has_days_in_the_range_is_a_column(days: str, first: int, last: int, number: int) -> None:
    days = days if ".." in days else f"{days}..{days}"
    weeks = weeks_of(a_range(days))
    assert (weeks[0].number, weeks[-1].number, len(weeks)) == (first, last, number)
    assert {DATE[week.monday].weekday() for week in weeks} == {0}


def test_months_stand_over_all_weeks_of_a_year_and_none_belongs_to_another() -> None:
    months = list(months_of(weeks_of(a_range("2027-01-01..2027-12-31"))))
    assert [(year, month) for year, month, _, _ in months] == [(2027, month) for month in range(1, 13)]
    assert [last - first + 1 for _, _, first, last in months] == [5, 4, 4, 5, 4, 4, 5, 4, 5, 4, 4, 5]


def test_a_week_cut_by_the_range_has_only_the_days_inside() -> None:
    range_ = a_range("2027-01-01..2027-12-31")
    first, *_, last = weeks_of(range_)
    assert (len(first.days_in(range_)), len(last.days_in(range_))) == (3, 5)


def test_a_long_range_is_shown_by_calendar_years() -> None:
    parts = parts_of(a_range("2026-11-15..2028-02-01"))
    assert [str(part) for part in parts] == [
        "2026-11-15..2026-12-31",
        "2027-01-01..2027-12-31",
        "2028-01-01..2028-02-01",
    ]
    assert len(parts_of(a_range("2027-01-01..2028-01-02"))) == 1


def test_the_year_of_a_week_is_that_of_its_thursday() -> None:
    assert iso_week(parse_day("2026-12-28")) == "2026-W53"
    assert iso_week(parse_day("2024-12-30")) == "2025-W01"
