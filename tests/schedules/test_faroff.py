"""Days that lie where nobody means them, seen from today and from the begin of the plan."""

from __future__ import annotations

import pytest

from fmplan.dates.ranges import parse_day
from fmplan.schedules.faroff import far_off
from tests.schedules.factories import opened


def codes(today: str, last: str) -> list[str]:
    one = opened(f"every: 1 month, last: {last}")
    return [finding.code for finding in far_off(one.estate, one.series, parse_day(today))]


@pytest.mark.parametrize(
    ("today", "last", "found"),
    [
        ("2027-05-01", "2027-05-01", []),
        ("2027-05-01", "2027-05-02", ["last-ahead"]),
        ("2026-11-22", "2026-12-31", []),  # to be done before the plan begins, which counts from it
        ("2026-11-22", "2027-01-01", ["last-ahead"]),
        ("2026-11-22", "2072-12-21", ["last-ahead"]),
    ],
)
def test_work_is_done_in_the_past_or_before_the_plan_begins(today: str, last: str, found: list[str]) -> None:
    assert codes(today, last) == found
