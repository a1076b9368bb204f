"""Which units take turns, and how many of them on each date."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmplan.schedules.rotation import Turn, as_ranges, least_recent_first, units_from
from tests.schedules.factories import an_asset, an_estate, codes, opened


def turn(task: str, *, asset: str = "", estate: str = "") -> Turn:
    one = opened(f"every: 1 month, {task}", asset=asset, estate=estate)
    assert codes(one.findings) == []
    found = one.series[0].turn
    assert found is not None
    return found


def test_so_many_are_due_on_each_date_as_the_task_asks_for() -> None:
    assert turn("rotate: {units: 40, each: 5}") == Turn(units=40, asked=5, each=5, dates=12)


def test_one_is_due_on_each_date_unless_the_task_says_how_many() -> None:
    assert turn("rotate: {units: 12}").each == 1


def test_more_are_due_where_the_year_would_not_come_to_all() -> None:
    assert turn("rotate: {units: 40, each: 1}").each == 4
    assert turn("rotate: {units: 40, each: 1}").is_raised
    assert not turn("rotate: {units: 12, each: 1}").is_raised


def test_no_more_are_due_than_there_are() -> None:
    assert turn("rotate: {units: 3, each: 5}").each == 3


def test_a_sample_is_rounded_up() -> None:
    assert turn("sample: 25%", asset="quantity: 30").each == 8
    assert turn("sample: 1%", asset="quantity: 12").each == 1


def test_a_sample_too_small_for_the_year_is_raised() -> None:
    assert turn("sample: 5%", asset="quantity: 60") == Turn(units=60, asked=3, each=5, dates=12)


def test_the_units_are_the_quantity_unless_something_else_is_said() -> None:
    assert turn("rotate: {each: 2}", asset="quantity: 7").units == 7
    assert turn("rotate: {}", asset="quantity: 7").units == 7


def test_a_fact_may_hold_the_number_of_units() -> None:
    assert turn("rotate: {units: call_points}", asset="attributes: {call_points: 24}").units == 24
    assert turn("rotate: {units: call_points}", estate="facts: {call_points: 36}").each == 3


def test_where_nobody_says_the_fact_the_task_is_planned_without_its_units() -> None:
    one = opened("every: 1 month, rotate: {units: call_points, each: 2}")
    assert codes(one.findings) == ["missing-fact"]
    assert not any(finding.is_error for finding in one.findings)
    assert one.series[0].turn == Turn(units=None, asked=2, each=2, dates=12)


@pytest.mark.parametrize("count", ["forty", "0", "1.5", "-3"])
def test_a_fact_that_is_no_count_is_an_error(count: str) -> None:
    one = opened("every: 1 month, rotate: {units: call_points}", asset=f'attributes: {{call_points: "{count}"}}')
    assert codes(one.findings) == ["fact-not-number"]


def test_minutes_each_count_the_units_of_the_day() -> None:
    asset = "quantity: 40"
    rotating = opened("every: 1 month, duration: 3 min each, rotate: {each: 5}", asset=asset)
    assert rotating.series[0].minutes == 15
    assert opened("every: 1 month, duration: 3 min each", asset=asset).series[0].minutes == 120
    assert opened("every: 1 month, duration: 30 min, rotate: {each: 5}", asset=asset).series[0].minutes == 30


@pytest.mark.parametrize(
    ("weaker", "stronger"), [("rotate: {units: 40}", "sample: 50%"), ("sample: 50%", "rotate: {}")]
)
def test_of_rotate_and_sample_the_stronger_layer_stands(weaker: str, stronger: str) -> None:
    defaults = f"defaults: {{tasks: {{check: {{name: Check, every: 1 month, {weaker}}}}}}}\n"
    one = an_estate(defaults + an_asset(f"check: {{{stronger}}}", asset="quantity: 24"))
    assert codes(one.findings) == []
    found = one.series[0].turn
    assert found is not None
    assert found.each == (12 if "sample" in stronger else 2)


def test_the_units_never_covered_come_first_and_then_the_one_covered_longest_ago() -> None:
    assert list(least_recent_first(5, {})) == [1, 2, 3, 4, 5]
    assert list(least_recent_first(5, {1: 300, 2: 100, 4: 200})) == [3, 5, 2, 4, 1]


def test_the_dates_go_round_through_the_order() -> None:
    order = least_recent_first(5, {})
    assert [list(units_from(order, 2, n * 2)) for n in range(4)] == [[1, 2], [3, 4], [5, 1], [2, 3]]
    assert list(units_from(order, 5, 35)) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("units", "text"), [([7], "7"), ([7, 8, 9], "7-9"), ([39, 40, 1, 2], "39-40, 1-2"), ([3, 5, 6], "3, 5-6")]
)
def test_units_are_told_as_ranges(units: list[int], text: str) -> None:
    assert as_ranges(units) == text


@given(units=st.integers(1, 60), each=st.integers(1, 60), first=st.integers(0, 10_000), data=st.data())
def test_no_unit_comes_again_before_all_others_whatever_the_order(
    units: int, each: int, first: int, data: st.DataObject
) -> None:
    each = min(each, units)
    covered = data.draw(st.dictionaries(st.integers(1, units), st.integers(700_000, 740_000)))
    order = least_recent_first(units, covered)
    turns = [unit for n in range(first, first + 2 * units) for unit in units_from(order, each, n * each)]
    every = set(range(1, units + 1))
    assert all(set(turns[n : n + units]) == every for n in range(len(turns) - units + 1))
