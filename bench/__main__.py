"""`python -m bench`: make the registers, run each in turn, print the table.

It ends with 0 whatever the times are, and with 1 where a command failed or did not give as many occurrences
as the register has: a ratio of two different works says nothing.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from bench import targets
from bench.exporting import export_rows
from bench.growing import growth_row
from bench.jobs import Jobs
from bench.lifts import lift_rows
from bench.mailing import mailing_rows
from bench.options import Options, parse_options
from bench.owing import owing_rows
from bench.page import page_rows
from bench.recording import recording_rows
from bench.standing import standing_rows
from bench.starting import start_rows
from bench.table import Row, table


def main() -> int:
    options = parse_options()
    with _workshop(options.keep) as folder:
        rows = list(_rows(options, folder))
    machine = f"Python {platform.python_version()}, {os.cpu_count()} processors"
    print(f"{machine}; medians, rounds: {options.rounds}\n")
    print(table(rows))
    return 1 if any(row.failed for row in rows) else 0


def _rows(options: Options, folder: Path) -> Iterator[Row]:
    @cache
    def jobs(size: int) -> Jobs:
        print(f"{size:,} assets", file=sys.stderr, flush=True)
        return Jobs(folder, size)

    if "start" in options.parts:
        yield from start_rows(folder, options.short_rounds)
    if "lifts" in options.parts:
        yield from lift_rows(folder)
    if "export" in options.parts:
        for size in options.sizes:
            yield from export_rows(jobs(size), options.rounds)
    if "page" in options.parts:
        yield from page_rows(jobs(targets.PAGE_SIZE), options.short_rounds)
    if "owing" in options.parts:
        for size in options.sizes:
            yield from owing_rows(folder, size, options.rounds)
        yield from recording_rows(folder, options.short_rounds)
    if "standing" in options.parts:
        yield from standing_rows(folder, options.rounds)
    if "mailing" in options.parts:
        yield from mailing_rows(folder, options.rounds)
    if "growth" in options.parts and options.growth:
        small, large = options.growth
        yield growth_row(jobs(small), jobs(large), options.rounds)


@contextmanager
def _workshop(keep: Path | None) -> Iterator[Path]:
    if keep:
        keep.mkdir(parents=True)
        yield keep.resolve()
    else:
        with tempfile.TemporaryDirectory(prefix="fmplan-bench-") as folder:
            yield Path(folder)


if __name__ == "__main__":
    sys.exit(main())
