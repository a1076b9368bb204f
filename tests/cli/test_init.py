from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.commands import fmplan


def test_a_new_estate_checks_clean_and_plans_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "Mill Lane"
    new_year = ("--today", "2027-01-01")
    assert fmplan("init", folder, *new_year).code == 0
    assert fmplan("check", folder, *new_year).err == "mill-lane: 4 assets, 6 series, 0 findings\n"
    ended = fmplan("calendar", folder, *new_year, "--weeks", "8")
    assert (ended.code, ended.err) == (0, "")
    assert "Passenger lift  Lift service" in ended.out


@pytest.mark.parametrize("country", ["none", "CN", "GB-ENG", "US-MN"])
@pytest.mark.parametrize("today", ["2026-11-22", "2027-01-31", "2027-06-01", "2028-02-29"])
def test_a_new_estate_owes_nothing_on_whatever_day_it_begins(tmp_path: Path, country: str, today: str) -> None:
    fmplan("init", tmp_path / "mill", "--country", country, "--today", today)
    assert fmplan("check", tmp_path / "mill", "--today", today).code == 0
    assert fmplan("overdue", tmp_path / "mill", "--today", today).code == 0
    (june,) = re.findall(r"--month \S+", (tmp_path / "mill/README.md").read_text())
    assert " dates, " in fmplan("calendar", tmp_path / "mill", *june.split(), "--today", today).out


def test_its_files_are_named_and_the_logbook_keeps_its_line_ends(tmp_path: Path) -> None:
    ended = fmplan("init", tmp_path / "mill")
    mill = tmp_path / "mill"
    names = sorted(str(path.relative_to(mill)) for path in mill.rglob("*") if path.is_file())
    assert names == [
        ".gitattributes", "README.md", "assets/grounds.yaml", "assets/house.yaml",
        "estate.yaml", "schedules/house.yaml",
    ]  # fmt: skip
    assert "*.jsonl text eol=lf" in (tmp_path / "mill/.gitattributes").read_text().splitlines()
    assert (ended.out, ended.err.splitlines()[-1]) == ("", f"Next: fmplan calendar {tmp_path}/mill")


def test_name_country_and_time_zone_may_be_given(tmp_path: Path) -> None:
    folder = tmp_path / "mill"
    name = 'Mill "Lane": 湖 #1 $x'
    assert fmplan("init", folder, "--name", name, "--country", "GB-ENG", "--timezone", "Europe/London").code == 0
    assert fmplan("calendar", folder, "--format", "md").out.startswith('# Mill "Lane": 湖 \\#1 $x\n')


def test_a_name_in_another_script_still_gives_an_id(tmp_path: Path) -> None:
    fmplan("init", tmp_path / "湖畔花园")
    assert "estate: estate\n" in (tmp_path / "湖畔花园/estate.yaml").read_text()


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    assert fmplan("init", tmp_path).code == 0


def test_a_folder_that_holds_something_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    ended = fmplan("init", tmp_path)
    assert ended.code == 2
    assert "is there already and holds something: name a new folder." in ended.err
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("option", [("--country", "ZZ"), ("--timezone", "Europe/Bristol")])
def test_a_country_or_zone_nobody_knows_is_refused_before_anything_is_written(
    tmp_path: Path, option: tuple[str, str]
) -> None:
    assert fmplan("init", tmp_path / "mill", *option).code == 2
    assert not (tmp_path / "mill").exists()


def test_where_no_folder_can_be_made_it_is_74(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert fmplan("init", tmp_path / "file/mill").code == 74
