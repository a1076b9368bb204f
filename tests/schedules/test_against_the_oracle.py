"""The engine against the second reckoning of `oracle.py`, over registers nobody thought of."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from fmplan.dates.day import DATE
from fmplan.schedules.plan import Plan
from tests.schedules import oracle
from tests.schedules.factories import a_plan, occurrences
from tests.schedules.oracle import DAY, Span, Workdays, Yearly

YEAR_START, YEAR_END = date(2027, 1, 1), date(2029, 12, 31)
THREE_YEARS = "2027..2029"

ids = st.from_regex(r"[a-z]{1,6}-[0-9]{1,3}", fullmatch=True)
month_days = st.sampled_from([(month, day) for month in range(1, 13) for day in (1, 10, 15, 28)])
seasons = st.lists(st.builds(Yearly, month_days, month_days), max_size=2).map(tuple)
periods = st.one_of(
    st.tuples(st.integers(1, 120), st.just("day")),
    st.tuples(st.integers(1, 10), st.just("week")),
    st.tuples(st.integers(1, 30), st.just("month")),
    st.tuples(st.integers(1, 6), st.just("year")),
)
weeks = st.sampled_from([(0, 1, 2, 3, 4), (0, 1, 2, 3, 4, 5), (0, 1, 2, 3, 4, 5, 6), (1, 3, 5), (2,)])
shifts = st.sampled_from(["earlier", "later", "nearest", "keep", "skip"])


def days_in(start: date, end: date) -> st.SearchStrategy[date]:
    return st.dates(start, end)


def spans_in(start: date, end: date, most: int) -> st.SearchStrategy[Span]:
    return st.builds(
        lambda day, size: Span(day, day + timedelta(days=size)), st.dates(start, end), st.integers(0, most)
    )


def said_list(values: object) -> str:
    return "[" + ", ".join(str(value) for value in values) + "]"  # type: ignore[attr-defined]


def calendar_text(week: tuple[int, ...], off: list[Span], worked: list[Span], closed: list[Span]) -> str:
    names = said_list(oracle.WEEK[number] for number in week)
    return (
        f"calendar: {{country: none, workweek: {names}, holidays: {said_list(off)},"
        f" workdays: {said_list(worked)}, closed: {said_list(closed)}}}"
    )


def dues(plan: Plan, asset: str = "pump") -> list[date]:
    return [DATE[one.due] for one in occurrences(plan, asset=asset)]


def anchored(how: str, day: date) -> str:
    return "" if how == "spread" else f", {how}: {day}"


@settings(max_examples=100)
@given(
    asset=ids,
    period=periods,
    week=weeks,
    season=seasons,
    how=st.sampled_from(["spread", "first", "last"]),
    day=days_in(date(2026, 1, 1), date(2028, 6, 30)),
    life=st.tuples(days_in(date(2025, 1, 1), date(2028, 6, 30)), days_in(date(2028, 6, 30), date(2031, 1, 1))),
    suspended=st.lists(spans_in(YEAR_START, YEAR_END, 100), max_size=2),
)
def test_periodic_due_days(
    asset: str,
    period: tuple[int, str],
    week: tuple[int, ...],
    season: tuple[Yearly, ...],
    how: str,
    day: date,
    life: tuple[date, date],
    suspended: list[Span],
) -> None:
    count, unit = period
    begin = max(YEAR_START, life[0])
    if how == "last":
        day = begin - DAY
    seasons_said = f", season: {said_list(season)}" if season else ""
    plan = a_plan(
        f"every: {count} {unit}, shift: keep{anchored(how, day)}{seasons_said}",
        id_=asset,
        asset=f"in_service: {life[0]}\nout_of_service: {life[1]}\nsuspended: {said_list(suspended)}",
        estate=calendar_text(week, [], [], []),
        span=THREE_YEARS,
    )
    place = oracle.place(begin, asset, "check", count, unit, week, season)
    anchor = {"spread": place, "first": day, "last": day}[how]
    start = {"spread": begin, "first": max(begin, day), "last": begin}[how]
    expected = [
        one
        for one in oracle.every(anchor, count, unit, start, min(YEAR_END, life[1]))
        if (not season or any(one in part for part in season)) and not any(one in gone for gone in suspended)
    ]
    assert dues(plan, asset) == expected


ons = st.one_of(
    st.tuples(
        st.sampled_from(
            ["first monday", "last friday", "third sunday", "fifth wednesday", "1", "15", "29", "31", "last day"]
        ),
        st.one_of(st.tuples(st.integers(1, 14), st.just("month")), st.tuples(st.integers(1, 2), st.just("year"))),
    ),
    st.tuples(
        st.lists(st.sampled_from(oracle.WEEK), min_size=1, max_size=3, unique=True),
        st.tuples(st.integers(1, 5), st.just("week")),
    ),
    st.tuples(
        st.sampled_from([["03-15"], ["03-15", "09-15"], ["01-01", "12-31"]]),
        st.tuples(st.integers(1, 3), st.just("year")),
    ),
)


@given(asset=ids, placed=ons, begin=days_in(YEAR_START, date(2028, 1, 1)))
def test_placed_due_days(asset: str, placed: tuple[object, tuple[int, str]], begin: date) -> None:
    on, (count, unit) = placed
    written = on if isinstance(on, str) else said_list(f'"{one}"' for one in on)  # type: ignore[attr-defined]
    plan = a_plan(
        f"every: {count} {unit}, on: {written}, shift: keep",
        id_=asset,
        asset=f"starts: {begin}",
        span=THREE_YEARS,
    )
    anchor = oracle.place(begin, asset, "check", count, unit, range(7), ())
    assert dues(plan, asset) == oracle.every_on(on, anchor, count, unit, begin, YEAR_END)


@given(
    asset=ids,
    name=st.sampled_from(["week", "half-month", "month", "2 months", "quarter", "half-year", "year"]),
    count=st.sampled_from([1, 1, 2, 3]),
    season=seasons,
    begin=days_in(YEAR_START, date(2028, 1, 1)),
    gone=days_in(date(2028, 1, 1), date(2030, 6, 1)),
    week=weeks,
    off=st.lists(spans_in(YEAR_START, YEAR_END, 12), max_size=6),
)
def test_once_in_each_period(
    asset: str,
    name: str,
    count: int,
    season: tuple[Yearly, ...],
    begin: date,
    gone: date,
    week: tuple[int, ...],
    off: list[Span],
) -> None:
    seasons_said = f", season: {said_list(season)}" if season else ""
    plan = a_plan(
        f"once_per: {name}, count: {count}, shift: later{seasons_said}",
        id_=asset,
        asset=f"starts: {begin}\nout_of_service: {gone}",
        estate=calendar_text(week, off, [], []),
        span="2027..2030",
    )
    work = Workdays(frozenset(week), oracle.off_days(off))
    windows = oracle.once_per(name, count, begin, gone, season)
    found = occurrences(plan, asset=asset)
    assert [DATE[one.due] for one in found] == [due for _, due in windows]
    for one, (low, due) in zip(found, windows, strict=True):
        planned = DATE[one.planned]
        assert low <= planned <= due
        inside = [day for day in oracle.days(low, due) if not season or any(day in part for part in season)]
        assert work.works(planned) or not any(work.works(day) for day in inside)


spans_of_life = st.tuples(st.integers(1, 30), st.sampled_from(["month", "year"]))


@given(
    born=days_in(date(1996, 1, 1), date(2029, 1, 1)),
    at=st.lists(spans_of_life, max_size=4),
    then=st.one_of(st.none(), spans_of_life),
)
def test_days_by_age(born: date, at: list[tuple[int, str]], then: tuple[int, str] | None) -> None:
    at = sorted(at, key=lambda age: oracle.length(*age))
    if not at and then is None:
        return
    timing = "ages: {of: in_service, at: " + said_list(f"{count} {unit}" for count, unit in at)
    timing += f", then: {then[0]} {then[1]}}}" if then else "}"
    plan = a_plan(f"{timing}, shift: keep", asset=f"in_service: {born}", span=THREE_YEARS)
    assert dues(plan) == oracle.ages(born, at, then, max(born, YEAR_START), YEAR_END)


@settings(max_examples=100)
@given(
    period=st.one_of(st.tuples(st.integers(2, 60), st.just("day")), st.tuples(st.integers(1, 6), st.just("month"))),
    first=days_in(YEAR_START, date(2027, 4, 1)),
    shift=shifts,
    week=weeks,
    off=st.lists(spans_in(YEAR_START, YEAR_END, 15), max_size=6),
    worked=st.lists(spans_in(YEAR_START, YEAR_END, 3), max_size=3),
    closed=st.lists(spans_in(YEAR_START, YEAR_END, 8), max_size=3),
)
def test_what_working_days_do_to_a_date(
    period: tuple[int, str],
    first: date,
    shift: str,
    week: tuple[int, ...],
    off: list[Span],
    worked: list[Span],
    closed: list[Span],
) -> None:
    plan = a_plan(
        f"every: {period[0]} {period[1]}, first: {first}, shift: {shift}",
        estate=calendar_text(week, off, worked, closed),
        span=THREE_YEARS,
    )
    # The estate's own `workdays` stand beside its own `holidays`: what is worked is not off.
    work = Workdays(frozenset(week), oracle.off_days(off), oracle.off_days(worked), oracle.off_days(closed))
    expected = []
    for due in oracle.every(first, *period, first, YEAR_END + 60 * DAY):
        planned = work.shifted(due, shift, YEAR_START)
        if planned is not None and planned <= YEAR_END:
            expected.append((planned, due))
    assert [(DATE[one.planned], DATE[one.due]) for one in occurrences(plan)] == sorted(expected)


@settings(max_examples=120)
@given(
    asset=ids,
    days=st.integers(7, 40),
    slack=st.integers(0, 5),
    first=days_in(YEAR_START, date(2027, 3, 1)),
    week=weeks,
    off=st.lists(spans_in(YEAR_START, YEAR_END, 12), max_size=8),
)
def test_a_chain_under_a_cap(
    asset: str, days: int, slack: int, first: date, week: tuple[int, ...], off: list[Span]
) -> None:
    """Slots stand on their own day or before it, and one extra visit in between where the cap asks for it."""
    plan = a_plan(
        f"every: {days} days, max_gap: {days + slack} days, first: {first}",
        id_=asset,
        estate=calendar_text(week, off, [], []),
    )
    work, cap = Workdays(frozenset(week), oracle.off_days(off)), days + slack
    slots = {str(day): day for day in oracle.every(first, days, "day", first, date(2028, 12, 31))}
    visits = [(one.key.rpartition("/")[2], DATE[one.planned]) for one in occurrences(plan, asset=asset)]
    previous: date | None = None
    for n, (tail, planned) in enumerate(visits):
        slot, plus, _ = tail.partition("+")
        assert previous is None or 0 <= (planned - previous).days <= cap
        following = visits[n + 1] if n + 1 < len(visits) else None
        if not plus:
            choice = oracle.slot_choice(work, slots[slot], YEAR_START, previous, days // 2)
            assert not choice or planned in choice
        elif following and following[0] == slot and (n == 0 or "+" not in visits[n - 1][0]):
            assert previous is not None
            assert (following[1] - previous).days > cap
            assert planned in oracle.extra_choice(work, previous, following[1], cap, days // 4, YEAR_START)
        previous = planned
