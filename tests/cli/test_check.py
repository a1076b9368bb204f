from __future__ import annotations

import json
from pathlib import Path

from fmplan.release import RELEASE
from tests.cli.commands import BROKEN, ESTATE, PUMP, an_estate, fmplan, inside

LETTER = """\
assets/pumps.yaml:6:49: unknown unit 'monht' in '1 monht'
    6 |     tasks: {check: {name: Monthly check, every: 1 monht, first: 2027-03-…
      |                                                 ^^^^^^^
Write a number and a unit, for example 1 month                      [bad-period]

"""


def test_a_clean_register_is_0_and_nothing_on_standard_output(tmp_path: Path) -> None:
    ended = fmplan("check", an_estate(tmp_path / "court"))
    assert (ended.code, ended.out, ended.err) == (0, "", "court: 2 assets, 1 series, 0 findings\n")


def test_an_error_is_1_and_a_letter(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court", assets=BROKEN)
    ended = fmplan("check", court)
    assert (ended.code, ended.out) == (1, f"{court}/{LETTER}")
    assert fmplan("check", court, "--quiet").err == ""


def test_inside_the_estate_paths_lead_from_there(tmp_path: Path) -> None:
    with inside(an_estate(tmp_path / "court", assets=BROKEN) / "assets"):
        assert fmplan("check").out == f"../{LETTER}"


def test_what_cannot_be_read_at_all_is_65(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court")
    (court / "assets/more.yaml").write_bytes("assets: {}\n".encode("utf-16"))
    assert fmplan("check", court).code == 65
    assert fmplan("check", tmp_path / "nowhere").code == 65


def test_in_json_it_is_an_object_with_its_findings(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court", assets=BROKEN)
    ended = fmplan("check", court, "--format", "json")
    assert ended.code == 1
    assert json.loads(ended.out) == {
        "fmplan": 1,
        "release": RELEASE,
        "estate": "court",
        "findings": [
            {
                "code": "bad-period",
                "severity": "error",
                "path": "assets/pumps.yaml",
                "line": 6,
                "column": 49,
                "message": "unknown unit 'monht' in '1 monht'",
                "remedy": "Write a number and a unit, for example 1 month",
            }
        ],
    }


def test_for_github_it_is_an_annotation(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court", assets=BROKEN)
    assert fmplan("check", court, "--format", "github").out == (
        f"::error file={court}/assets/pumps.yaml,line=6,col=49,title=bad-period::"
        "unknown unit 'monht' in '1 monht'%0AWrite a number and a unit, for example 1 month\n"
    )


def test_of_several_estates_the_worst_counts(tmp_path: Path) -> None:
    court, bad = an_estate(tmp_path / "court"), an_estate(tmp_path / "bad", assets=BROKEN)
    assert fmplan("check", court, bad).code == 1
    assert fmplan("check", court, bad, tmp_path / "nowhere").code == 65
    estates = json.loads(fmplan("check", court, bad, "--format", "json").out)["estates"]
    assert [len(estate["findings"]) for estate in estates] == [0, 1]


def test_a_warning_is_told_and_is_no_failure(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court", ESTATE.replace("classes: {pump/fire: {name: Fire pump}}\n", ""),
                      PUMP.replace("pump/fire", "pumpe/feuer"))  # fmt: skip
    ended = fmplan("check", court)
    assert ended.code == 0
    assert ": warning: " in ended.out


def test_what_nobody_knows_the_last_completion_of_is_listed_to_go_and_find(tmp_path: Path) -> None:
    assets = PUMP.replace("every: 1 month, first: 2027-03-03", "every: 1 year, force: law")
    with inside(an_estate(tmp_path / "court", assets=assets)):
        ended = fmplan("check", "--ask")
    assert ended.code == 0
    assert ended.out.splitlines()[1].split() == [
        "pump-1",
        "check",
        "Fire",
        "pump",
        "assets/pumps.yaml:2",
    ]


def test_a_file_named_for_its_folder_is_told_with_the_folder(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court")
    ended = fmplan("check", court / "estate.yaml")
    assert (ended.code, f" Name the folder: {court} " in " ".join(ended.out.split())) == (65, True)
