from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmplan.dates.day import DATE, ISO, Day, day_of
from fmplan.dates.dayoff import DayOff, Off
from fmplan.dates.ranges import DateRange
from fmplan.dates.workdays import WorkingDays, working_days

MONDAY_TO_FRIDAY = frozenset(range(5))
START = day_of(2027, 2, 1)  # a Monday
SPAN = 60
GAOKAO = DayOff(Off.QUIET, {"en": "gaokao", "zh": "高考"})
DAYS = st.integers(START - 3, START + SPAN + 3)


def february(**kinds: dict[Day, str] | set[Day]) -> WorkingDays:
    """Monday to Friday from 1 to 28 February 2027, a month that begins on a Monday."""
    off, work, closed = kinds.get("off", {}), kinds.get("work", set()), kinds.get("closed", {})
    assert isinstance(off, dict)
    assert isinstance(closed, dict)
    named = {day: DayOff(Off.HOLIDAY, name) for day, name in off.items()}
    return working_days(START, START + 27, MONDAY_TO_FRIDAY, named, work, closed)


def feb(day: int) -> Day:
    return day_of(2027, 2, day)


def test_a_weekend_leads_to_friday_before_and_monday_after() -> None:
    days = february()
    assert [days.is_working(feb(n)) for n in (5, 6, 7, 8)] == [True, False, False, True]
    assert (days.before_or_on(feb(7)), days.on_or_after(feb(6))) == (feb(5), feb(8))
    assert (days.before_or_on(feb(5)), days.on_or_after(feb(5))) == (feb(5), feb(5))


def test_closed_beats_a_make_up_day_and_that_beats_holiday_and_weekend() -> None:
    days = february(
        off={feb(3): "Holiday", feb(4): "Holiday"},
        work={feb(4), feb(6), feb(7)},
        closed={feb(7): "closed", feb(8): "closed"},
    )
    assert [n for n in range(1, 10) if days.is_working(feb(n))] == [1, 2, 4, 5, 6, 9]


def test_where_no_working_day_is_left_the_lists_hold_0() -> None:
    days = february()
    assert days.on_or_after(feb(27)) == 0
    none = working_days(START, START + 6, frozenset(), {}, set(), {})
    assert (none.earlier, none.later, none.longest_closure) == ([0] * 7, [0] * 7, 7)
    assert none.closure_around(START + 3) == DateRange(START, START + 6)


def test_a_closure_is_the_whole_run_with_its_weekends() -> None:
    days = february(off={feb(n): "Spring Festival" for n in range(8, 12)})
    assert days.closure_around(feb(9)) == DateRange(feb(6), feb(11))
    assert days.closure_around(feb(12)) is None
    assert days.longest_closure == 6


def test_a_closure_at_the_spans_end_is_cut_there() -> None:
    assert february().closure_around(feb(28)) == DateRange(feb(27), feb(28))


def test_lost_counts_what_the_work_week_alone_would_have_worked() -> None:
    days = february(off={feb(8): "Holiday", feb(9): "Holiday", feb(13): "Holiday"}, closed={feb(10): "closed"})
    closure = days.closure_around(feb(9))
    assert closure == DateRange(feb(6), feb(10))
    assert days.lost(closure) == 3
    assert days.lost(DateRange(feb(5), feb(12))) == 3


def test_each_day_without_work_says_why() -> None:
    days = february(
        off={feb(8): "Spring Festival", feb(13): "Spring Festival", feb(9): "Spring Festival"},
        work={feb(9)},
        closed={feb(10): "closed", feb(13): "closed"},
    )
    assert ["".join(map(str, days.why(feb(n)))) for n in (6, 7, 8, 9, 10, 11, 13)] == [
        "Saturday",
        "Sunday",
        "Spring Festival",
        "",
        "closed",
        "",
        "closed",
    ]


def test_quiet_days_are_taken_out_of_a_copy() -> None:
    days = february()
    quiet = days.without({feb(5), feb(6), day_of(2030, 1, 1)}, GAOKAO)
    assert (quiet.before_or_on(feb(7)), quiet.why(feb(5)), quiet.why(feb(6))) == (
        feb(4),
        (GAOKAO,),
        (DayOff(Off.WEEKDAY, "Saturday"),),
    )
    assert quiet.longest_closure == 3
    assert days.is_working(feb(5))


def test_quiet_days_on_which_nobody_works_change_nothing() -> None:
    days = february()
    assert days.without({feb(6)}, GAOKAO) is days


@pytest.mark.parametrize("day", [START - 1, START + 28])
def test_a_day_outside_the_span_is_refused_rather_than_guessed(day: Day) -> None:
    with pytest.raises(IndexError, match="outside the span"):
        february().before_or_on(day)


@given(
    st.frozensets(st.integers(0, 6)),
    st.dictionaries(DAYS, st.just("Holiday"), max_size=20),
    st.sets(DAYS, max_size=10),
    st.dictionaries(DAYS, st.just("closed"), max_size=20),
    st.sets(DAYS, max_size=10),
)
def test_the_lists_are_what_a_walk_over_the_calendar_finds(
    workweek: frozenset[int], off: dict[Day, str], work: set[Day], closed: dict[Day, str], quiet: set[Day]
) -> None:
    def works(day: Day) -> bool:
        if day in closed or day in quiet:
            return False
        return day in work or (day not in off and DATE[day].weekday() in workweek)

    end = START + SPAN
    named = {day: DayOff(Off.HOLIDAY, name) for day, name in off.items()}
    days = working_days(START, end, workweek, named, work, closed).without(quiet, GAOKAO)
    span = range(START, end + 1)
    worked = [day for day in span if works(day)]
    assert days.earlier == [max((one for one in worked if one <= day), default=0) for day in span]
    assert days.later == [min((one for one in worked if one >= day), default=0) for day in span]
    closures = {closure for day in span if (closure := days.closure_around(day))}
    assert sorted(day for closure in closures for day in range(closure.start, closure.end + 1)) == [
        day for day in span if not works(day)
    ]
    assert all(
        (closure.start == START or works(closure.start - 1)) and (closure.end == end or works(closure.end + 1))
        for closure in closures
    )
    assert days.longest_closure == max((closure.days for closure in closures), default=0)
    assert {day for day in span if days.why(day)} == set(span) - set(worked)


def test_the_weekday_of_a_working_day_agrees_with_the_calendar() -> None:
    only_thursdays = working_days(START, START + 27, frozenset({3}), {}, set(), {})
    assert [ISO[day] for day in sorted(set(only_thursdays.later) - {0})] == [
        date(2027, 2, n).isoformat() for n in (4, 11, 18, 25)
    ]
