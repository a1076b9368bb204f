from __future__ import annotations

from fmplan.dates.ranges import parse_day
from fmplan.schedules.defects import between_defects, recurring_defects
from tests.schedules.factories import opened

SERIES = opened("every: 1 month").series[0]


def days(*texts: str) -> list[int]:
    return [parse_day(text) for text in texts]


def test_too_few_defects_say_nothing_of_an_asset() -> None:
    four = [("pump", day) for day in days("2027-01-01", "2027-02-01", "2027-03-01", "2027-04-01")]
    assert between_defects(four) == []
    (found,) = between_defects([*four, ("pump", parse_day("2027-05-01"))])
    assert (found.asset, found.number, found.days) == ("pump", 5, 30.0)


def test_three_in_a_year_are_one_problem() -> None:
    found = [(SERIES, day) for day in days("2026-12-31", "2027-06-01", "2027-12-30")]
    assert [one.days for one in recurring_defects(found, parse_day("2027-12-30"))] == [tuple(day for _, day in found)]
    assert recurring_defects(found, parse_day("2027-12-31")) == []
