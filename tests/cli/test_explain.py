from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.commands import ESTATE, PUMP, an_estate, fmplan, inside


def test_the_dates_of_the_year_are_explained(tmp_path: Path) -> None:
    ended = fmplan("explain", "pump-1", "check", "--estate", an_estate(tmp_path / "court"))
    lines = ended.out.splitlines()
    assert (ended.code, ended.err) == (0, "")
    assert lines[0] == "Fire pump (pump-1): Monthly check (check)"
    assert "2027-01-01..2027-12-31, seen on 2027-03-01" in lines
    assert "  2027-03-03 Wed  due 2027-03-03" in lines


def test_a_folder_behind_the_task_is_told_its_option(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court")
    ended = fmplan("explain", "pump-1", "check", court)
    assert (ended.code, ended.out) == (2, "")
    assert f"too many words: {court}. The estate is named by an option: --estate {court}\n" in ended.err
    ended = fmplan("explain", "pump-1", "check", "more", "words", "--estate", court)
    assert ended.err.endswith("too many words: more words\n")


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


ENDING = """\
assets:
  ext-1:
    class: pump/fire
    name: Extinguisher 1
    manufactured: 2017-08-31
    certificates:
      approval: {expires: 2027-05, renew_before: 60 days}
      mark: {from: look, expires: 2026-06-30}
    tasks: {look: {name: Monthly look, every: 1 month, first: 2027-01-15, ends: 10 years}}
"""


@pytest.mark.parametrize(
    ("who", "task", "rule", "due"),
    [
        (
            "ext-1",
            "life",
            ["rule      at age 10 years", "          ends: 10 years                assets/pumps.yaml:9"],
            "  2027-08-31 Tue  due 2027-08-31 = made 2017-08-31 + 10 years",
        ),
        (
            "ext-1",
            "certificate.approval",
            [
                "rule      the last day that is written",
                "          expires: 2027-05              assets/pumps.yaml:7",
                "          renew_before: 60 days         assets/pumps.yaml:7",
            ],
            "  2027-05-31 Mon  due 2027-05-31",
        ),
        (
            "ext-1",
            "certificate.mark",
            [
                "rule      the last day that is written, or that look set since",
                "          from: look                    assets/pumps.yaml:8",
                "          expires: 2026-06-30           assets/pumps.yaml:8",
            ],
            "  2027-01-01 Fri  due 2027-01-01: it ran out on 2026-06-30 already, breach",
        ),
        (
            "own",
            "contract",
            [
                "rule      the last day that is written",
                "          number: C-1                   estate.yaml:8",
                "          expires: 2027-07-31           estate.yaml:8",
                "          notice: 60 days               estate.yaml:8",
            ],
            "  2027-07-31 Sat  due 2027-07-31",
        ),
    ],
)
def test_what_runs_out_is_explained_by_the_keys_that_say_when(
    tmp_path: Path, who: str, task: str, rule: list[str], due: str
) -> None:
    contract = "{own: {name: Own staff, contract: {number: C-1, expires: 2027-07-31, notice: 60 days}}}"
    estate = ESTATE.replace("{own: {name: Own staff}}", contract)
    court = an_estate(tmp_path / "court", estate, ENDING)
    with inside(court):
        lines = fmplan("explain", who, task).out.splitlines()
    begin = next(number for number, line in enumerate(lines) if line.startswith("begin"))
    assert lines[2:begin] == rule
    assert due in lines
    assert not any(line.startswith("counts") for line in lines)


def test_a_team_has_no_task_but_its_contract(tmp_path: Path) -> None:
    estate = ESTATE.replace("Own staff", "Own staff, contract: {expires: 2027-07-31}")
    ended = fmplan("explain", "own", "check", "--estate", an_estate(tmp_path / "court", estate))
    assert ended.code == 2
    assert "own has no task 'check': its tasks: contract" in ended.err


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
