"""Where the rules keep silent; what they tell stands in `tests/estates/bad/`."""

from __future__ import annotations

import pytest

from fmplan.checks.run import findings_of
from fmplan.checks.situation import Situation
from tests.schedules.factories import MON_TO_FRI, an_asset, an_estate, estate_file, opened


def _codes(
    task: str = "", *, tasks: str = "", asset: str = "", estate: str = "", schedules: str = "", class_: str = "pump"
) -> list[str]:
    """Return the codes the rules find in an estate of one pump."""
    if task:
        tasks = f"check: {{name: Check, {task}}}"
    files = {
        "estate.yaml": estate_file(estate),
        "assets/assets.yaml": an_asset(tasks, asset=asset).replace("class: pump", f"class: {class_}"),
        "schedules/all.yaml": schedules or "schedules: {}\n",
    }
    opened = an_estate(files)
    assert not [finding for finding in opened.findings if finding.is_error]
    situation = Situation(opened.estate, opened.schedules, opened.series, None)
    return sorted(one.code for one in findings_of(situation))


@pytest.mark.parametrize(
    "timing",
    [
        "every: 1 month",
        "every: 14 days, max_gap: 15 days",
        "every: 1 year, first: 2027-06-15, season: 05..09",
        "every: 1 month, on: fifth monday",
        "once_per: quarter, count: 3, on: first monday",
        "dates: [2026-03-20, 2027-03-20]",
        "rrule: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
        "every: 1 year, last: 2026-01-01",
        "every: 3 months, starts: 2027-07-01, was: [{until: 2027-06-30, every: 1 month}]",
    ],
)
def test_sound_timings_are_let_pass(timing: str) -> None:
    assert _codes(timing) == []


def test_a_cap_as_long_as_the_period_is_fine_where_every_day_is_worked() -> None:
    assert _codes("every: 15 days, max_gap: 15 days") == []
    assert _codes("every: 15 days, max_gap: 15 days", estate=MON_TO_FRI) == ["tight-cap"]
    assert _codes("every: 15 days, max_gap: 15 days, from: completion", estate=MON_TO_FRI) == []


def test_a_task_by_age_that_goes_on_is_not_past() -> None:
    asset = "in_service: 2001-01-01"
    assert _codes("ages: {at: [1 year]}", asset=asset) == ["ages-past"]
    assert _codes("ages: {at: [1 year], then: 2 years}", asset=asset) == []


@pytest.mark.parametrize(
    ("task", "asset", "owed"),
    [
        ("every: 3 months, last: 2026-06-01", "", "2027-01-01"),
        ("every: 3 months, last: 2026-06-01, from: completion", "", "2027-01-01"),
        ("every: 3 months, last: 2026-06-01", "suspended: [2026-12-20..2027-01-31]", "2027-02-01"),
        # Not owed: `first` says where to begin, or all dates before it fell into the rest.
        ("every: 3 months, last: 2026-06-01, first: 2027-02-20", "", None),
        ("every: 3 months, last: 2026-10-01", "suspended: [2026-12-20..2027-01-31]", None),
    ],
)
def test_what_was_due_before_the_begin_is_told_where_the_plan_owes_it(task: str, asset: str, owed: str | None) -> None:
    one = opened(task, asset=asset)
    found = findings_of(Situation(one.estate, one.schedules, one.series, None))
    told = [finding.message for finding in found if finding.code == "stale-last"]
    assert [message.rpartition(" ")[2] for message in told] == ([] if owed is None else [owed])


def test_a_yearly_task_may_miss_a_short_life() -> None:
    assert _codes("every: 1 year, first: 2027-10-01", asset="out_of_service: 2027-06-30") == []


def test_a_retired_asset_is_no_mistake() -> None:
    assert _codes("dates: [2025-03-01]", asset="out_of_service: 2026-06-30") == []


@pytest.mark.parametrize(
    ("class_", "codes"),
    [
        ("pump", []),  # above a listed one
        ("pump/domestic", []),
        ("pump/vacuum", []),  # beside a listed one, and unlike it
        ("pump/domestik", ["unknown-class"]),
        ("sauna", ["unknown-class"]),
    ],
)
def test_a_class_is_known_that_is_listed_or_near_one(class_: str, codes: list[str]) -> None:
    assert _codes("every: 1 month", estate="classes: {pump/domestic: {name: P}}", class_=class_) == codes


def test_a_class_that_one_schedule_of_several_names_wrongly_is_found() -> None:
    schedules = "schedules: {s: {applies_to: [pump, pumpe/fire], tasks: {t: {name: T, every: 1 month}}}}\n"
    assert _codes(schedules=schedules) == ["unknown-class"]


def test_an_override_without_a_timing_takes_the_keys_of_its_schedule() -> None:
    schedules = "schedules: {s: {applies_to: pump, tasks: {t: {name: T, once_per: month, count: 2}}}}\n"
    assert _codes(tasks="t: {on: [mon]}", schedules=schedules) == []
    assert _codes(tasks="t: {every: 1 month}", schedules=schedules) == []
    assert _codes(tasks="t: {every: 1 month, count: 2}", schedules=schedules) == ["idle-key"]


def test_a_lock_is_asked_for_only_where_a_country_has_days_off() -> None:
    assert _codes(estate="calendar: {country: GB-ENG}") == ["no-lock"]
    assert _codes(estate="calendar: {country: none}") == []


@pytest.mark.parametrize(
    ("task", "estate"),
    [
        ("round: {every: 2 h, within: day}", ""),
        ("round: {every: 2 h}", "hours: 08:30-17:30"),
        ("round: {every: 2 h}, team: own", "teams: {own: {name: Own, hours: '08:30-17:30'}}"),
    ],
)
def test_rounds_have_hours_where_anybody_says_them(task: str, estate: str) -> None:
    assert "no-hours" not in _codes(f"every: 1 day, {task}", estate=estate)


def test_hours_of_another_team_are_nobodys() -> None:
    estate = "teams: {own: {name: Own}, night: {name: Night, hours: '18:00-22:00'}}"
    assert "no-hours" in _codes("every: 1 day, round: {every: 2 h}, team: own", estate=estate)


def test_what_the_library_asks_before_holidays_is_told_once_where_no_country_says_when_they_are() -> None:
    one = an_estate({"estate.yaml": estate_file("standards: [cn-statutory]\nfacts: {use: residential, region: CN-33}")})
    situation = Situation(one.estate, one.schedules, one.series, None)
    found = [finding for finding in findings_of(situation) if finding.code == "unknown-holiday"]
    assert [(finding.severity.value, finding.place.path, finding.message) for finding in found] == [
        (
            "warning",
            "estate.yaml",
            (
                "the estate's calendar has no country, so what the library asks before "
                "'labour-day', 'national-day', 'new-year', 'spring-festival' has no dates"
            ),
        )
    ]


@pytest.mark.parametrize(
    ("class_", "meant"),
    [
        ("lift", "elevator"),
        ("电梯/曳引", "elevator"),
        ("Fire pump", "pump/fire"),
        ("elevators/traction", "elevator/traction"),
    ],
)
def test_a_class_written_by_its_name_is_asked_about_though_other_things_are_wrong(class_: str, meant: str) -> None:
    files = {
        "estate.yaml": estate_file(),
        "assets/a.yaml": f"assets: {{a: {{class: {class_}, name: A, tasks: {{x: {{last: 2026-01-01}}}}}}}}\n",
    }
    opened = an_estate(files)
    assert [finding.code for finding in opened.findings] == ["unknown-task"]
    (found,) = findings_of(Situation(opened.estate, (), (), None, is_whole=False))
    assert (found.code, found.remedy) == ("unknown-class", f"Did you mean '{meant}'?")
