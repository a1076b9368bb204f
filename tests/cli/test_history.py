from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.commands import fmplan
from tests.lively import TODAY, a_lively_estate


@pytest.fixture
def lively(tmp_path: Path) -> Path:
    return a_lively_estate(tmp_path / "lively")


def _history(lively: Path, thing: str, *options: str) -> tuple[int, str, str]:
    ended = fmplan("history", thing, "--estate", lively, "--today", TODAY, *options)
    return ended.code, ended.out, ended.err


@pytest.mark.parametrize("thing", ["lift-1a", "lift-3", "40123456", "梯11浙A00001(18)", "梯11浙a00001（18）"])
def test_a_thing_is_known_by_id_older_id_serial_and_registration(lively: Path, thing: str) -> None:
    code, out, _ = _history(lively, thing, "--format", "json")
    assert (code, json.loads(out)["asset"]) == (0, "lift-1a")


def test_what_is_not_there_is_a_usage_error_that_names_what_is_near(lively: Path) -> None:
    code, _, err = _history(lively, "lift-1b")
    assert code == 2
    assert "lift-1a" in err


def test_a_number_that_two_things_have_names_both(lively: Path) -> None:
    path = lively / "assets/a.yaml"
    path.write_text(path.read_text().replace("    name: Extinguisher 1", '    serial: "40123456"\n    name: E'))
    code, _, err = _history(lively, "40123456")
    assert code == 2
    assert "ext-1" in err
    assert "lift-1a" in err


def test_what_left_the_register_keeps_its_history(lively: Path) -> None:
    with (lively / "logbook/all.jsonl").open("a") as file:
        file.write('{"entry":"done","on":"2027-02-01","asset":"boiler-9","task":"service"}\n')
    code, out, _ = _history(lively, "boiler-9", "--format", "json")
    told = json.loads(out)
    assert (code, told["in_register"], len(told["entries"])) == (0, False, 1)


@pytest.mark.parametrize(("format_", "begin"), [("table", "services 15"), ("md", "services 15"), ("html", "<!DOCTYPE")])
def test_each_format_is_written(lively: Path, format_: str, begin: str) -> None:
    assert _history(lively, "lift-1a", "--format", format_)[1].startswith(begin)


def test_the_page_is_written_in_the_language_asked_for(lively: Path) -> None:
    page = _history(lively, "lift-1a", "--format", "html", "--language", "zh")[1]
    assert '<html lang="zh">' in page
    assert "服务15次" in page
