"""The script a user would write: read the register, repeat each task with dateutil, write a CSV file.

    python -m bench.peers.script ESTATE OUT.csv 2027-01-01 2027-12-31

Nothing slows it on purpose: the C parser, `until` in the rule, one pass, plain rows straight to the file.
It has all the columns of fmplan's CSV, and fills those that need neither holidays nor caps nor a logbook.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule
from ruamel.yaml import YAML

# fmt: off
COLUMNS = (
    "uid", "key", "asset", "asset_name", "class", "location", "criticality", "task", "task_name", "kind",
    "force", "due", "planned", "latest", "limit", "status", "done_on", "team", "trade", "minutes", "people",
    "times", "person_hours", "cost", "impact", "units", "covers", "covered_by", "moved", "source", "schedule",
)
# fmt: on

FREQUENCIES: dict[str, Any] = {"day": DAILY, "week": WEEKLY, "month": MONTHLY, "year": YEARLY}


class Occurrence(NamedTuple):
    key: str
    asset_id: str
    asset: dict[str, Any]
    task_id: str
    task: dict[str, Any]
    day: date


def occurrences(folder: Path, start: date, end: date) -> Iterator[Occurrence]:
    """Yield each date from `start` to `end`, both in, of every task of every asset."""
    yaml = YAML(typ="safe", pure=False)
    for path in sorted((folder / "assets").glob("*.yaml")):
        for asset_id, asset in yaml.load(path)["assets"].items():
            for task_id, task in asset["tasks"].items():
                for day in dates(task, start, end):
                    yield Occurrence(f"{asset_id}/{task_id}/{day}", asset_id, asset, task_id, task, day)


def dates(task: dict[str, Any], start: date, end: date) -> Iterator[date]:
    """Yield the dates of one task from `start` to `end`, both in, counted from when it was last done."""
    count, unit = task["every"].split()
    for moment in rrule(FREQUENCIES[unit.rstrip("s")], interval=int(count), dtstart=task["last"], until=end):
        day = moment.date()
        if day >= start:
            yield day


def row(found: Occurrence, estate: str) -> list[Any]:
    """Return the cells of one occurrence, in the order of `COLUMNS`."""
    key, asset_id, asset, task_id, task, day = found
    return [
        f"{key}@{estate}",
        key,
        asset_id,
        asset["name"],
        asset["class"],
        asset["location"],
        asset.get("criticality", "normal"),
        task_id,
        task["name"],
        task.get("kind", "maintenance"),
        task.get("force", "house"),
        day,
        day,
        day,
        "",  # limit
        "planned",
        "",  # done_on
        task.get("team", asset["team"]),
        task.get("trade", ""),
        "",  # minutes
        task.get("people", 1),
        task.get("times", 1),
        *[""] * 9,  # person_hours to schedule
    ]


def main() -> None:
    folder, output, start, end = sys.argv[1:]
    estate = YAML(typ="safe", pure=False).load(Path(folder) / "estate.yaml")["estate"]
    with Path(output).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for found in occurrences(Path(folder), date.fromisoformat(start), date.fromisoformat(end)):
            writer.writerow(row(found, estate))


if __name__ == "__main__":
    main()
