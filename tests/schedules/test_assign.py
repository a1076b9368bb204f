"""Which tasks an asset has, under which facts, and who does them."""

from __future__ import annotations

import pytest

from fmplan.dates.ranges import parse_day
from fmplan.schedules.coverage import Standing, answers_of
from tests.schedules.factories import Opened, a_plan, an_estate, codes, due_days, estate_file, opened


def tasks_of(one: Opened, asset: str = "pump") -> list[str]:
    return [series.task.id for series in one.series if series.asset.id == asset]


FACTS = """
facts: {level: L1, key_fire_unit: false}
locations:
  tower: {facts: {height_m: 79, level: L2}}
"""


@pytest.mark.parametrize(
    ("when", "applies"),
    [
        ("{level: L2}", True),
        ("{level: L1}", False),
        ("{level: [L1, L2]}", True),
        ("{key_fire_unit: false}", True),
        ("{key_fire_unit: true}", False),
        ("{height_m: {over: 79}}", False),
        ("{height_m: {from: 79}}", True),
        ("{height_m: {below: 79}}", False),
        ("{height_m: {over: 27, below: 100}}", True),
        ("{floors: 32, level: L2}", True),
        ("{floors: 31, level: L2}", False),
    ],
)
def test_a_task_applies_where_its_facts_hold(when: str, applies: bool) -> None:
    asset = "location: tower/core/shaft\nattributes: {floors: 32}"
    one = opened(f"every: 1 month, when: {when}", asset=asset, estate=FACTS)
    assert tasks_of(one) == (["check"] if applies else [])


def test_attributes_are_stronger_than_the_location_and_that_than_the_estate() -> None:
    def level(asset: str) -> list[str]:
        task = "every: {by: level, L1: 3 months, L2: 4 months, L3: 6 months}, first: 2027-01-01"
        return due_days(a_plan(task, asset=asset, estate=FACTS))

    assert len(level("")) == 4
    assert len(level("location: tower/core")) == 3
    assert len(level("location: tower/core\nattributes: {level: L3}")) == 2


def test_a_missing_fact_is_one_finding_for_all_that_ask_for_it() -> None:
    tasks = "\n".join(f"t{n}: {{name: T, every: 1 month, when: {{climate: Z3}}}}" for n in range(3))
    one = opened(tasks=tasks)
    assert codes(one.findings) == ["missing-fact"]
    assert len(one.findings) == 1


@pytest.mark.parametrize(
    ("task", "count"),
    [
        ("once_per: {by: level, L1: quarter, L2: year}", 4),
        ("once_per: year, count: {by: level, L1: 3, L2: 1}", 3),
        ("every: 1 month, on: 1, season: {by: level, L1: 04..05, L2: 06..06}", 2),
    ],
)
def test_more_keys_may_be_chosen_by_a_fact(task: str, count: int) -> None:
    assert len(due_days(a_plan(task, estate="facts: {level: L1}"))) == count


def test_caps_and_times_may_be_chosen_by_a_fact() -> None:
    task = "every: 14 days, max_gap: {by: level, L1: 15 days, L2: 20 days}, times: {by: level, L1: 2, L2: 1}"
    (series,) = a_plan(task, estate="facts: {level: L1}").series
    assert (str(series.task.max_gap), series.task.times) == ("15 days", 2)


def two_schedules(first: str, second: str) -> Opened:
    text = (
        f"schedules:\n  one: {{title: One, applies_to: [pump], source: {{standard: A}},"
        f" tasks: {{check: {{name: A, {first}}}}}}}\n"
        f"  two: {{title: Two, applies_to: [pump], source: {{standard: B}}, tasks: {{look: {{name: B, {second}}}}}}}\n"
    )
    return an_estate(
        {
            "estate.yaml": estate_file(),
            "schedules/s.yaml": text,
            "assets/a.yaml": "assets: {pump: {class: pump/fire, name: P}}",
        }
    )


def test_a_schedule_fits_the_classes_below_its_own() -> None:
    assert tasks_of(two_schedules("every: 1 month", "every: 1 year")) == ["check", "look"]


def test_of_two_schedules_with_one_duty_the_strictest_timing_wins_with_every_citation() -> None:
    one = two_schedules("every: 3 months, duty: upkeep", "every: 1 month, duty: upkeep")
    assert tasks_of(one) == ["look"]
    task = one.series[0].task
    standards = [source.standard for source in (task.source, *task.also) if source]
    assert standards == ["B", "A"]


def over_the_schedule(asset: str) -> Opened:
    text = (
        "schedules:\n"
        "  one: {title: One, applies_to: [pump], tasks: {check: {name: A, every: 3 months, first: 2027-01-10}}}\n"
    )
    return an_estate(
        {
            "estate.yaml": estate_file(),
            "schedules/s.yaml": text,
            "assets/a.yaml": f"assets:\n  pump: {{class: pump, name: P, {asset}}}\n",
        }
    )


def test_an_asset_may_say_single_keys_of_a_task_otherwise() -> None:
    plan = over_the_schedule("tasks: {check: {every: 6 months}}").plan()
    assert due_days(plan) == ["2027-01-10", "2027-07-10"]


def test_a_waived_task_is_not_planned() -> None:
    assert tasks_of(over_the_schedule("waive: {check: {because: not fitted}}")) == []


def test_a_waiver_ends_on_its_day() -> None:
    plan = over_the_schedule("waive: {check: {because: under warranty, until: 2027-06-30}}").plan()
    assert due_days(plan) == ["2027-07-10", "2027-10-10"]


TEAMS = """
teams:
  lifts: {name: Lifts, trades: [lift]}
  own: {name: Own, trades: [clean, paint]}
  other: {name: Other, trades: [paint]}
"""


@pytest.mark.parametrize(
    ("asset", "task", "team"),
    [
        ("", "", None),
        ("team: own", "", "own"),
        ("team: own", ", trade: clean", "own"),
        ("team: own", ", trade: lift", "lifts"),
        ("team: own", ", trade: lift, team: other", "other"),
        ("", ", trade: clean", "own"),
    ],
)
def test_who_does_a_task(asset: str, task: str, team: str | None) -> None:
    (series,) = a_plan(f"every: 1 month{task}", asset=asset, estate=TEAMS).series
    assert (series.team.id if series.team else None) == team


@pytest.mark.parametrize("task", ["trade: paint", "trade: roof", "team: lift"])
def test_a_task_that_nobody_or_anybody_could_do_is_found(task: str) -> None:
    one = opened(f"every: 1 month, {task}", estate=TEAMS)
    assert [finding.is_error for finding in one.findings] == [True]


def said_of(one: Opened, code: str) -> list[tuple[str, str, str]]:
    """Return severity, place and message of the findings of a code, in a register read without an error."""
    assert [str(finding) for finding in one.findings if finding.is_error] == []
    return [
        (finding.severity.value, finding.place.path, finding.message)
        for finding in one.findings
        if finding.code == code
    ]


CLEANED = {
    "estate.yaml": estate_file("standards: [cn-residential]\nfacts: {level: L9, region: CN-33, climate: Z3}"),
    "assets/all.yaml": "assets:\n  roads-1: {class: cleaning/roads, name: Roads, area: 9000 m2}\n",
}


def test_a_fact_that_the_library_has_no_option_for_is_told_where_it_stands_and_stops_nothing() -> None:
    one = an_estate(CLEANED)
    assert ("warning", "estate.yaml") in {found[:2] for found in said_of(one, "no-option")}
    assert "sweep" not in {series.task.id for series in one.series if series.asset.id == "roads-1"}
    answers = answers_of(one.estate, one.schedules, one.series, parse_day("2027-01-01"))
    (sweep,) = [answer for answer in answers if answer.id == "cn-cleaning-roads/sweep"]
    assert (sweep.standing, sweep.why) == (Standing.UNKNOWN, "level")


def test_a_task_of_a_schedule_that_cannot_be_read_is_not_told_of_as_unknown() -> None:
    schedules = "schedules: {pumps: {applies_to: [pump], tasks: {service: {name: Service, every: %s}}}}\n"
    asset = "assets: {pump: {class: pump, name: P, tasks: {service: {last: 2026-12-01}, look: {last: 2026-12-01}}}}\n"

    def found(period: str) -> list[str]:
        files = {"estate.yaml": estate_file(), "assets/a.yaml": asset, "schedules/a.yaml": schedules % period}
        return codes(an_estate(files).findings)

    assert found("1 month") == ["unknown-task"]
    assert found("1 monht") == ["bad-period"]


def test_where_no_schedule_applies_to_a_class_the_class_is_to_be_looked_at_first() -> None:
    asset = "assets: {pump: {class: pumps, name: P, tasks: {service: {last: 2026-12-01}}}}\n"
    (unknown,) = an_estate({"estate.yaml": estate_file(), "assets/a.yaml": asset}).findings
    assert unknown.remedy.startswith("Correct its class: no schedule applies to pumps. For a task of its own: add both")


def test_a_misspelt_fact_is_asked_about_and_one_of_the_library_told_with_its_values() -> None:
    def remedy(when: str) -> str:
        (finding,) = opened(f"every: 1 month, when: {when}", estate="facts: {height_m: 79}").findings
        return finding.remedy

    assert remedy("{hieght_m: {over: 27}}").startswith("Did you mean 'height_m'? Else add it to facts: in estate.yaml")
    assert remedy("{agent: powder}").endswith(
        "for example facts: {agent: powder}; it may be powder, water, foam, co2, clean-gas, wet-chemical."
    )
