"""How soon fmplan answers: its version beside a bare Python, and the check of a real estate, new or as it was."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from bench import targets
from bench.caches import FMPLAN, copied_to
from bench.process import run_cold
from bench.table import Row, measured
from bench.turns import in_turn

LAKESIDE = "estate-examples/lakeside-gardens"


def start_rows(folder: Path, rounds: int) -> Iterator[Row]:
    kept = copied_to(folder / "cache-check")
    check = (FMPLAN, "check", LAKESIDE)
    run_cold(check, environment=kept)
    runs = in_turn(
        {
            "python": lambda: run_cold((sys.executable, "-c", "pass")),
            "fmplan --version": lambda: run_cold((FMPLAN, "--version")),
            "fmplan check, new": lambda: run_cold(check),
            "fmplan check, unchanged": lambda: run_cold(check, environment=kept),
        },
        rounds,
    )
    python, version, new, unchanged = runs.values()

    def times_python() -> tuple[float, str]:
        return version.seconds / python.seconds, f"{version.seconds:.3f} s / {python.seconds:.3f} s"

    yield measured("fmplan --version beside python -c pass", "times", times_python, targets.VERSION_BESIDE_PYTHON)
    yield measured(f"fmplan check {LAKESIDE}, nothing kept of it", "s", lambda: (new.seconds, "alone"))
    what = f"fmplan check {LAKESIDE}, register unchanged since"
    yield measured(what, "s", lambda: (unchanged.seconds, "alone"), targets.CHECK_SECONDS)
