from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fmplan.dates.dayset import days_of, each_of, span_of

days = st.integers(700_000, 701_000)


@given(st.sets(days), days)
def test_a_set_gives_back_its_days_from_the_first_it_can_hold(some: set[int], first: int) -> None:
    assert list(each_of(days_of(some, first), first)) == sorted(day for day in some if day >= first)


@given(days, days, days)
def test_a_span_holds_both_its_ends(start: int, end: int, first: int) -> None:
    assert span_of(start, end, first) == days_of(range(start, end + 1), first)
