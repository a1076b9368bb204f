"""How soon fmplan answers: its version beside a bare Python, and the check of a real estate."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from bench import targets
from bench.jobs import FMPLAN
from bench.process import run_cold
from bench.table import Row, measured
from bench.turns import in_turn

LAKESIDE = "estate-examples/lakeside-gardens"


def start_rows(rounds: int) -> Iterator[Row]:
    runs = in_turn(
        {
            "python": lambda: run_cold((sys.executable, "-c", "pass")),
            "fmplan --version": lambda: run_cold((FMPLAN, "--version")),
            "fmplan check": lambda: run_cold((FMPLAN, "check", LAKESIDE)),
        },
        rounds,
    )
    python, version, check = runs.values()

    def times_python() -> tuple[float, str]:
        return version.seconds / python.seconds, f"{version.seconds:.3f} s / {python.seconds:.3f} s"

    yield measured("fmplan --version beside python -c pass", "times", times_python, targets.VERSION_BESIDE_PYTHON)
    yield measured(f"fmplan check {LAKESIDE}", "s", lambda: (check.seconds, "alone"), targets.CHECK_SECONDS)
