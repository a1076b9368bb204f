from __future__ import annotations

from datetime import date

from bench.lifts import LiftYear, lift_year, visits_by_lift


def test_covered_services_and_other_tasks_are_no_visits() -> None:
    occurrences = [
        _occurrence("lift-a", "half-month", "2027-03-01", "covered"),
        _occurrence("lift-a", "quarter", "2027-03-01", "planned"),
        _occurrence("lift-a", "own-schedule/half-month", "2027-03-15", "planned"),
        _occurrence("lift-a", "inspection", "2027-03-20", "planned"),
    ]
    assert visits_by_lift(occurrences) == {"lift-a": [date(2027, 3, 1), date(2027, 3, 15)]}


def test_gaps_are_counted_within_one_lift_and_load_over_all() -> None:
    visits = {
        "lift-a": [date(2027, 3, 1), date(2027, 3, 15)],
        "lift-b": [date(2027, 3, 15), date(2027, 3, 26)],
    }
    assert lift_year(visits) == LiftYear(days_in_use=3, most_on_one_day=2, widest_gap=14)


def _occurrence(asset: str, task: str, planned: str, status: str) -> dict[str, str]:
    return {"asset": asset, "task": task, "planned": planned, "status": status}
