"""What an estate says otherwise of the library's tasks, key by key, with a reason."""

from __future__ import annotations

import pytest

from fmplan.findings import Finding, Severity
from fmplan.schedules import overriding
from fmplan.schedules.series import Series
from tests.schedules.factories import Opened, an_estate, codes, due_days, estate_file

# One schedule of the library has one task for this class: an examination by law, every 14 months.
EXAMINATION = "uk-pressure-system/written-scheme-examination"


def _opened(schedules: str = "", *, standards: str = "uk-statutory", class_: str = "pressure/system") -> Opened:
    teams = "teams: {inspector: {name: Inspector, trades: [inspection-body]}}"
    files = {
        "estate.yaml": estate_file(f"standards: [{standards}]\n{teams}"),
        "assets/boilers.yaml": f"assets: {{system-1: {{class: {class_}, name: Steam system}}}}\n",
    }
    return an_estate({**files, "schedules/own.yaml": f"schedules:\n{schedules}"} if schedules else files)


def _examination(one: Opened) -> Series:
    (series,) = [series for series in one.series if series.asset.id == "system-1"]
    return series


def _otherwise(said: str, id_: str = "uk-pressure-system", task: str = "written-scheme-examination") -> str:
    return f"  {id_}: {{tasks: {{{task}: {{{said}}}}}}}\n"


def _finding(one: Opened, code: str) -> Finding:
    (found,) = [finding for finding in one.findings if finding.code == code]
    return found


def test_a_rule_of_the_library_is_planned_as_it_is_written() -> None:
    series = _examination(_opened())
    assert (str(series.task.timing), str(series.task.max_gap)) == ("every 14 months", "14 months")
    assert series.task.source is not None
    assert series.task.source.clause == "reg. 8, 9"
    assert series.team is not None
    assert [layer.built_in for layer in series.layers] == [True]


def test_what_is_said_otherwise_counts_and_all_else_stays() -> None:
    rule, own = _examination(_opened()), _examination(_opened(_otherwise("every: 1 year, because: the insurer asks")))
    assert str(own.task.timing) == "every 1 year"
    kept = ("name", "max_gap", "force", "source", "trade", "duration", "impact", "qualification", "basis")
    assert {key: getattr(own.task, key) for key in kept} == {key: getattr(rule.task, key) for key in kept}
    assert [layer.built_in for layer in own.layers] == [True, False]


def test_where_a_key_is_written_is_told_of_the_layer_that_counts() -> None:
    series = _examination(_opened(_otherwise("every: 1 year, because: the insurer asks")))
    every, cap = series.written_at("every"), series.written_at("max_gap")
    assert every is not None
    assert cap is not None
    assert (every.path, cap.path) == ("schedules/own.yaml", "fmplan:uk-pressure.yaml")


def test_dates_follow_what_is_said_otherwise() -> None:
    one = _opened(_otherwise("{every: 6 months, first: 2027-03-15, because: the insurer asks}"[1:-1]))
    assert due_days(one.plan("2027"), "written-scheme-examination", "system-1") == ["2027-03-15", "2027-09-15"]


def test_an_asset_says_otherwise_over_what_the_schedule_says_otherwise() -> None:
    estate = estate_file("standards: [uk-statutory]")
    assets = """\
assets:
  system-1: {class: pressure/system, name: A, tasks: {written-scheme-examination: {every: 6 months, because: x}}}
  system-2: {class: pressure/system, name: B}
"""
    own = f"schedules:\n{_otherwise('every: 1 year, because: the insurer asks')}"
    one = an_estate({"estate.yaml": estate, "assets/a.yaml": assets, "schedules/own.yaml": own})
    assert {series.asset.id: str(series.task.timing) for series in one.series} == {
        "system-1": "every 6 months",
        "system-2": "every 1 year",
    }


def test_a_schedule_of_ones_own_stands_beside_the_library() -> None:
    one = _opened("  steam: {applies_to: [pressure], tasks: {look: {name: Look, every: 1 week}}}\n")
    assert [schedule.id for schedule in one.schedules] == ["steam", "uk-pressure-system"]
    assert [schedule.is_built_in for schedule in one.schedules] == [False, True]
    assert [series.task.bare_id for series in one.series] == ["look", "written-scheme-examination"]


# What does not go together


def test_a_reason_is_asked_for_at_the_task() -> None:
    found = _finding(_opened(_otherwise("every: 1 year")), "no-reason")
    assert found.severity is Severity.ERROR
    assert EXAMINATION in found.message
    assert str(found.place) == "schedules/own.yaml:2:32"


def test_a_task_that_the_library_does_not_have_is_close_to_one_that_it_has() -> None:
    found = _finding(_opened(_otherwise("every: 1 year, because: x", task="written-scheme-exam")), "unknown-task")
    assert found.remedy == "Did you mean 'written-scheme-examination'?"


def test_a_task_like_none_of_the_library_belongs_under_an_id_of_ones_own() -> None:
    found = _finding(_opened(_otherwise("name: Look, every: 1 week, because: x", task="gauges")), "unknown-task")
    assert found.remedy == "Put a task of your own under a schedule of your own id, with applies_to:."


@pytest.mark.parametrize(
    ("now", "remedy"),
    [
        (EXAMINATION, "The library calls it written-scheme-examination now."),
        ("uk-boilers/examination", "The library calls it uk-boilers/examination now."),
        ("", "The library has withdrawn it: take it out, or make it a task of your own."),
    ],
)
def test_a_task_of_an_earlier_edition_is_told_by_its_name_now(
    now: str, remedy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overriding, "renamed", lambda: {"uk-pressure-system/yearly-look": now})
    found = _finding(_opened(_otherwise("every: 1 year, because: x", task="yearly-look")), "unknown-task")
    assert found.remedy == remedy


@pytest.mark.parametrize(
    "key",
    ["title: Steam", "pack: good-practice", "applies_to: [pump]", "source: {standard: Ours}", "when: {use: office}"],
)
def test_only_tasks_of_a_schedule_of_the_library_can_be_said_otherwise(key: str) -> None:
    tasks = "tasks: {written-scheme-examination: {every: 1 year, because: x}}"
    one = _opened(f"  uk-pressure-system: {{{key}, {tasks}}}\n")
    assert codes([finding for finding in one.findings if finding.is_error]) == ["overridden-schedule"]
    assert _finding(one, "overridden-schedule").message.endswith(f"{key.partition(':')[0]} stays as it is there")


def test_the_duty_of_a_task_of_the_library_cannot_be_said_otherwise() -> None:
    found = _finding(_opened(_otherwise("duty: uk-gas-safety/landlord-check, because: x")), "overridden-schedule")
    assert found.message.endswith("its duty stays as it is there")


def test_a_schedule_that_names_no_class_and_is_not_of_the_library_is_a_slip() -> None:
    found = _finding(_opened(_otherwise("every: 1 year, because: x", id_="uk-presure-system")), "missing-key")
    assert found.remedy == "Did you mean 'uk-pressure-system'?"
    found = _finding(_opened(_otherwise("name: Look, every: 1 week", id_="steam-things")), "missing-key")
    assert found.remedy == "Add for example applies_to: [pump/domestic]"


def test_what_is_said_otherwise_of_a_pack_that_is_not_used_is_idle() -> None:
    found = _finding(_opened(_otherwise("every: 1 year, because: x"), standards="us-nfpa"), "idle-override")
    assert found.severity is Severity.WARNING
    assert found.remedy.startswith("Add uk-statutory to standards:")


def test_what_is_said_otherwise_of_a_class_without_an_asset_is_idle() -> None:
    found = _finding(_opened(_otherwise("every: 1 year, because: x"), class_="pressure/gauge"), "idle-override")
    assert found.severity is Severity.NOTE
    assert "pressure/system" in found.remedy


def test_an_idle_override_still_names_tasks_that_are_there() -> None:
    one = _opened(_otherwise("every: 1 year, because: x", task="written"), standards="us-nfpa")
    assert "unknown-task" in codes(one.findings)


def test_the_id_of_a_pack_that_is_not_used_is_free_for_a_schedule_of_ones_own() -> None:
    own = "  uk-pressure-system: {applies_to: [pressure], tasks: {look: {name: Look, every: 1 week}}}\n"
    one = _opened(own, standards="us-nfpa")
    assert [series.task.bare_id for series in one.series if series.asset.id == "system-1"] == ["look"]
    assert not [finding for finding in one.findings if finding.is_error]
