"""Which units are due on each date of a plan."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fmplan.dates.day import DATE
from fmplan.exports import csv, markdown, table
from fmplan.exports import json as json_export
from fmplan.exports.explain import explained
from fmplan.exports.ical import calendar as ical
from fmplan.exports.turns import Turns
from fmplan.schedules.plan import Plan
from tests.exports.registers import PUMP, whole
from tests.exports.registers import a_plan as a_small_plan
from tests.schedules.factories import MON_TO_FRI, a_plan, occurrences, opened
from tests.schedules.registers import asset_ids, calendars, days_of_plan, lives, simple_timings, task_blocks

ROTATING = PUMP.replace("first: 2027-03-03", "first: 2027-01-03\n        rotate: {units: 40, each: 3}")


def units(plan: Plan, task: str = "check", asset: str = "pump") -> list[str | None]:
    """Return the units of each date of a series, in order."""
    turns = Turns(plan)
    return [turns.units_of(one.series, one.key) for one in occurrences(plan, task, asset)]


def numbers(texts: list[str | None]) -> list[int]:
    """Return every unit that is named, in order."""
    found: list[int] = []
    for text in texts:
        for part in (text or "").split(", "):
            first, _, last = part.partition("-")
            found += range(int(first), int(last or first) + 1)
    return found


def test_the_first_date_has_the_first_units_and_the_last_goes_on_from_the_beginning() -> None:
    assert units(a_plan("every: 1 month, rotate: {units: 5, each: 2}", span="2027-01-01..2027-04-30")) == [
        *("1-2", "3-4", "5, 1", "2-3"),
    ]


def test_a_task_that_does_not_rotate_names_no_units() -> None:
    assert units(a_plan("every: 6 months", asset="quantity: 8")) == [None, None]


def test_where_nobody_says_how_many_there_are_no_units_are_named() -> None:
    assert units(a_plan("every: 6 months, rotate: {units: points}")) == [None, None]


def test_a_date_that_falls_out_takes_no_units_with_it() -> None:
    rule = "every: 1 month, first: 2027-01-11, rotate: {units: 24, each: 2}"
    assert numbers(units(a_plan(rule, asset="suspended: [2027-03-01..2027-05-31]"))) == [*range(1, 19)]
    skipping = a_plan("every: 1 day, shift: skip, rotate: {units: 300}", estate=MON_TO_FRI)
    assert numbers(units(skipping))[:300] == [*range(1, 301)]


def test_an_extra_visit_for_the_cap_takes_a_turn() -> None:
    calendar = "calendar: {country: none, closed: [2027-01-18..2027-01-19]}"
    rule = "every: 14 days, first: 2027-01-05, max_gap: 15 days, rotate: {units: 26, each: 1}"
    plan = a_plan(rule, estate=calendar, span="2027-01-01..2027-02-28")
    assert [(one.key.rpartition("/")[2], unit) for one, unit in zip(occurrences(plan), units(plan), strict=True)] == [
        ("2027-01-05", "1"),
        ("2027-01-19", "2"),
        ("2027-02-02+", "3"),
        ("2027-02-02", "4"),
        ("2027-02-16", "5"),
    ]


def test_a_date_that_is_covered_stands_for_its_units() -> None:
    tasks = (
        "check: {name: Check, every: 1 month, first: 2027-01-11, rotate: {units: 12}}\n"
        "year: {name: Year, every: 1 year, first: 2027-03-11, covers: [check]}"
    )
    plan = a_plan(tasks=tasks, span="2027-01-01..2027-04-30")
    assert units(plan) == ["1", "2", "3", "4"]
    assert [one.covered_by for one in occurrences(plan)][2] == "pump/year/2027-03-11"


def test_forecasts_of_a_floating_series_go_on_from_the_open_one() -> None:
    rule = "every: 1 month, from: completion, last: 2026-12-20, rotate: {units: 12}"
    assert units(a_plan(rule, span="2027-03-01..2027-04-30")) == ["3", "4"]


def test_assets_that_share_their_dates_have_their_own_units() -> None:
    lamps = "".join(
        f"  lamp-{n}: {{class: lamp, name: Lamp, quantity: {quantity}}}\n" for n, quantity in ((1, 12), (2, 24), (3, 6))
    )
    task = "{name: Look, every: 1 month, first: 2027-03-03, sample: 1%}"
    plan = a_small_plan(f"defaults: {{tasks: {{look: {task}}}}}\nassets:\n{lamps}", days="2027-03-01..2027-04-30")
    assert [units(plan, "look", f"lamp-{n}") for n in (1, 2, 3)] == [["1", "2"], ["1-2", "3-4"], ["1", "2"]]
    rows = whole(csv.render(plan)).splitlines()
    assert [",1-2," in row for row in rows[1:4]] == [False, True, False]


def test_every_form_tells_the_units() -> None:
    plan = a_small_plan(ROTATING, days="2027-12-01..2028-02-29")
    (first, second, third) = json.loads(whole(json_export.render(plan)))["occurrences"]
    assert [one["units"] for one in (first, second, third)] == ["5-8", "9-12", "13-16"]
    assert ",outage water,5-8,," in whole(csv.render(plan))
    assert "Monthly check (5-8)" in whole(table.render(plan))
    assert "Monthly check (9-12)" in whole(markdown.render(plan))
    assert "units 13-16\r\n" in whole(ical.render(plan))
    assert "编号 13-16\r\n" in whole(ical.render(plan, "zh"))


def test_units_that_go_round_are_quoted_in_a_row() -> None:
    plan = a_small_plan(ROTATING.replace("40", "10"), days="2027-04-01..2027-04-30")
    assert ',outage water,"10, 1-2",,' in whole(csv.render(plan))


def test_explain_tells_why_more_are_due() -> None:
    plan = a_small_plan(ROTATING, days="2027-12-01..2027-12-31")
    lines = "".join(explained(plan, plan.series[0])).splitlines()
    assert "units     40, 4 on each date: with 3 the 12 dates of a year would not come to all" in lines
    assert lines[-1] == "                  units 5-8"


def test_explain_tells_the_rounds() -> None:
    rounds = PUMP.replace(
        "every: 1 month", "every: 1 month\n        round: {every: 3 h, within: '08:00-17:00', closing: yes}"
    )
    plan = a_small_plan(rounds)
    lines = "".join(explained(plan, plan.series[0])).splitlines()
    assert "times     08:00, 11:00, 14:00, 17:00: 4 rounds within 08:00-17:00, the last one closing" in lines


@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_out_of_the_years_plan_names_the_same_units(month: int) -> None:
    one = opened("every: 1 week, rotate: {units: 40, each: 3}")
    year = one.plan("2029")
    inside = [
        unit for date_, unit in zip(occurrences(year), units(year), strict=True) if _month(date_.planned) == month
    ]
    last = (date(2029 + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    assert units(one.plan(f"2029-{month:02}-01..2029-{month:02}-{last}")) == inside


def _month(day: int) -> int:
    return DATE[day].month


rotations = st.one_of(
    st.builds("rotate: {{units: {}, each: {}}}".format, st.integers(1, 60), st.integers(1, 5)),
    st.builds("rotate: {{each: {}}}".format, st.integers(1, 9)),
    st.builds("sample: {}%".format, st.integers(1, 100)),
)


def rotating(tasks: str, rotation: str) -> str:
    """Return tasks with a rotation for each of them."""
    return "\n".join(line[: line.rindex("}")] + f", {rotation}}}" for line in tasks.split("\n"))


@settings(max_examples=60)
@given(
    id_=asset_ids, calendar=calendars(), tasks=task_blocks(), asset=lives, rotation=rotations, many=st.integers(1, 40)
)
def test_no_unit_is_named_again_before_all_others_were(
    id_: str, calendar: str, tasks: str, asset: str, rotation: str, many: int
) -> None:
    one = opened(tasks=rotating(tasks, rotation), id_=id_, asset=f"{asset}\nquantity: {many}", estate=calendar)
    plan = one.plan("2027..2030")
    for series in plan.series:
        assert series.turn is not None
        assert series.turn.units is not None
        named = numbers(units(plan, series.task.id, id_))
        assert named == [n % series.turn.units + 1 for n in range(len(named))]


@settings(max_examples=60)
@given(id_=asset_ids, rule=simple_timings(), rotation=rotations, many=st.integers(1, 60))
def test_over_any_year_every_unit_is_named(id_: str, rule: str, rotation: str, many: int) -> None:
    """In each whole calendar year with a date: by due days, because a day off may move a date into the next year."""
    if "completion" in rule:  # a forecast drifts by the days off that it meets
        rule = rule.replace(", from: completion", "")
    plan = a_plan(f"{rule}, {rotation}", id_=id_, asset=f"in_service: 2026-11-30\nquantity: {many}", span="2027..2033")
    years: dict[int, set[int]] = {}
    for one, text in zip(occurrences(plan, asset=id_), units(plan, asset=id_), strict=True):
        years.setdefault(DATE[one.due].year, set()).update(numbers([text]))
    (series,) = plan.series
    assert series.turn is not None
    assert series.turn.units is not None
    whole_years = [year for year in years if min(years) < year < max(years)]
    everything = set(range(1, series.turn.units + 1))
    assert [year for year in whole_years if years[year] != everything] == []


@settings(max_examples=50)
@given(
    id_=asset_ids,
    calendar=calendars(),
    tasks=task_blocks(),
    asset=lives,
    rotation=rotations,
    start=days_of_plan,
    length=st.integers(0, 60),
)
def test_a_part_of_the_plan_names_the_units_of_the_whole(
    id_: str, calendar: str, tasks: str, asset: str, rotation: str, start: date, length: int
) -> None:
    one = opened(tasks=rotating(tasks, rotation), id_=id_, asset=f"{asset}\nquantity: 31", estate=calendar)
    end = start + timedelta(days=length)
    whole_plan, part = one.plan("2027..2029"), one.plan(f"{start}..{end}")
    turns = Turns(whole_plan)
    told = {
        date_.key: turns.units_of(date_.series, date_.key)
        for date_ in whole_plan.occurrences
        if start <= DATE[date_.planned] <= end
    }
    of_part = Turns(part)
    assert {date_.key: of_part.units_of(date_.series, date_.key) for date_ in part.occurrences} == told


@settings(max_examples=60)
@given(
    id_=asset_ids,
    calendar=calendars(),
    timing=simple_timings(),
    asset=lives,
    far=st.dates(date(2030, 1, 1), date(2031, 12, 31)),
)
def test_turns_by_division_are_those_that_a_course_counts(
    id_: str, calendar: str, timing: str, asset: str, far: date
) -> None:
    alone = f"check: {{name: Check, {timing}, rotate: {{units: 97}}}}"
    led = f"{alone}\nfollower: {{name: Follower, after: {{task: check, within: 1 day}}}}"
    plans = [
        a_plan(tasks=tasks, id_=id_, asset=asset, estate=calendar, span=f"{far}..{far + timedelta(days=90)}")
        for tasks in (alone, led)
    ]
    by_division, on_course = (units(plan, "check", id_) for plan in plans)
    assert by_division == on_course
