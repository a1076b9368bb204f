"""A year of one asset of every class, in each climate zone of China, in the United Kingdom and in the United States.

Each date is held to its rule as it is printed, reckoned here a second time with plain dates. `golden/` is the year to
be read by people, beside the standards: `make golden` writes it anew.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest

from fmplan.dates.day import DATE
from fmplan.dates.ranges import parse_date_range
from fmplan.exports.turns import Turns
from fmplan.schedules.duties import duty_of
from fmplan.schedules.series import Series
from tests.schedules.factories import an_estate, estate_file
from tests.schedules.library.books import Rule, rules
from tests.schedules.library.goldentext import FILES, golden_text
from tests.schedules.library.printedrules import ONE, chosen, days_of, later, periods_of, runs_of, units_in
from tests.schedules.library.wholeestates import (
    PLACES,
    ZONES,
    Variant,
    facts_of,
    opened,
    plan_of,
    planned,
    rules_of_place,
    variants_of,
)

HERE: Final = Path(__file__).parent
A_YEAR: Final = (date(2027, 1, 1), date(2027, 12, 31))
every_place = pytest.mark.parametrize("place", PLACES)
every_zone = pytest.mark.parametrize("zone", ZONES)


# The whole


@every_place
def test_an_estate_of_all_classes_opens_without_an_error(place: str) -> None:
    assert [one for one in opened(place).findings if one.is_error] == []
    assert [one for one in planned(place).findings if one.is_error] == []


@every_place
def test_nothing_is_to_be_mended_in_an_estate_that_says_all_facts(place: str) -> None:
    """A warning that the library brings about would stand in every estate of the country."""
    told = [one for one in opened(place).findings if one.code != "missing-fact"]
    assert [one for one in told if one.place.is_built_in] == []


@every_place
def test_every_rule_of_the_packs_is_planned_or_a_stricter_one_is(place: str) -> None:
    planned_rules = {(_id(one), one.asset.id) for one in opened(place).series}
    duties = {(duty_of(one.task), one.asset.id) for one in opened(place).series}
    assert [
        (rule.id, variant.id)
        for rule in rules_of_place(place)
        for variant in variants_of(rule, place)
        if (rule.id, variant.id) not in planned_rules and (rule.form.duty, variant.id) not in duties
    ] == []


def test_every_rule_of_the_library_has_an_asset_somewhere() -> None:
    told = {rule.id for place in PLACES for rule in rules_of_place(place) if variants_of(rule, place)}
    assert [rule.id for rule in rules() if rule.id not in told] == []


@pytest.mark.parametrize("file", FILES)
def test_a_golden_year_is_as_it_was_read(file: str, request: pytest.FixtureRequest) -> None:
    path = HERE / "golden" / f"{file}.txt"
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(golden_text(file).encode())
    assert path.read_bytes() == golden_text(file).encode()


# Rules that ask for one in each period, or for no more than so long between two


@every_place
def test_what_is_due_once_in_each_period_is_done_in_each(place: str) -> None:
    """So many times as `count` says, in each calendar period of 2027, or in that part of it that lies in season."""
    wrong = []
    for rule, series, facts in _series_with(place, "once_per"):
        count = int(chosen(rule.block.get("count"), facts) or 1)
        done = _days(place, series, beside=True)
        for part in _parts_of_the_year(rule, facts):
            number = len(part.intersection(done))
            if number != count:
                wrong.append((rule.id, series.asset.id, f"{min(part)}..{max(part)}", number))
    assert wrong == []


def _parts_of_the_year(rule: Rule, facts: Mapping[str, Any]) -> Iterator[set[date]]:
    """Yield the days of each calendar period of 2027 that lie in season; of `season`, each season that begins in it."""
    name, season = chosen(rule.block["once_per"], facts), chosen(rule.block.get("season"), facts)
    if name == "season":
        days = set().union(*(days_of(season, facts.get("climate"), year) for year in (2026, 2027, 2028)))
        yield from (run for run in runs_of(days) if min(run).year == 2027)
        return
    days = days_of(season, facts.get("climate"), 2027)
    for start, end in periods_of(name, 2027):
        if part := {day for day in days if start <= day <= end}:
            yield part


@every_place
def test_no_work_is_done_out_of_its_season(place: str) -> None:
    wrong = []
    for rule, series, facts in _series_with(place, "season"):
        season = days_of(chosen(rule.block["season"], facts), facts.get("climate"), 2027)
        wrong += [(rule.id, series.asset.id, str(day)) for day in _days(place, series) if day not in season]
    assert wrong == []


@every_place
def test_no_two_visits_are_further_apart_than_their_cap(place: str) -> None:
    """Counting the visits of larger tasks that cover them: work on a new asset is due at once, so the first counts."""
    wrong = []
    for rule, series, facts in _series_with(place, "max_gap"):
        cap = chosen(rule.block["max_gap"], facts)
        if isinstance(cap, str):
            days = _days(place, series, beside=True)
            wrong += [(rule.id, series.asset.id, str(b), str(a)) for b, a in pairwise(days) if a > later(b, cap)]
    assert wrong == []


@every_zone
@pytest.mark.parametrize("class_", ["traction", "hydraulic", "dumbwaiter", "escalator"])
def test_lifts_are_served_every_fifteen_days_by_one_service_or_another(zone: str, class_: str) -> None:
    services = {"half-month", "quarter", "half-year", "year"}
    of_the_lift = [one for one in opened(zone).series if one.asset.id == f"elevator-{class_}"]
    chain = [one for one in of_the_lift if one.task.bare_id in services]
    assert {one.task.bare_id for one in chain} == services
    visits = sorted({day for one in chain for day in _days(zone, one, beside=True)})
    assert max(after - before for before, after in pairwise(visits)) <= 15 * ONE
    assert len(visits) >= 2 * 13


@pytest.mark.parametrize(("period", "number"), [("week", 52), ("month", 12)])
def test_weekly_and_monthly_work_by_nfpa_falls_once_in_each_week_and_month(period: str, number: int) -> None:
    of_nfpa = [(rule, one) for rule, one, _ in _series_with("US", "once_per") if rule.schedule.id.startswith("us-nfpa")]
    due = [(rule, one) for rule, one in of_nfpa if rule.block["once_per"] == period]
    assert len(due) >= 3
    spans = list(periods_of(period, 2027))
    assert len(spans) in {number - 1, number}
    for rule, series in due:
        days = _days("US", series)
        counts = [sum(1 for day in days if start <= day <= end) for start, end in spans]
        assert counts == [1] * len(spans), rule.id


@every_place
def test_a_plain_period_comes_as_often_as_it_says(place: str) -> None:
    """Of fixed rules without a season and without a cap that asks for more: on the days that they are due."""
    wrong = []
    for rule, series, facts in _series_with(place, "every"):
        every = chosen(rule.block["every"], facts)
        if isinstance(every, str) and not {"season", "from", "max_gap"} & set(rule.block):
            due = _due_by_rank(place).get(series.rank, [])
            wrong += [(rule.id, str(b), str(a)) for b, a in pairwise(due) if b.day < 28 and later(b, every) != a]
    assert wrong == []


# Greenery


def _windows() -> Iterator[tuple[str, str, str]]:
    """Yield (the document's task, zone, window) of its table 7.2; the window of a zone that has none is empty.

    A single day is the last on which the work is in time: a fortnight leads up to it.
    """
    with (HERE / "windows.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield from ((row["task"], zone, row[zone]) for zone in ZONES)


def _days_of_window(window: str, zone: str) -> set[date]:
    days = days_of(window, zone, 2027)
    return {day - before * ONE for day in days for before in range(14)} if len(days) == 1 else days


@cache
def _became(id_: str) -> tuple[str, ...]:
    """Return the tasks of the library that a greenery task of the document became."""
    with (HERE / "standards" / "4.8.csv").open(encoding="utf-8", newline="") as file:
        return tuple(next(row["tasks"].split() for row in csv.DictReader(file) if row["id"] == id_))


@pytest.mark.parametrize(("id_", "zone", "window"), list(_windows()))
def test_greenery_falls_in_its_window_and_only_there(id_: str, zone: str, window: str) -> None:
    open_days = set().union(*(_days_of_window(one, zone) for one in window.split()))
    by_event = {rule.id for rule in rules() if rule.form.event}
    series = [one for one in opened(zone).series if _id(one) in _became(id_) and _id(one) not in by_event]
    days = {day for one in series for day in _days(zone, one)}
    assert sorted(days - open_days) == []
    assert bool(days) is bool(open_days and set(_became(id_)) - by_event)


# By age


LIFT: Final = """\
assets:
  lift-1: {class: elevator/traction, name: Lift 1, in_service: 2027-05-20}
"""


@cache
def _lift_years() -> Mapping[str, list[date]]:
    """Return the due days of a new lift's inspections over twenty-one years, by task."""
    estate = estate_file("standards: [cn-statutory]\nfacts: {climate: Z3, region: CN-33}\nlanguage: zh")
    plan = an_estate({"estate.yaml": estate, "assets/lifts.yaml": LIFT}).plan("2027..2047")
    found: dict[str, list[date]] = {}
    for one in plan.occurrences:
        if one.series.asset.id == "lift-1":
            found.setdefault(one.series.task.bare_id, []).append(DATE[one.due])
    return found


def test_a_lift_is_inspected_at_the_ages_of_the_rule_then_yearly() -> None:
    ages = [1, 4, 7, 9, 11, 13, 15, 16, 17, 18, 19, 20]
    assert _lift_years()["periodic-inspection"] == [date(2027 + age, 5, 20) for age in ages]


def test_a_lift_tests_itself_in_all_other_years() -> None:
    ages = [2, 3, 5, 6, 8, 10, 12, 14]
    assert _lift_years()["self-testing"] == [date(2027 + age, 5, 20) for age in ages]


def test_the_inspection_of_a_lift_is_asked_for_a_month_before() -> None:
    asked, inspected = _lift_years()["inspection-request"], _lift_years()["periodic-inspection"]
    assert asked == [date(day.year, 4, 20) for day in inspected]


def test_the_firm_checks_a_lift_ahead_of_every_inspection_and_test() -> None:
    checks = sorted(_lift_years()["annual-self-check"] + _lift_years()["annual-self-check-testing-years"])
    marks = sorted(_lift_years()["periodic-inspection"] + _lift_years()["self-testing"])
    assert [mark - check for check, mark in zip(checks, marks, strict=True)] == [35 * ONE] * 20


@pytest.mark.parametrize("place", ["Z3", "GB", "US"])
def test_what_goes_by_age_is_due_on_the_days_the_ages_are_reached(place: str) -> None:
    """Each due day is one of the ages in the rule, or so many steps of `then` past the last."""
    wrong = []
    span = "2026-01-01..2040-12-31"
    for rule, series, _ in _series_with(place, "ages"):
        ages = rule.block["ages"]
        born = date(2020, 11, 2) if ages.get("of") == "manufactured" else date(2021, 4, 19)
        last = max((later(born, age) for age in ages.get("at", ())), default=born)
        reached = {later(born, age) for age in ages.get("at", ())}
        if "then" in ages:
            reached |= {later(last, ages["then"], n) for n in range(1, 40)}
        days = {DATE[one.due] for one in plan_of(opened(place), parse_date_range(span), [series]).occurrences}
        wanted = {day for day in reached if date(2026, 1, 1) <= day <= date(2040, 12, 31)}
        if "ends" in rule.block:
            wanted = {day for day in wanted if day <= later(born, rule.block["ends"])}
        if "except_years_of" not in ages and days != wanted:
            wrong.append((rule.id, series.asset.id, sorted(days ^ wanted)))
    assert wrong == []


# Units that take turns


@pytest.mark.parametrize("place", ["Z3", "GB"])
def test_all_units_that_take_turns_come_within_the_year(place: str) -> None:
    plan = planned(place)
    turning = [one for one in plan.series if one.turn is not None]
    turns = Turns(plan)
    assert turning
    dates = {series.rank: found for series, found in zip(plan.series, plan.by_series, strict=True)}
    for series in turning:
        in_the_year = [one for one in dates[series.rank] if DATE[one.planned].year == A_YEAR[0].year]
        texts = [turns.units_of(series, one.key) for one in in_the_year]
        assert series.turn is not None
        assert series.turn.units is not None, _id(series)
        covered = set().union(*(units_in(text) for text in texts if text))
        assert covered == set(range(1, series.turn.units + 1)), _id(series)


def test_a_call_point_of_an_alarm_is_another_each_week_and_a_quarter_of_detectors_each_quarter() -> None:
    by_rotation = {_id(one) for place in ("GB", "Z3") for one in opened(place).series if one.turn is not None}
    assert {"uk-fire-alarm/week", "cn-fire-alarm/quarter"} <= by_rotation


# Before a holiday


@every_zone
def test_fire_installations_are_checked_before_each_great_holiday(zone: str) -> None:
    first_days = {"new-year": "2028-01-01", "spring-festival": "2027-02-05", "labour-day": "2027-05-01"}
    first_days |= {"national-day": "2027-10-01"}
    for holiday, day in first_days.items():
        series = _by_asset(zone)[f"cn-fire-estate/fire-check-before-{holiday}", "estate"]
        (check,) = _days(zone, series)
        assert 3 * ONE <= date.fromisoformat(day) - check <= 10 * ONE


# What the tests see of an estate


def _id(series: Series) -> str:
    return f"{series.task.schedule}/{series.task.bare_id}"


@cache
def _by_asset(place: str) -> Mapping[tuple[str, str], Series]:
    return {(_id(one), one.asset.id): one for one in opened(place).series}


def _series_with(place: str, key: str) -> Iterator[tuple[Rule, Series, Mapping[str, Any]]]:
    """Yield each rule that says a key, with its series on the assets that it is for, and the facts of the asset."""
    for rule in rules_of_place(place):
        if key in rule.block:
            for variant in variants_of(rule, place):
                series = _by_asset(place).get((rule.id, variant.id))
                if series is not None:
                    yield rule, series, _facts(place, variant)


def _facts(place: str, variant: Variant) -> Mapping[str, Any]:
    return {**facts_of(place), **dict(variant.otherwise)}


def _days(place: str, series: Series, *, beside: bool = False) -> list[date]:
    """Return the days of 2027 on which a series is planned, each once; also those before and after, where asked."""
    days = _planned_by_rank(place).get(series.rank, [])
    return days if beside else [day for day in days if A_YEAR[0] <= day <= A_YEAR[1]]


@cache
def _planned_by_rank(place: str) -> Mapping[int, list[date]]:
    pairs = zip(planned(place).series, planned(place).by_series, strict=True)
    return {series.rank: sorted({DATE[one.planned] for one in dates}) for series, dates in pairs}


@cache
def _due_by_rank(place: str) -> Mapping[int, list[date]]:
    pairs = zip(planned(place).series, planned(place).by_series, strict=True)
    return {series.rank: sorted({DATE[one.due] for one in dates}) for series, dates in pairs}
