"""Caps where the rule had older forms: the form that holds a day says whether there was a cap by then."""

from __future__ import annotations

import pytest

from fmplan.dates.day import ISO
from fmplan.dates.ranges import parse_day
from fmplan.schedules.caps import cap_day
from tests.schedules.factories import opened

RULE = """every: 3 months, first: 2027-01-04, max_gap: 3 months, was: [
  {until: 2027-06-30, every: 1 week, first: 2027-01-04},
  {until: 2028-12-31, every: 1 year, first: 2027-01-04}]"""


@pytest.mark.parametrize(
    ("previous", "last_day"),
    [
        ("2027-02-01", "2027-05-01"),  # in the weekly form, which kept the cap
        ("2027-05-01", "2029-01-01"),  # runs out in the yearly form, which knew none
        ("2029-02-01", "2029-05-01"),
    ],
)
def test_the_form_that_holds_a_day_says_whether_there_was_a_cap(previous: str, last_day: str) -> None:
    (series,) = opened(RULE).series
    day = cap_day(series, parse_day(previous))
    assert day is not None
    assert ISO[day] == last_day
