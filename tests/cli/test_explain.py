from __future__ import annotations

from pathlib import Path

from tests.cli.commands import ESTATE, PUMP, an_estate, fmplan


def test_the_dates_of_the_year_are_explained(tmp_path: Path) -> None:
    ended = fmplan("explain", "pump-1", "check", "--estate", an_estate(tmp_path / "court"))
    lines = ended.out.splitlines()
    assert (ended.code, ended.err) == (0, "")
    assert lines[0] == "Fire pump (pump-1): Monthly check (check)"
    assert "2027-01-01..2027-12-31, seen on 2027-03-01" in lines
    assert "  2027-03-03 Wed  due 2027-03-03" in lines


def test_an_older_id_is_understood(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court", assets=PUMP.replace("team: own", "team: own\n    formerly: [p-1]"))
    assert fmplan("explain", "p-1", "check", "--estate", court).out.startswith("Fire pump (pump-1)")


def test_a_task_may_be_named_as_coverage_names_its_rule(tmp_path: Path) -> None:
    assets = "assets:\n  system-1: {class: pressure/system, name: Steam system}\n"
    court = an_estate(
        tmp_path / "court", f"{ESTATE}standards: [uk-statutory]\nfacts: {{region: GB-ENG}}\n", assets=assets
    )
    ended = fmplan("explain", "system-1", "uk-pressure-system/written-scheme-examination", "--estate", court)
    assert ended.out.startswith("Steam system (system-1): Examination under the written scheme")


def test_what_is_not_there_is_wrong_usage_and_names_what_is_near(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court")
    asset = fmplan("explain", "pump-2", "check", "--estate", court)
    task = fmplan("explain", "pump-1", "chek", "--estate", court)
    other = fmplan("explain", "pump-1", "sweep", "--estate", court)
    assert (asset.code, task.code, other.code) == (2, 2, 2)
    assert "no asset is called 'pump-2': did you mean 'pump-1'?" in asset.err
    assert "pump-1 has no task 'chek': did you mean 'check'?" in task.err
    assert "pump-1 has no task 'sweep': its tasks: check" in other.err


def test_a_task_that_the_asset_waives_is_said_to_be_waived_and_why(tmp_path: Path) -> None:
    assets = (
        "assets:\n  system-1: {class: pressure/system, name: Steam system, "
        "waive: {written-scheme-examination: {because: it stands cold}}}\n"
    )
    court = an_estate(
        tmp_path / "court", f"{ESTATE}standards: [uk-statutory]\nfacts: {{region: GB-ENG}}\n", assets=assets
    )
    ended = fmplan("explain", "system-1", "written-scheme-examination", "--estate", court)
    assert ended.code == 2
    assert "system-1 waives 'written-scheme-examination' (" in ended.err
    assert "): it stands cold" in ended.err
