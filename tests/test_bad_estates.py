from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import fmplan
from fmplan.checks import RULES
from fmplan.tree import Folder
from fmplan.yamlfile.codes import CODES
from tests.badestates import BAD, bad_estate, found_in, told_in

NAMES = sorted(folder.name for folder in BAD.iterdir())
_TELLING = {"Complaint", "Finding", "Mismatch", "SlipError", "complain", "_mistake", "_reader"}
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")


@pytest.mark.parametrize("name", NAMES)
def test_a_bad_estate_is_told_in_these_words(name: str, tmp_path: Path) -> None:
    expected = (BAD / name / "expected.txt").read_text(encoding="utf-8")
    assert told_in(bad_estate(name, tmp_path)) == expected


@pytest.mark.parametrize("name", NAMES)
def test_a_bad_estate_provokes_the_finding_it_is_named_for(name: str, tmp_path: Path) -> None:
    findings = found_in(Folder(bad_estate(name, tmp_path)))
    assert {finding.code for finding in findings} == {name.partition("--")[0]}


def test_every_code_has_an_estate_and_every_estate_a_code() -> None:
    assert set(_codes_in_the_source()) == {name.partition("--")[0] for name in NAMES}


def _codes_in_the_source() -> Iterator[str]:
    """Yield each code that some line of fmplan can give to a finding."""
    yield from RULES
    yield from CODES
    for path in sorted(Path(fmplan.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _TELLING:
                for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
                    yield from _constants(argument)


def _constants(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from _constants(node.body)
        yield from _constants(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _CODE.fullmatch(node.value):
        yield node.value
