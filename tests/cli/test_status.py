from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import fmplan
from tests.lively import TODAY, a_lively_estate


@pytest.fixture
def lively(tmp_path: Path) -> Path:
    return a_lively_estate(tmp_path / "lively")


def _status(lively: Path, *options: str) -> dict[str, Any]:
    ended = fmplan("status", lively, "--today", TODAY, "--format", "json", *options)
    assert ended.code == 0, ended.err
    told: dict[str, Any] = json.loads(ended.out)
    return told


def test_the_year_to_date_unless_other_days_are_named(lively: Path) -> None:
    assert (_status(lively)["from"], _status(lively)["to"]) == ("2027-01-01", TODAY)
    march = _status(lively, "--month", "2027-03")
    assert (march["from"], march["to"]) == ("2027-03-01", "2027-03-31")
    assert march["compliance"]["strict"]["due"] < _status(lively)["compliance"]["strict"]["due"]


def test_of_days_that_are_past_one_end_may_be_left_out(lively: Path) -> None:
    since, until = _status(lively, "--from", "2027-03-01"), _status(lively, "--to", "2027-03-31")
    assert (since["from"], since["to"]) == ("2027-03-01", TODAY)
    assert (until["from"], until["to"]) == ("2027-01-01", "2027-03-31")
    ended = fmplan("status", lively, "--today", TODAY, "--from", "2027-09-01")
    assert (ended.code, "the first day, 2027-09-01, lies after today, 2027-06-07" in ended.err) == (2, True)


def test_as_known_on_leaves_out_what_was_recorded_later(lively: Path) -> None:
    told = _status(lively, "--as-known-on", "2027-05-31")
    assert told["known_on"] == "2027-05-31"
    assert told["done"] == _status(lively)["done"] - 5


def test_a_period_that_has_not_begun_is_a_usage_error(lively: Path) -> None:
    ended = fmplan("status", lively, "--today", TODAY, "--month", "2027-09")
    assert ended.code == 2
    assert "begins after today" in ended.err


def test_a_selection_narrows_it(lively: Path) -> None:
    assert list(_status(lively, "--team", "own")["by"]["team"]) == ["own"]


@pytest.mark.parametrize(("format_", "begin"), [("table", "Lively Court, 2027-01-01.."), ("md", "# Lively Court, ")])
def test_each_format_is_written(lively: Path, format_: str, begin: str) -> None:
    assert fmplan("status", lively, "--today", TODAY, "--format", format_).out.startswith(begin)
