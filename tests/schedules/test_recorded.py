"""What was recorded, against the second reckoning of `oracle.py`; and what is still open, without the rest."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from fmplan.dates.day import DATE
from fmplan.schedules.byname import LaidOut, still_open
from tests.schedules import oracle
from tests.schedules.factories import MON_TO_FRI, Act, a_plan, done, occurrences, opened, skipped
from tests.schedules.oracle import Said

FIRST, LAST_SEEN = date(2027, 1, 1), date(2028, 12, 31)
YEARS = "2027..2029"

lines = st.dictionaries(st.dates(FIRST, LAST_SEEN), st.tuples(st.booleans(), st.integers(-1, 60)), max_size=14)


def act(line: Said, named: str | None = None) -> Act:
    return done(str(line.day), named) if line.done else skipped(str(line.day), named)


def closed_by(task: str, acts: list[Act], **more: str) -> dict[date, tuple[bool, date | None]]:
    """Return the due days that were closed: whether by work, and when."""
    plan = a_plan(task, span=YEARS, today=str(LAST_SEEN), logbook=acts, **more)
    return {
        DATE[one.due]: (one.done_on is not None, None if one.done_on is None else DATE[one.done_on])
        for one in occurrences(plan)
        if str(one.status) in {"done", "skipped"}
    }


def expected(closed: dict[date, Said]) -> dict[date, tuple[bool, date | None]]:
    return {due: (line.done, line.day if line.done else None) for due, line in closed.items()}


@settings(max_examples=80)
@given(
    first=st.dates(FIRST, date(2027, 3, 31)),
    period=st.one_of(
        st.tuples(st.integers(2, 100), st.just("day")),
        st.tuples(st.integers(1, 9), st.just("month")),
    ),
    drawn=lines,
)
def test_fixed_dates_are_closed_as_the_oracle_says(
    first: date, period: tuple[int, str], drawn: dict[date, tuple[bool, int]]
) -> None:
    count, unit = period
    dues = oracle.every(first, count, unit, first, date(2030, 12, 31))
    named: set[date] = set()
    said = []
    for day, (is_done, number) in drawn.items():
        name = dues[number % len(dues)] if number >= 0 else None
        name = None if name in named else name
        if name is not None:
            named.add(name)
        said.append(Said(day, is_done, name))
    closed = oracle.fixed_closings(dues, said, oracle.length(count, unit))
    acts = [act(line, None if line.named is None else str(line.named)) for line in said]
    found = closed_by(f"every: {count} {unit}, first: {first}, shift: keep, missed: stay", acts)
    assert found == {due: one for due, one in expected(closed).items() if due <= date(2029, 12, 31)}


@settings(max_examples=60)
@given(
    name=st.sampled_from(["week", "half-month", "month", "2 months", "quarter", "half-year", "year"]),
    count=st.sampled_from([1, 1, 2, 3]),
    drawn=lines,
)
def test_once_per_is_closed_as_the_oracle_says(name: str, count: int, drawn: dict[date, tuple[bool, int]]) -> None:
    said = [Said(day, is_done) for day, (is_done, _) in drawn.items()]
    parts = oracle.once_per(name, count, FIRST, date(2029, 12, 31), ())
    closed = oracle.once_per_closings(parts, name, said)
    assert closed_by(f"once_per: {name}, count: {count}, missed: stay", [act(line) for line in said]) == expected(
        closed
    )


@settings(max_examples=60)
@given(
    last=st.dates(date(2026, 6, 1), date(2026, 12, 31)),
    period=st.one_of(st.tuples(st.integers(5, 100), st.just("day")), st.tuples(st.integers(1, 9), st.just("month"))),
    drawn=lines,
    numbered=st.integers(0, 14),
    start=st.integers(1, 40),
)
def test_a_floating_chain_goes_on_as_the_oracle_says(
    last: date, period: tuple[int, str], drawn: dict[date, tuple[bool, int]], numbered: int, start: int
) -> None:
    """The first lines have numbers, which may begin anywhere; those after them have none."""
    count, unit = period
    said = [
        Said(day, is_done, start + place if place < numbered else None)
        for place, (day, (is_done, _)) in enumerate(sorted(drawn.items()))
    ]
    acts = [act(line, None if line.named is None else f"#{line.named}") for line in said]
    task = f"every: {count} {unit}, from: completion, last: {last}, shift: keep"
    plan = a_plan(task, span="2027..2032", today=str(LAST_SEEN), logbook=acts)
    found = sorted((int(one.key.rpartition("#")[2]), DATE[one.due]) for one in occurrences(plan))
    chain = oracle.floating_chain(FIRST, last, count, unit, said)
    assert found[: len(chain)] == sorted(chain)


@settings(max_examples=60)
@given(
    days=st.integers(6, 40),
    slack=st.integers(0, 5),
    pattern=st.lists(st.integers(0, 2), min_size=3, max_size=10),
)
def test_limits_are_those_the_oracle_counts_from_what_was_done(days: int, slack: int, pattern: list[int]) -> None:
    """Each date was done on its day or up to two days late."""
    last = date(2026, 12, 31)
    dues = [last + timedelta(days=days * n) for n in range(1, len(pattern) + 1)]
    closed = {due: Said(due + timedelta(days=late), True) for due, late in zip(dues, pattern, strict=True)}
    acts = [done(str(line.day), str(due)) for due, line in closed.items()]
    task = f"every: {days} days, last: {last}, max_gap: {days + slack} days"
    plan = a_plan(task, span=YEARS, today=str(LAST_SEEN), logbook=acts)
    limits = [one.limit and DATE[one.limit] for one in occurrences(plan) if DATE[one.due] in closed]
    assert limits == oracle.capped_limits(FIRST, last, dues, closed, days + slack)


@settings(max_examples=60)
@given(
    days=st.integers(2, 60),
    estate=st.sampled_from(["", MON_TO_FRI, "calendar: {country: none, closed: [2027-02-01..2027-02-20]}"]),
    left_out=st.sets(st.integers(1, 40)),
    today=st.dates(date(2027, 1, 10), date(2027, 12, 31)),
)
def test_what_is_still_open_can_be_had_without_the_rest(
    days: int, estate: str, left_out: set[int], today: date
) -> None:
    one = opened(f"every: {days} days, first: 2027-01-04, missed: stay", estate=estate)
    dates = occurrences(one.plan())
    acts = [done(str(DATE[date_.due]), str(DATE[date_.due])) for n, date_ in enumerate(dates) if n not in left_out]
    plan = one.plan("2027", str(today), acts)
    (of_series,) = plan.by_series
    assert isinstance(of_series, LaidOut)
    closed = {"done", "skipped", "covered"}
    not_closed = [one for one in of_series if str(one.status) not in closed]
    assert [one for one in still_open(of_series) if str(one.status) not in closed] == not_closed
    (only_open,) = one.plan("2027", str(today), acts, only_open=True).by_series
    assert [one for one in only_open if str(one.status) not in closed] == not_closed
    assert len(only_open) < len(of_series) or len(not_closed) == len(of_series)
