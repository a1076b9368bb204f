from __future__ import annotations

import json
from pathlib import Path

from tests.cli.commands import ESTATE, Ended, an_estate, fmplan

BRITISH = f"{ESTATE}standards: [uk-statutory]\n"
SYSTEM = "assets:\n  cellar-1: {class: pressure/system, name: Steam system}\n"
LAXER = SYSTEM.replace("}", ", tasks: {written-scheme-examination: {max_gap: 2 years, because: small}}}")


def _coverage(folder: Path, assets: str, *options: str) -> Ended:
    return fmplan("coverage", an_estate(folder, BRITISH, assets), *options)


def test_an_estate_that_answers_all_ends_with_0(tmp_path: Path) -> None:
    ended = _coverage(tmp_path / "court", SYSTEM)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == "Harbour Court: missing 0, laxer 0, unknown 0, waived 0, own task 0, covered 1\n"


def test_a_gap_ends_with_1(tmp_path: Path) -> None:
    ended = _coverage(tmp_path / "court", LAXER)
    assert ended.code == 1
    assert ended.out.splitlines()[3].split()[0] == "laxer"


def test_what_does_not_bind_is_no_gap(tmp_path: Path) -> None:
    american = f"{ESTATE}standards: [us-nfpa]\nfacts: {{use: office}}\n"
    riser = "assets:\n  riser-1: {class: fire/riser, name: R, tasks: {five-year: {when: {use: mill}, because: x}}}\n"
    ended = fmplan("coverage", an_estate(tmp_path / "court", american, riser))
    assert ended.code == 0
    assert "missing 1" in ended.out


def test_what_is_covered_is_shown_when_all_is_asked_for(tmp_path: Path) -> None:
    assert "covered  uk-pressure-system/" in _coverage(tmp_path / "court", SYSTEM, "--all").out


def test_the_answer_comes_as_markdown_and_as_json(tmp_path: Path) -> None:
    assert _coverage(tmp_path / "a", SYSTEM, "--format", "md").out.startswith("# Harbour Court: coverage of the st")
    told = json.loads(_coverage(tmp_path / "b", SYSTEM, "--format", "json").out)
    assert [one["standing"] for one in told["answers"]] == ["covered"]


def test_the_answer_goes_into_a_file(tmp_path: Path) -> None:
    path = tmp_path / "answer.md"
    ended = _coverage(tmp_path / "court", SYSTEM, "--format", "md", "-o", str(path))
    assert (ended.code, ended.out) == (0, "")
    assert path.read_text(encoding="utf-8").startswith("# Harbour Court")


def test_several_estates_are_told_one_after_the_other(tmp_path: Path) -> None:
    folders = [an_estate(tmp_path / name, BRITISH, assets) for name, assets in (("a", SYSTEM), ("b", LAXER))]
    ended = fmplan("coverage", *folders)
    assert ended.code == 1
    assert ended.out.count("Harbour Court: missing") == 2
    told = json.loads(fmplan("coverage", *folders, "--format", "json").out)
    assert [one["gaps"] for one in told["estates"]] == [0, 1]


def test_an_estate_that_cannot_be_planned_is_65(tmp_path: Path) -> None:
    ended = _coverage(tmp_path / "court", SYSTEM.replace("name", "nmae"))
    assert (ended.code, ended.out) == (65, "")
    assert "[unknown-key]" in ended.err


def test_an_estate_without_standards_is_asked_for_nothing(tmp_path: Path) -> None:
    ended = fmplan("coverage", an_estate(tmp_path / "court", ESTATE, SYSTEM))
    assert ended.code == 0
    assert ended.out.splitlines()[-1] == "Nothing is planned for: cellar-1 (pressure/system)"
