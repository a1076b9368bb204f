"""What is owed in a register with two years of logbook: cold, with the closed years kept, and in how much memory."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from bench import targets
from bench.jobs import FMPLAN
from bench.logbook import TODAY, number_of_entries, write_logged_estate
from bench.process import Cost, RunError, run_cold
from bench.table import Row, measured
from bench.turns import in_turn


def owing_rows(folder: Path, size: int, rounds: int) -> Iterator[Row]:
    estate = write_logged_estate(folder / f"logged-{size}", size)
    cache = folder / f"cache-{size}"
    output = folder / f"owed-{size}.json"

    def run() -> Cost:
        command = (FMPLAN, "overdue", str(estate), "--today", f"{TODAY}", "--format", "json", "--fail-on", "never")
        cost = run_cold((*command, "-o", str(output)), environment={"XDG_CACHE_HOME": str(cache)})
        if not json.loads(output.read_text(encoding="utf-8"))["counts"]["owed"]:
            raise RunError("nothing was owed")
        return cost

    def cold() -> Cost:
        shutil.rmtree(cache, ignore_errors=True)
        return run()

    runs = in_turn({"overdue, cold": cold, "overdue, kept": run}, rounds)
    first, again = runs.values()
    what = f"{size:,} assets, {number_of_entries(size):,} entries, overdue"
    judged = targets.judged(size)
    yield measured(
        f"{what}, nothing kept", "s", lambda: (first.seconds, "alone"), targets.OWED_COLD if judged else None
    )
    yield measured(
        f"{what}, closed years kept", "s", lambda: (again.seconds, "alone"), targets.OWED_KEPT if judged else None
    )
    memory = targets.OWED_PEAK_MB if judged else None
    yield measured(f"{what}, memory", "MB", lambda: (max(first.peak_mb, again.peak_mb), "highest of its runs"), memory)
