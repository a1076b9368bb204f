from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.commands import BROKEN, an_estate, fmplan
from tests.lively import TODAY, a_lively_estate

TODAYS = ("--today", TODAY)


@pytest.fixture
def lively(tmp_path: Path) -> Path:
    return a_lively_estate(tmp_path / "lively")


def test_what_is_owed_ends_with_one(lively: Path) -> None:
    ended = fmplan("overdue", lively, *TODAYS)
    assert (ended.code, ended.err) == (1, "")
    assert " owed, breach " in ended.out.splitlines()[-1]


def test_nothing_owed_ends_with_nothing(lively: Path) -> None:
    ended = fmplan("overdue", lively, "--today", "2027-01-01")
    assert (ended.code, ended.out) == (0, "Nothing is owed: 2027-01-01\n")


@pytest.mark.parametrize(
    ("selection", "fail_on", "code"),
    [("lift-1a", "breach", 1), ("pump-1", "breach", 0), ("pump-1", "overdue", 1), ("lift-1a", "never", 0)],
)
def test_fail_on_says_from_which_state_on_it_fails(lively: Path, selection: str, fail_on: str, code: int) -> None:
    assert fmplan("overdue", lively, *TODAYS, "--asset", selection, "--fail-on", fail_on).code == code


def test_what_only_comes_does_not_fail(lively: Path) -> None:
    ended = fmplan("overdue", lively, "--today", "2027-01-01", "--within", "14")
    assert ended.code == 0
    assert "2027-01-04" in ended.out


def test_a_selection_that_nothing_fits_is_said(lively: Path) -> None:
    ended = fmplan("overdue", lively, *TODAYS, "--asset", "boiler-*")
    assert (ended.code, ended.err) == (0, "fmplan: nothing in the register fits this selection\n")


@pytest.mark.parametrize("format_", ["table", "json", "csv", "md", "github"])
def test_each_format_is_written(lively: Path, tmp_path: Path, format_: str) -> None:
    output = tmp_path / "owed"
    ended = fmplan("overdue", lively, *TODAYS, "--format", format_, "-o", output)
    assert (ended.code, ended.out) == (1, "")
    assert "ext-1" in output.read_text(encoding="utf-8")


def test_a_broken_estate_never_hides_what_another_owes(lively: Path, tmp_path: Path) -> None:
    bad = an_estate(tmp_path / "bad", assets=BROKEN)
    ended = fmplan("overdue", bad, lively, *TODAYS, "--format", "json")
    assert ended.code == 65
    (estate,) = json.loads(ended.out)["estates"]
    assert estate["counts"]["owed"] > 0


def test_findings_of_the_logbook_travel_with_it_and_stop_nothing(lively: Path) -> None:
    with (lively / "logbook/all.jsonl").open("a") as file:
        file.write('{"entry":"done","on":"2027-0')
    ended = fmplan("overdue", lively, *TODAYS, "--format", "json")
    assert ended.code == 1
    assert json.loads(ended.out)["findings"]
    assert "fmplan check" in ended.err
