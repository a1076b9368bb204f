"""A small yard with a lift and a pump, for the commands that record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.cli.commands import ESTATE, Ended, fmplan

YARD = """\
assets:
  lift:
    class: elevator
    name: Lift
    formerly: [hoist]
    certificates: {mark: {from: inspection, expires: 2027-03, renew_before: 30 days}}
    tasks:
      half-month:
        name: Half-monthly service
        force: law
        every: 14 days
        max_gap: 15 days
        first: 2027-01-04
        checklist: [{id: A-1-29, text: Lock engagement, read: {unit: mm, min: 7}}, {id: A-1-01, text: Lit}]
      quarter: {name: Quarterly service, every: 3 months, first: 2027-02-01, covers: [half-month, grease]}
      grease: {name: Grease, every: 2 months, from: completion, first: 2027-01-20}
      inspection: {name: Inspection, force: law, every: 1 year, first: 2027-03-20}
  pump-1:
    class: pump
    name: Pump 1
    tasks:
      check: {name: Check, every: 1 month, first: 2027-01-10}
      oil: {name: Oil, every: 3 months, from: completion, first: 2027-01-20}
      storm: {name: After a storm, event: storm, within: 2 days}
  pump-2:
    class: pump
    name: Pump 2
    tasks:
      check: {name: Check, every: 1 month, first: 2027-01-12}
      clean: {name: Clean, every: 1 month, first: 2027-01-15}
"""


def a_yard(folder: Path, *acts: dict[str, Any], assets: str = YARD) -> Path:
    """Write the yard into a folder, with acts in its logbook, and return the folder."""
    estate = ESTATE.replace("court", "yard").replace("classes: {pump/fire: {name: Fire pump}}\n", "")
    estate = estate.replace("teams: {own: {name: Own staff}}\n", "")
    (folder / "assets").mkdir(parents=True)
    (folder / "estate.yaml").write_text(f"{estate}classes: {{elevator: {{name: Lift}}, pump: {{name: Pump}}}}\n")
    (folder / "assets/yard.yaml").write_text(assets)
    if acts:
        (folder / "logbook").mkdir()
        text = "".join(f"{json.dumps(act)}\n" for act in acts)
        (folder / "logbook/by-hand.jsonl").write_text(text)
    return folder


def an_act(kind: str, on: str, asset: str, task: str, **more: Any) -> dict[str, Any]:
    """Return a line of the logbook; `for_` stands for `for`."""
    named = {"for": more.pop("for_")} if "for_" in more else {}
    return {"entry": kind, "on": on, "asset": asset, "task": task, **named, **more}


def recorded_in(folder: Path) -> list[dict[str, Any]]:
    """Return what commands have recorded, without when and by whom, in the order of their files' names."""
    lines = [
        json.loads(line)
        for path in sorted((folder / "logbook").glob("*/*/*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [{key: value for key, value in line.items() if key not in {"recorded", "recorder"}} for line in lines]


def fm(yard: Path, *arguments: str | Path, today: str = "2027-03-01") -> Ended:
    """Run a command on the yard, recorded by the desk."""
    return fmplan(*arguments, "--estate", yard, FMPLAN_TODAY=today, FMPLAN_RECORDER="desk")
