"""Ten times the register: how many times the time."""

from __future__ import annotations

from bench import targets
from bench.jobs import Jobs
from bench.table import Row, measured
from bench.turns import in_turn


def growth_row(small: Jobs, large: Jobs, rounds: int) -> Row:
    runs = in_turn({f"{jobs.size:,} assets": jobs.fmplan_csv().run for jobs in (small, large)}, rounds)
    less, more = runs.values()

    def times_as_long() -> tuple[float, str]:
        return (
            more.seconds / less.seconds,
            f"{more.seconds:.2f} s / {less.seconds:.2f} s, {more.peak_mb:.0f} MB",
        )

    return measured(f"{large.size:,} assets to CSV beside {small.size:,}", "times", times_as_long, targets.GROWTH)
