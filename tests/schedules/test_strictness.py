"""In what a task asks for less than the rule it stands for."""

from __future__ import annotations

import pytest

from fmplan.schedules.strictness import is_binding, laxer_keys
from fmplan.schedules.task import Task
from tests.schedules.factories import opened

LAW = "force: law"


def _task(said: str, asset: str = "in_service: 2020-01-01") -> Task:
    """Return the settled task that says this."""
    one = opened(said, asset=asset)
    assert not [finding for finding in one.findings if finding.is_error], one.findings
    return one.series[0].task


def _laxer(rule: str, own: str) -> list[str]:
    """Return the keys by which a task asks for less than a rule; keys that say when count as one."""
    found = list(laxer_keys(_task(rule), _task(own)))
    if "every" in found:
        found = ["when", *(key for key in found if key not in WHEN)]
    return found


WHEN = ("every", "once_per", "ages", "rrule", "dates", "meter", "event", "after", "before")


@pytest.mark.parametrize(
    ("rule", "own", "laxer"),
    [
        ("every: 3 months", "every: 3 months", []),
        ("every: 3 months", "every: 2 months", []),
        ("every: 3 months", "every: 4 months", ["when"]),
        ("every: 3 months", "once_per: quarter", []),
        ("every: 3 months", "once_per: month", []),
        ("every: 3 months", "once_per: half-year", ["when"]),
        ("once_per: month", "once_per: quarter, count: 3", []),
        ("once_per: month, count: 2", "once_per: month", ["when"]),
        ("every: 1 year", "dates: [2027-03-01]", ["when"]),
        ("ages: {at: [1 year, 4 years], then: 1 year}", "ages: {at: [1 year, 3 years], then: 1 year}", []),
        ("ages: {at: [1 year, 4 years], then: 1 year}", "ages: {at: [1 year, 6 years], then: 1 year}", ["when"]),
        ("ages: {then: 1 year}", "ages: {then: 2 years}", ["when"]),
        ("ages: {at: [1 year, 4 years], then: 1 year}", "ages: {at: [1 year], then: 3 years}", ["when"]),
        ("ages: {at: [1 year, 4 years], then: 1 year}", "ages: {at: [1 year, 4 years]}", ["when"]),
        ("ages: {then: 1 year}", "ages: {of: manufactured, then: 1 year}", ["when"]),
        ("event: storm, within: 3 days", "event: storm, within: 2 days", []),
        ("event: storm, within: 3 days", "event: storm, within: 1 week", ["when"]),
        ("meter: {of: hours, every: 250, unit: h}", "meter: {of: hours, every: 200, unit: h}", []),
        ("meter: {of: hours, every: 250, unit: h}", "meter: {of: hours, every: 500, unit: h}", ["when"]),
        ("before: {holiday: qingming, by: 3 days}", "before: {holiday: qingming, by: 5 days}", []),
        ("before: {holiday: qingming, by: 3 days}", "before: {holiday: qingming, by: 1 day}", ["when"]),
    ],
)
def test_what_law_asks_for_may_come_oftener_and_not_more_seldom(rule: str, own: str, laxer: list[str]) -> None:
    assert _laxer(f"{rule}, {LAW}", f"{own}, {LAW}") == laxer


@pytest.mark.parametrize(
    ("rule", "own", "laxer"),
    [
        ("every: 14 days, max_gap: 15 days", "every: 15 days, max_gap: 15 days", []),
        ("every: 14 days, max_gap: 15 days", "every: 1 month, max_gap: 15 days", ["when"]),
        ("every: 14 days, max_gap: 15 days", "every: 14 days, max_gap: 20 days", ["max_gap"]),
        ("every: 14 days, max_gap: 15 days", "every: 14 days", ["max_gap"]),
        ("every: 1 year", "every: 1 year, season: 03..10", ["season"]),
        ("every: 1 day, season: 04..10", "every: 1 day, season: 05..09", ["season"]),
        ("every: 1 day, season: 04..10", "every: 1 day, season: 03..11", []),
        ("once_per: year, season: 04..05", "once_per: year, season: 04-15..05-15", []),
        ("once_per: year, season: 04..05", "once_per: year, season: 04..06", ["season"]),
        ("once_per: month", "once_per: month, season: 03..04", ["season"]),
        ("once_per: quarter", "once_per: quarter, season: [02..02, 05..05, 08..08, 11..11]", []),
        ("once_per: half-month", "once_per: half-month, season: 01-01..12-10", ["season"]),
        ("once_per: week", "once_per: week, season: 01-10..12-31", ["season"]),
        ("once_per: season, season: [03..04, 09..10]", "once_per: season, season: 03..04", ["season"]),
        ("once_per: season, season: 11..02", "once_per: season, season: 11..12", []),
        ("once_per: month", "once_per: month, shift: skip", ["shift"]),
        ("every: 1 year, shift: earlier", "every: 1 year, shift: later", ["shift"]),
        ("every: 1 year, shift: earlier", "every: 1 year, shift: keep", []),
        ("every: 1 year, max_gap: 13 months", "every: 1 year, max_gap: 13 months, shift: later", []),
        ("every: 1 year", "every: 1 year, keep_anchor: 1 month", ["keep_anchor"]),
        ("every: 1 year, keep_anchor: 2 months", "every: 1 year, keep_anchor: 1 month", []),
        ("every: 1 month", "every: 1 month, sample: 10%", ["rotate", "sample"]),
        ("every: 1 month, sample: 10%", "every: 1 month, sample: 25%", []),
        ("every: 1 month", "every: 1 month, was: [{until: 2029-12-31, every: 1 year}]", ["was"]),
        ("every: 1 month", "every: 1 month, was: [{until: 2029-12-31, every: 2 weeks}]", []),
        ("every: 1 day, times: 2", "every: 1 day", ["times"]),
        ("every: 1 day", "every: 1 day, tracked: false", ["tracked"]),
        ("every: 1 month", "every: 1 month, window: {late: 7 days}", ["window"]),
        ("every: 1 month", "every: 1 month, window: {early: 7 days}", []),
        ("every: 1 month", "every: 1 month, starts: 2028-01-01", ["starts"]),
        ("every: 1 month", "every: 1 month, ends: 10 years", ["ends"]),
        ("every: 1 month, ends: 10 years", "every: 1 month, ends: 12 years", []),
    ],
)
def test_keys_that_shape_a_rule_of_law_may_not_take_from_it(rule: str, own: str, laxer: list[str]) -> None:
    assert _laxer(f"{rule}, {LAW}", f"{own}, {LAW}") == laxer


def test_a_weaker_force_is_laxer() -> None:
    assert _laxer("every: 1 year, force: law", "every: 1 year, force: house") == ["force"]
    assert _laxer("every: 1 year, force: regulator", "every: 1 year, force: law") == []


def test_what_is_not_binding_is_free_but_for_its_cap() -> None:
    assert _laxer("every: 1 month, force: standard", "every: 1 year, force: house, tracked: false") == []
    assert _laxer("every: 1 month, max_gap: 5 weeks, force: standard", "every: 1 year, force: standard") == ["max_gap"]


@pytest.mark.parametrize(
    ("rule", "binding"),
    [
        ("force: law", True),
        ("force: regulator", True),
        ("force: insurer", False),
        ("force: standard", False),
        ("force: standard, max_gap: 1 year", True),
        ("kind: cleaning", False),
    ],
)
def test_law_and_regulators_bind_and_so_does_a_cap(rule: str, binding: bool) -> None:
    assert is_binding(_task(f"every: 1 year, {rule}")) is binding


def test_a_cap_that_widens_with_age_is_as_long_as_its_longest() -> None:
    by_age = "every: 1 year, max_gap: {by: age, 0 years: 2 years, 15 years: 1 year}"
    assert _laxer(f"{by_age}, {LAW}", f"every: 1 year, max_gap: 2 years, {LAW}") == []
    assert _laxer(f"{by_age}, {LAW}", f"every: 1 year, max_gap: 3 years, {LAW}") == ["max_gap"]
