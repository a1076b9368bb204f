from __future__ import annotations

from typing import Any

import pytest

from fmplan.logbook.read import logbook_of
from fmplan.schedules.opening import open_register
from fmplan.schedules.proof import unproven
from tests.memorytree import MemoryTree
from tests.schedules.test_bounds import ESTATE

LIFTS = """\
types:
  traction:
    class: elevator
    tasks:
      inspection: {name: Inspection, force: law, every: 1 year, first: 2027-02-01}
      look: {name: Look, every: 1 month, first: 2027-01-08}
assets:
  lift-1: {type: traction, name: Lift 1}
  lift-2: {type: traction, name: Lift 2}
"""
REGISTER = open_register(MemoryTree({"estate.yaml": ESTATE, "assets/lifts.yaml": LIFTS}))


def _done(on: str, asset: str = "lift-1", task: str = "inspection", **more: Any) -> dict[str, Any]:
    return {"entry": "done", "on": on, "asset": asset, "task": task, **more}


def _messages(*acts: dict[str, Any]) -> list[str]:
    return [finding.message for finding in unproven(REGISTER.series, logbook_of(acts))]


@pytest.mark.parametrize(
    "act",
    [
        _done("2027-02-01", number="TJ-311"),
        _done("2027-02-01", evidence=[{"path": "reports/tj-311.pdf"}]),
        _done("2027-02-01", result="no-access"),
        _done("2026-02-01"),
        _done("2027-02-01", task="look"),
        {"entry": "skipped", "on": "2027-02-01", "asset": "lift-1", "task": "inspection", "reason": "sealed"},
    ],
)
def test_what_is_proven_or_need_not_be_is_not_told(act: dict[str, Any]) -> None:
    assert _messages(act) == []


def test_a_task_is_told_once_for_all_its_assets_at_the_newest() -> None:
    acts = [_done("2027-02-01"), _done("2027-02-03", "lift-2"), _done("2028-02-01", number="TJ-312")]
    (finding,) = unproven(REGISTER.series, logbook_of(acts))
    assert (finding.code, finding.severity, finding.place.line) == ("no-evidence", "warning", 2)
    assert finding.message == (
        "the law asks for inspection, and nothing shows that it was done: 2 of 3 times without a number or a file, "
        "the last on 2027-02-03 (lift-1, lift-2)"
    )


def test_work_recorded_with_the_name_of_its_schedule_is_asked_for_too() -> None:
    schedule = (
        "schedules: {lifts: {applies_to: [elevator], tasks: {inspection: {name: I, force: law, every: 1 year}}}}\n"
    )
    lift = "assets: {lift-1: {class: elevator, name: Lift 1}}\n"
    files = {"estate.yaml": ESTATE, "assets/lifts.yaml": lift, "schedules/own.yaml": schedule}
    series = open_register(MemoryTree(files)).series
    (finding,) = unproven(series, logbook_of([_done("2027-02-01", task="lifts/inspection")]))
    assert finding.code == "no-evidence"
