from __future__ import annotations

from decimal import Decimal

import pytest

from fmplan.schedules.effort import cost, person_hours, tidy
from tests.exports.registers import ESTATE, PUMP, a_plan


def test_hours_count_all_people_and_all_times() -> None:
    (series,) = a_plan(PUMP.replace("people: 2", "people: 2\n        times: 3")).series
    assert person_hours(series) == Decimal(3)


def test_without_a_duration_there_are_no_hours() -> None:
    (series,) = a_plan(PUMP.replace("        duration: 30 min\n", "")).series
    assert person_hours(series) is None


@pytest.mark.parametrize(
    ("rate", "own", "expected"),
    [("rate: 40", "cost: 10", "50.00"), ("rate: 40", "", "40.00"), ("", "cost: 10", "10.00"), ("", "", None)],
)
def test_cost_is_hours_at_the_rate_and_the_tasks_own(rate: str, own: str, expected: str | None) -> None:
    (series,) = a_plan(PUMP.replace("cost: 10", own), ESTATE.replace(", rate: 40", f", {rate}" if rate else "")).series
    found = cost(series)
    assert (None if found is None else str(found)) == expected


@pytest.mark.parametrize(
    ("number", "shown"), [(60.0, "60"), (1.5, "1.5"), (0.333, "0.33"), (0.005, "0.01"), (1e6, "1000000")]
)
def test_numbers_are_shown_without_zeros_at_their_end(number: float, shown: str) -> None:
    assert str(tidy(number)) == shown
