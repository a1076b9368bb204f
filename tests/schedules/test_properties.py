"""What must hold of every plan, whatever the register says."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from textwrap import indent

from hypothesis import given, settings
from hypothesis import strategies as st

from fmplan.assets.timing_form import Shift
from fmplan.dates.day import DATE, ISO, Day
from fmplan.schedules.calendars import Calendars
from fmplan.schedules.lock import Lock
from fmplan.schedules.occurrence import Occurrence, Status
from fmplan.schedules.plan import Plan
from fmplan.schedules.spread import spread_number
from tests.schedules import oracle
from tests.schedules.factories import (
    a_plan,
    an_asset,
    an_estate,
    estate_file,
    keys,
    occurrences,
    opened,
    told,
)
from tests.schedules.registers import (
    END,
    START,
    asset_ids,
    calendars,
    capped_timings,
    days_of_plan,
    lives,
    simple_timings,
    spans,
    task_blocks,
)

TWO_YEARS = "2027..2028"
todays = st.one_of(st.just(date(2026, 12, 31)), days_of_plan)


@given(
    anchor=st.dates(date(2027, 1, 1), date(2031, 12, 31)),
    period=st.one_of(
        st.tuples(st.integers(1, 400), st.just("day")),
        st.tuples(st.integers(1, 60), st.just("week")),
        st.tuples(st.integers(1, 40), st.just("month")),
        st.tuples(st.integers(1, 7), st.just("year")),
    ),
)
def test_no_date_drifts_from_its_anchor_over_twenty_years(anchor: date, period: tuple[int, str]) -> None:
    count, unit = period
    plan = a_plan(f"every: {count} {unit}, first: {anchor}, shift: keep", span="2027..2051")
    expected = []
    n = 0
    while (day := oracle.add(anchor, n * count, unit)) <= date(2051, 12, 31):
        expected.append(day)
        n += 1
    assert [DATE[one.due] for one in occurrences(plan)] == expected


def cap_of(one: Occurrence) -> int:
    cap = one.series.task.max_gap
    assert cap is not None
    return int(str(cap).split()[0])


def last_planned(plan: Plan, task: str, asset: str = "pump") -> list[Day]:
    return sorted({one.planned for one in occurrences(plan, task, asset)})


@settings(max_examples=80)
@given(id_=asset_ids, calendar=calendars(longest=70), tasks=task_blocks(capped=True))
def test_no_chain_breaks_its_cap(id_: str, calendar: str, tasks: str) -> None:
    """Covered dates stand on the day of the visit that covers them, so the series itself holds the whole chain."""
    plan = a_plan(tasks=tasks, id_=id_, estate=calendar, span=TWO_YEARS)
    visits = occurrences(plan, "small", id_)
    assert visits
    days = last_planned(plan, "small", id_)
    cap = cap_of(visits[0])
    assert [(ISO[a], ISO[b]) for a, b in pairwise(days) if b - a > cap] == []
    assert days[-1] + cap > oracle_number(END)


def oracle_number(day: date) -> Day:
    return day.toordinal()


@settings(max_examples=40)
@given(id_=asset_ids, calendar=calendars(longest=40), tasks=task_blocks(capped=True), suspended=spans(90, size=2))
def test_a_cap_that_runs_out_while_suspended_ends_on_the_first_day_back(
    id_: str, calendar: str, tasks: str, suspended: list[str]
) -> None:
    plan = a_plan(tasks=tasks, id_=id_, estate=calendar, asset=f"suspended: [{', '.join(suspended)}]", span=TWO_YEARS)
    gone = [oracle.Span(*(date.fromisoformat(day) for day in span.split(".."))) for span in suspended]
    days = [DATE[day] for day in last_planned(plan, "small", id_)]
    for before, after in pairwise(days):
        limit = before + timedelta(days=cap_of(occurrences(plan, "small", id_)[0]))
        while any(limit in span for span in gone):
            limit += timedelta(days=1)
        assert after <= limit


@settings(max_examples=50)
@given(
    id_=asset_ids,
    calendar=calendars(),
    tasks=task_blocks(),
    asset=lives,
    today=todays,
    start=days_of_plan,
    length=st.integers(0, 60),
)
def test_a_part_of_the_plan_is_the_plan_of_the_part(
    id_: str, calendar: str, tasks: str, asset: str, today: date, start: date, length: int
) -> None:
    one = opened(tasks=tasks, id_=id_, asset=asset, estate=calendar)
    end = start + timedelta(days=length)
    whole = one.plan("2027..2029", str(today))
    part = one.plan(f"{start}..{end}", str(today))
    inside = [row for row in told(whole) if str(start) <= str(row[2]) <= str(end)]
    assert told(part) == inside


@settings(max_examples=50)
@given(id_=asset_ids, calendar=calendars(longest=30), tasks=task_blocks(), asset=lives)
def test_nothing_stands_on_a_closed_day_unless_a_finding_or_keep_says_why(
    id_: str, calendar: str, tasks: str, asset: str
) -> None:
    plan = a_plan(tasks=tasks, id_=id_, asset=asset, estate=calendar, span=TWO_YEARS)
    said = "\n".join(finding.message for finding in plan.findings)
    work = Calendars(plan.estate, Lock(), plan.range.start, plan.range.end)
    kept = {one.key for one in plan.occurrences if keeps(one)}
    for one in plan.occurrences:
        days = work.days_for(one.series.calendar, one.series.task.impact)
        if one.covered_by is None and one.key not in kept and not days.is_working(one.planned):
            assert ISO[one.planned] in said, one.key


def keeps(one: Occurrence) -> bool:
    task = one.series.task
    often = task.shift is None and 0 < task.period_days < 7 and task.max_gap is None
    return task.shift is Shift.KEEP or often


@given(
    calendar=calendars(),
    tasks=task_blocks(),
    asset=lives,
    other=task_blocks(),
    ids=st.lists(asset_ids, min_size=2, max_size=2, unique=True),
)
def test_one_more_asset_moves_no_others_dates(
    calendar: str, tasks: str, asset: str, other: str, ids: list[str]
) -> None:
    alone = {"estate.yaml": estate_file(calendar), "assets/a.yaml": an_asset(tasks, id_=ids[0], asset=asset)}
    both = alone | {"assets/b.yaml": an_asset(other, id_=ids[1])}
    before = told(an_estate(alone).plan(TWO_YEARS))
    after = [row for row in told(an_estate(both).plan(TWO_YEARS)) if str(row[0]).startswith(f"{ids[0]}/")]
    assert before == after


@settings(max_examples=40)
@given(calendar=calendars(), tasks=simple_timings(), asset=lives, other=simple_timings())
def test_one_more_task_moves_no_others_dates(calendar: str, tasks: str, asset: str, other: str) -> None:
    one = f"small: {{name: Small, {tasks}}}\n"
    two = one + f"another: {{name: Another, {other}}}\n"
    before = told(a_plan(tasks=one, asset=asset, estate=calendar))
    after = [row for row in told(a_plan(tasks=two, asset=asset, estate=calendar)) if "/small/" in str(row[0])]
    assert before == after


@settings(max_examples=40)
@given(
    calendar=calendars(),
    blocks=st.lists(task_blocks(), min_size=3, max_size=3),
    order=st.permutations(["north", "mid", "south"]),
)
def test_the_same_register_in_any_files_gives_the_same_plan(calendar: str, blocks: list[str], order: list[str]) -> None:
    texts = dict(zip(["north", "mid", "south"], blocks, strict=True))
    together = "assets:\n" + "".join(
        indent(f"{id_}:\n  class: pump\n  name: Pump\n  tasks:\n" + indent(texts[id_], "    ") + "\n", "  ")
        for id_ in order
    )
    one_file = {"estate.yaml": estate_file(calendar), "assets/all.yaml": together}
    three = {f"assets/{number}/{id_}.yaml": an_asset(texts[id_], id_=id_) for number, id_ in enumerate(order)} | {
        "estate.yaml": estate_file(calendar)
    }
    assert told(an_estate(one_file).plan()) == told(an_estate(three).plan())


@settings(max_examples=50)
@given(id_=asset_ids, calendar=calendars(), tasks=task_blocks(), asset=lives, today=todays)
def test_what_is_covered_stands_on_the_day_of_what_covers_it(
    id_: str, calendar: str, tasks: str, asset: str, today: date
) -> None:
    plan = a_plan(tasks=tasks, id_=id_, asset=asset, estate=calendar, span="2027..2029", today=str(today))
    by_key = {one.key: one for one in plan.occurrences}
    assert len(by_key) == len(plan.occurrences)
    for one in plan.occurrences:
        assert (one.status is Status.COVERED) == (one.covered_by is not None)
        if one.covered_by is not None:
            assert one.covered_by in by_key
            assert by_key[one.covered_by].planned == one.planned
            assert by_key[one.covered_by].covered_by is None
            assert one.key in by_key[one.covered_by].covers


@settings(max_examples=40)
@given(id_=asset_ids, calendar=calendars(), tasks=task_blocks(), asset=lives, today=todays)
def test_every_plan_is_in_order_and_inside_its_bounds(
    id_: str, calendar: str, tasks: str, asset: str, today: date
) -> None:
    plan = a_plan(tasks=tasks, id_=id_, asset=asset, estate=calendar, span=TWO_YEARS, today=str(today))
    order = [(one.planned, one.series.rank) for one in plan.occurrences]
    assert order == sorted(order)
    visits: dict[tuple[int, Day], int] = {}
    for one in plan.occurrences:
        assert plan.range.start <= one.planned <= plan.range.end
        assert one.series.begin <= one.planned
        assert one.latest >= one.planned or one.latest == one.limit
        if one.covered_by is None:
            visit = (one.series.rank, one.planned)
            visits[visit] = visits.get(visit, 0) + 1
    assert set(visits.values()) <= {1}


@settings(max_examples=40)
@given(id_=asset_ids, calendar=calendars(), tasks=task_blocks(), asset=lives, today=todays)
def test_moves_lead_from_the_due_day_to_the_planned_day(
    id_: str, calendar: str, tasks: str, asset: str, today: date
) -> None:
    """Each move leaves a reason, and the moves follow one another without a leap."""
    plan = a_plan(tasks=tasks, id_=id_, asset=asset, estate=calendar, span=TWO_YEARS, today=str(today))
    for one in plan.occurrences:
        way = [one.due, *(move.to for move in one.moved)]
        assert [move.start for move in one.moved] == way[:-1], one.key
        assert way[-1] == one.planned, one.key


@settings(max_examples=40)
@given(id_=asset_ids, calendar=calendars(), timing=simple_timings(), asset=lives)
def test_nothing_is_due_out_of_season_out_of_life_or_while_suspended(
    id_: str, calendar: str, timing: str, asset: str
) -> None:
    plan = a_plan(timing, id_=id_, asset=asset, estate=calendar, span=TWO_YEARS)
    for one in plan.occurrences:
        owner, season = one.series.asset, one.series.task.season
        assert season is None or season.holds(one.due)
        assert not any(one.due in gone for gone in owner.suspended)
        assert one.series.begin <= one.due
        assert owner.out_of_service is None or one.due <= owner.out_of_service


@settings(max_examples=40)
@given(
    id_=asset_ids,
    older=st.integers(1, 60),
    newer=capped_timings(),
    until=st.dates(date(2027, 3, 1), date(2028, 6, 1)),
)
def test_a_change_of_rule_leaves_the_past_alone(id_: str, older: int, newer: str, until: date) -> None:
    first = "first: 2027-01-20"
    before = a_plan(f"every: {older} days, {first}", id_=id_, span=f"{START}..{until}")
    after = a_plan(
        f"{newer}, starts: {until + timedelta(days=1)}, shift: later,"
        f" was: [{{until: {until}, every: {older} days, {first}}}]".replace(", from: completion", ""),
        id_=id_,
        span=f"{START}..{until}",
    )
    due = [str(DATE[one.due]) for one in occurrences(before, asset=id_)]
    slots = [key.rpartition("/")[2] for key in keys(after, asset=id_) if "+" not in key]
    assert slots == due


@settings(max_examples=20)
@given(id_=asset_ids, tasks=task_blocks(), far=st.dates(date(2050, 1, 1), date(2060, 12, 31)))
def test_every_rule_comes_to_an_end(id_: str, tasks: str, far: date) -> None:
    plan = a_plan(tasks=tasks, id_=id_, span=f"{far}..{far}")
    assert all(one.planned == oracle_number(far) for one in plan.occurrences)


@settings(max_examples=15)
@given(id_=asset_ids, tasks=task_blocks(), today=todays)
def test_a_calendar_on_which_nobody_ever_works_ends_in_findings(id_: str, tasks: str, today: date) -> None:
    one = opened(tasks=tasks, id_=id_, estate="calendar: {country: none, workweek: []}")
    plan = one.plan(today=str(today))
    assert plan.findings


def test_the_same_estate_opened_twice_tells_the_same() -> None:
    tasks = (
        "small: {name: Small, every: 14 days, max_gap: 15 days}\nlarge: {name: Large, every: 3 months, covers: [small]}"
    )
    assert told(a_plan(tasks=tasks)) == told(a_plan(tasks=tasks))


@settings(max_examples=60)
@given(id_=asset_ids, calendar=calendars(), timing=simple_timings(), today=todays)
def test_a_series_planned_by_itself_stands_as_it_would_on_a_course(
    id_: str, calendar: str, timing: str, today: date
) -> None:
    """A follower makes its leader go the long way, through course and nesting: no date may depend on that."""
    alone = f"check: {{name: Check, {timing}}}"
    led = f"{alone}\nfollower: {{name: Follower, after: {{task: check, within: 1 day}}}}"
    plans = [a_plan(tasks=tasks, id_=id_, estate=calendar, span=TWO_YEARS, today=str(today)) for tasks in (alone, led)]
    by_itself, on_course = ([one[1:] for one in occurrences(plan, "check", id_)] for plan in plans)
    assert by_itself == on_course


NUMBERED = [f"a{number}" for number in range(2000)]
# Four that share their place in the year, though nothing else of their numbers, and six others.
ALIKE = [id_ for id_ in NUMBERED if spread_number(id_) % 365 == 17][:4] + NUMBERED[:6]


@settings(max_examples=60)
@given(
    calendar=calendars(longest=10),
    tasks=task_blocks(),
    life=st.one_of(st.just(""), lives),
    today=todays,
    start=days_of_plan,
)
def test_assets_alike_are_planned_as_each_would_be_alone(
    calendar: str, tasks: str, life: str, today: date, start: date
) -> None:
    """What many have in common is reckoned once: nobody's dates may depend on who else is there."""
    span = f"{start}..{start + timedelta(days=400)}"
    estate = {"estate.yaml": estate_file(calendar)}
    files = {id_: {f"assets/{id_}.yaml": an_asset(tasks, id_=id_, asset=life)} for id_ in ALIKE}
    whole = dict(estate)
    for one in files.values():
        whole |= one
    together = told(an_estate(whole).plan(span, str(today)))
    for id_ in ALIKE[1::3]:
        alone = told(an_estate(estate | files[id_]).plan(span, str(today)))
        assert [row for row in together if str(row[0]).startswith(f"{id_}/")] == alone
