"""What is owed in a register with two years of logbook: cold, with nothing new since, or one entry; and its memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from bench import targets
from bench.caches import FMPLAN, copied_to
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
        copied_to(cache)
        return run()

    def after_an_entry() -> Cost:
        entry = (FMPLAN, "done", "asset-000500", "quarter", "--today", f"{TODAY}", "--again", "--quiet")
        run_cold(entry, environment={"XDG_CACHE_HOME": str(cache)}, folder=estate)
        return run()

    runs = in_turn({"overdue, cold": cold, "overdue, kept": run, "overdue, one more entry": after_an_entry}, rounds)
    first, again, later = runs.values()
    what = f"{size:,} assets, {number_of_entries(size):,} entries, overdue"
    judged = targets.judged(size)
    cold_bound, kept_bound = (targets.OWED_COLD, targets.OWED_KEPT) if judged else (None, None)
    yield measured(f"{what}, nothing kept", "s", lambda: (first.seconds, "alone"), cold_bound)
    yield measured(f"{what}, nothing changed since", "s", lambda: (again.seconds, "alone"), kept_bound)
    yield measured(f"{what}, one entry recorded since", "s", lambda: (later.seconds, "alone"), kept_bound)
    memory = targets.OWED_PEAK_MB if judged else None
    yield measured(
        f"{what}, memory",
        "MB",
        lambda: (max(one.peak_mb for one in (first, again, later)), "highest of its runs"),
        memory,
    )
