"""Two years of logbook for a benchmark register: what was done, when, in 2,000 files.

Nearly everything was done, mostly on its day, some days late; one date in a thousand was left out, so that there is
something to be owed. Readings fill up to the number of entries. Everything follows from an asset's number.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from bench.estate import write_estate
from bench.register import START, BenchAsset, BenchTask, assets

END = date(2028, 12, 31)
TODAY = END
ENTRIES_PER_ASSET = 60
FILES = 2_000


def write_logged_estate(folder: Path, size: int) -> Path:
    """Write the estate of `size` assets with its logbook, 60 entries an asset in 2,000 files; return its folder."""
    write_estate(folder, size)
    entries = sorted(entry for asset in assets(size) for entry in _entries(asset))
    per_file = -(-len(entries) // FILES)
    for start in range(0, len(entries), per_file):
        some = entries[start : start + per_file]
        data = "".join(f"{line}\n" for _, line in some).encode()
        day = some[-1][0]
        month = folder / "logbook" / day[:4] / day[5:7]
        month.mkdir(parents=True, exist_ok=True)
        (month / f"{day}-{hashlib.sha256(data).hexdigest()[:12]}.jsonl").write_bytes(data)
    return folder


def number_of_entries(size: int) -> int:
    return size * ENTRIES_PER_ASSET


def _entries(asset: BenchAsset) -> Iterator[tuple[str, str]]:
    """Yield the day and the line of each entry of an asset."""
    number = int(asset.id.rpartition("-")[2])
    left = ENTRIES_PER_ASSET
    for task in asset.tasks:
        for turn, due in enumerate(_dues(task)):
            is_left_out = (number * 7 + turn) % 1_000 == 0
            on = due + timedelta(days=(number + turn) % 9 // 7)
            if is_left_out or on > END:
                continue
            left -= 1
            yield _line(on, {"entry": "done", "on": f"{on}", "asset": asset.id, "task": task.id, "for": f"{due}"}, turn)
    for turn in range(left):
        on = START + timedelta(days=(number + turn * 97) % 700)
        reading = {"entry": "reading", "on": f"{on}", "asset": asset.id, "meter": "run-hours", "value": f"{turn * 500}"}
        yield _line(on, reading, turn)


def _line(on: date, act: dict[str, object], turn: int) -> tuple[str, str]:
    work = {"by": [f"p-{turn % 40}"], "minutes": 40 + turn % 30, "note": "nothing unusual"}
    extra = work if act["entry"] == "done" else {}
    whole = {**act, **extra, "recorded": f"{on}T17:20+00:00", "recorder": "desk"}
    return f"{on}", json.dumps(whole, separators=(",", ":"))


def _dues(task: BenchTask) -> Iterator[date]:
    """Yield the dates of a task up to `END`; months stop at the 28th, so that none is clamped."""
    step = 1
    while True:
        if task.days:
            due = task.last + timedelta(days=task.days * step)
        else:
            months = task.last.month - 1 + task.months * step
            due = task.last.replace(year=task.last.year + months // 12, month=months % 12 + 1)
        if due > END:
            return
        yield due
        step += 1
