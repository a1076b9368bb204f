"""How soon one entry is recorded, in an estate with two years of logbook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench import targets
from bench.caches import FMPLAN, copied_to
from bench.logbook import TODAY, number_of_entries, write_logged_estate
from bench.process import run_cold
from bench.table import Row, measured
from bench.turns import in_turn

SIZE = 1_000


def recording_rows(folder: Path, rounds: int) -> Iterator[Row]:
    estate = write_logged_estate(folder / f"recorded-{SIZE}", SIZE)
    # A second quarterly service on one day is written each time, as another act.
    command = (FMPLAN, "done", "asset-000500", "quarter", "--today", f"{TODAY}", "--again", "--quiet")
    kept = copied_to(folder / "cache-recorded")
    run_cold(command, environment=kept, folder=estate)
    (runs,) = in_turn({"done": lambda: run_cold(command, environment=kept, folder=estate)}, rounds).values()
    what = f"{SIZE:,} assets, {number_of_entries(SIZE):,} entries, recording one"
    yield measured(what, "s", lambda: (runs.seconds, "alone"), targets.RECORDING)
