"""How long a register takes that leans on the library: its check, a year's calendar, and its coverage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench import targets
from bench.caches import FMPLAN
from bench.process import Cost, run_cold
from bench.standards import write_large_estate
from bench.table import Row, measured
from bench.turns import in_turn

SIZE = 5_000
TODAY = "2026-12-31"


def standing_rows(folder: Path, rounds: int) -> Iterator[Row]:
    estate = str(write_large_estate(folder / f"standing-{SIZE}", SIZE))

    def run(command: str, *options: str) -> Cost:
        return run_cold((FMPLAN, command, estate, "--today", TODAY, *options))

    runs = in_turn(
        {
            "check": lambda: run("check"),
            "calendar": lambda: run("calendar", "--year", "2027"),
            "coverage": lambda: run("coverage"),
        },
        rounds,
    )
    bounds = (targets.STANDING_CHECK, targets.STANDING_CALENDAR, targets.STANDING_COVERAGE)
    for (name, cost), bound in zip(runs.items(), bounds, strict=True):
        yield measured(f"{SIZE:,} assets on standards, {name}", "s", lambda cost=cost: (cost.seconds, "alone"), bound)
