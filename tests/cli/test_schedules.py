from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fmplan.schedules.library.contents import contents
from fmplan.schedules.library.shelf import taken
from tests.cli.commands import fmplan


def _rules(*options: str) -> list[dict[str, Any]]:
    ended = fmplan("schedules", *options, "--format", "json")
    assert (ended.code, ended.err) == (0, "")
    found: list[dict[str, Any]] = json.loads(ended.out)["rules"]
    return found


def test_all_rules_are_listed_with_how_sure_they_are() -> None:
    ended = fmplan("schedules", COLUMNS="200")
    number = sum(len(taken(one).layers) for one in contents())
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.endswith(f"\n{number} rules\n")
    assert "\nuk-pressure-system: Pressure system under a written scheme, uk-statutory\n" in ended.out
    assert "known, not verified" in ended.out


def test_a_schedule_by_name_is_told_in_full() -> None:
    ended = fmplan("schedules", "uk-pressure-system")
    assert ended.out.splitlines()[:2] == [
        "uk-pressure-system/written-scheme-examination  Examination under the written scheme",
        "  when: every 14 months, from completion, at most 14 months apart",
    ]
    assert "  force: law, inspection\n" in ended.out


def test_a_task_by_name_is_told_alone() -> None:
    told = fmplan("schedules", "cn-elevator-traction/half-month").out
    assert told.startswith("cn-elevator-traction/half-month  Half-monthly service\n")
    assert "cn-elevator-traction/quarter" not in told
    assert "    A-1-31  " in told


def test_the_library_is_told_in_chinese() -> None:
    assert "半月维保" in fmplan("schedules", "cn-elevator-traction/half-month", "--language", "zh").out


@pytest.mark.parametrize(
    ("options", "key", "values"),
    [
        (["--pack", "us-nfpa"], "pack", {"us-nfpa"}),
        (["--pack", "us-nfpa", "--pack", "eu-norms"], "pack", {"us-nfpa", "eu-norms"}),
        (["--force", "law"], "force", {"law"}),
        (["--kind", "drill"], "kind", {"drill"}),
    ],
)
def test_options_leave_only_what_is_asked_for(options: list[str], key: str, values: set[str]) -> None:
    assert {rule[key] for rule in _rules(*options)} == values


def test_a_class_brings_what_applies_to_it_and_to_what_lies_below_it() -> None:
    of_lifts = {rule["schedule"] for rule in _rules("--class", "elevator", "--pack", "us-nfpa")}
    assert of_lifts == {one.id for one in contents() if one.file == "us-elevator.yaml"}
    of_one = {rule["schedule"] for rule in _rules("--class", "elevator/hydraulic", "--pack", "us-nfpa")}
    assert of_one == {"us-elevator-tests", "us-elevator-hydraulic", "us-elevator-firefighters"}


@pytest.mark.parametrize("text", ["Overspeed GOVERNOR", "限速器动作速度校验", "governor-calibration"])
def test_a_text_finds_rules_by_name_in_every_language_and_by_id(text: str) -> None:
    assert "cn-elevator-traction/governor-calibration" in {rule["rule"] for rule in _rules("--text", text)}


def test_a_text_finds_rules_by_their_source_and_by_their_checklist() -> None:
    assert {rule["schedule"] for rule in _rules("--text", "Pressure Systems Safety")} == {"uk-pressure-system"}
    assert {rule["rule"] for rule in _rules("--text", "UCMP制停子系统")} == {"cn-elevator-traction/half-month"}


def test_nothing_found_is_no_failure() -> None:
    assert _rules("--text", "no rule says this") == []
    assert fmplan("schedules", "--text", "no rule says this").out.endswith("\n0 rules\n")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["uk-presure-system"], "no schedule 'uk-presure-system': did you mean 'uk-pressure-system'?"),
        (["cn-elevator-traction/quater"], "no task 'cn-elevator-traction/quater': did you mean 'cn-elevator-traction/"),
        (["--pack", "us-nfpaa"], "no pack 'us-nfpaa': did you mean 'us-nfpa'?"),
        (["--class", "elevater"], "no class 'elevater': did you mean 'elevator'?"),
        (["--pack", "zz"], "no pack 'zz'. It has cn-"),
    ],
)
def test_a_name_that_the_library_does_not_have_is_a_mistake_of_use(options: list[str], told: str) -> None:
    ended = fmplan("schedules", *options, COLUMNS="300")
    assert (ended.code, ended.out) == (2, "")
    assert told in " ".join(ended.err.split())


def test_the_answer_goes_into_a_file(tmp_path: Path) -> None:
    path = tmp_path / "lifts.md"
    ended = fmplan("schedules", "cn-elevator-traction", "--format", "md", "-o", path)
    assert (ended.code, ended.out) == (0, "")
    assert path.read_text(encoding="utf-8").startswith("## Traction lift upkeep\n")
