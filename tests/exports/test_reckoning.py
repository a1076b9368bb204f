from __future__ import annotations

from collections.abc import Sequence

import pytest

from fmplan.exports.reckoning import Reckoning, reason
from fmplan.exports.recorded import recorded_of
from fmplan.logbook.entries import EMPTY
from tests.exports.registers import a_plan

PUMP = """\
assets:
  pump-1:
    class: pump
    name: Fire pump
    team: own
    in_service: 2019-05-01
    tasks:
      check: {{name: Check, {rule}}}
      service: {{name: Service, every: 1 year, last: 2026-05-12}}
"""


def reckonings_of(rule: str, days: str = "2027-01-01..2027-06-30") -> Sequence[str]:
    """Return, for each date of a rule, its due day and how it came about."""
    one = _reckoning(rule, days)
    return [f"{date.key.rsplit('/', 1)[1]}{one.of(number)}" for number, date in enumerate(one.dates)]


def _reckoning(rule: str, days: str = "2027-01-01..2027-06-30") -> Reckoning:
    plan = a_plan(PUMP.format(rule=rule), days=days, today="2027-01-01")
    series = plan.series[0]
    return Reckoning(plan, series, plan.by_series[0], recorded_of(plan, series, EMPTY, "", "en"))


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (
            "every: 14 days, last: 2027-05-20",
            ["2027-06-03 = 2027-05-20 + 14 days", "2027-06-17 = 2027-05-20 + 2 × 14 days"],
        ),
        (
            "every: 1 month, first: 2027-04-30",
            ["2027-04-30", "2027-05-30 = 2027-04-30 + 1 month", "2027-06-30 = 2027-04-30 + 2 months"],
        ),
        ("every: 5 months, from: completion, last: 2026-10-06", ["#1 = 2026-10-06 + 5 months"]),
        (
            "every: 2 months, from: completion, last: 2027-01-05",
            ["#1 = 2027-01-05 + 2 months", "#2 = 2027-03-05 + 2 months"],
        ),
        (
            "every: 6 months, last: 2026-06-15",
            [
                "2027-01-01: the series begins; a date since 2026-06-15 is owed then",
                "2027-06-15 = 2026-06-15 + 2 × 6 months",
            ],
        ),
        (
            "every: 3 months, on: first monday, first: 2027-03-01",
            ["2027-03-01: on first monday", "2027-06-07: on first monday"],
        ),
        ("once_per: half-year", ["2027-06-30: the last day of its half-year"]),
        ("once_per: year, count: 2", ["2027-07-01: the last day of its part of the year"]),
        ("once_per: year, season: 02..03", ["2027-03-31: the last day of its year in season"]),
        ("'ages': {of: in_service, at: [8 years]}", ["2027-05-01 = in service 2019-05-01 + 8 years"]),
        (
            "every: {by: age, 0 years: 2 years, 5 years: 1 year}, last: 2026-04-06",
            ["2027-04-06 = 2026-04-06 + 1 year, the period at 6 years of age"],
        ),
        ("dates: [2027-03-19]", ["2027-03-19"]),
        ("'rrule': FREQ=YEARLY, first: 2027-03-09", ["2027-03-09: by the rrule, reckoned from 2027-03-09"]),
        ("before: {task: service, by: 1 month}", ["2027-05-12: 1 month before service, planned 2027-05-12"]),
        ("after: {task: service, within: 3 days}", ["2027-05-12: 3 days after service, planned 2027-05-12"]),
    ],
)
def test_every_due_day_is_reckoned_before_the_reader_s_eyes(rule: str, told: list[str]) -> None:
    assert reckonings_of(rule) == told


def test_a_leader_beyond_the_range_is_named_by_its_own_date() -> None:
    days = "2027-01-01..2027-04-30"
    assert reckonings_of("before: {task: service, by: 1 month}", days) == [
        "2027-05-12: 1 month before service of 2027-05-12"
    ]


def test_an_older_form_is_reckoned_by_its_own_anchor() -> None:
    older = "{until: 2027-03-31, every: 2 months, first: 2027-01-13}"
    rule = f"every: 3 months, first: 2027-04-14, starts: 2027-04-01, was: [{older}]"
    assert reckonings_of(rule) == ["2027-01-13", "2027-03-13 = 2027-01-13 + 2 months", "2027-04-14"]


def test_a_cap_counts_from_the_visit_before() -> None:
    one = _reckoning("every: 14 days, max_gap: 15 days, last: 2027-05-20")
    assert [one.of_cap(number) for number in range(2)] == [", 15 days after 2027-05-20", ", 15 days after 2027-06-03"]


def test_moves_are_told_with_the_day_that_made_them() -> None:
    one = _reckoning("once_per: month, on: '15'", "2027-05-01..2027-05-31")
    assert [reason(one.series, move, "en") for move in one.dates[0].moved] == [
        "stands in 2027-05-01..2027-05-31 on 15",
        "Saturday, so the working day after",
    ]
