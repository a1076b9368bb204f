from __future__ import annotations

from importlib import import_module

import pytest

from fmplan.checks import RULES
from fmplan.checks.run import findings_of
from fmplan.checks.situation import Situation
from fmplan.findings import Severity
from tests.schedules.factories import an_estate, estate_file

DANGLING = {"estate.yaml": estate_file(), "assets/a.yaml": "assets: {p: {class: pump, name: P, part_of: q}}\n"}


@pytest.mark.parametrize(("code", "module"), RULES.items())
def test_a_rule_is_a_file_of_its_name_with_a_page_and_a_severity(code: str, module: str) -> None:
    rule = import_module(module)
    assert module == f"fmplan.checks.{code.replace('-', '_')}"
    assert isinstance(rule.SEVERITY, Severity)
    page = rule.__doc__ or ""
    assert page.startswith("Allow ")
    assert [head for head in ("*Why it matters*:", "*Example*:", "*Mend it*:") if head not in page] == []


def test_the_rules_are_in_order() -> None:
    assert list(RULES) == sorted(RULES)


def test_what_seems_missing_is_not_told_while_parts_of_the_register_cannot_be_read() -> None:
    opened = an_estate(DANGLING)
    whole = Situation(opened.estate, (), opened.series, None)
    half = Situation(opened.estate, (), opened.series, None, is_whole=False)
    assert [finding.code for finding in findings_of(whole)] == ["unknown-asset"]
    assert findings_of(half) == []
