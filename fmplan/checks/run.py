"""Asking every rule."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from fmplan.checks import RULES
from fmplan.checks.situation import Situation
from fmplan.findings import Finding, in_reading_order

_OF_THE_WHOLE: Final = frozenset(
    {"certificate-task", "idle-location", "idle-schedule", "unknown-asset", "unnamed-pack"}
)
"""Rules that say something is missing: not to be asked while parts of the register could not be read."""


def findings_of(situation: Situation) -> list[Finding]:
    """Return what the rules find in an estate, in reading order, each finding once."""
    findings: list[Finding] = []
    for code, module in RULES.items():
        if situation.is_whole or code not in _OF_THE_WHOLE:
            findings += import_module(module).check(situation)
    return in_reading_order(findings)
