"""What is run: fmplan's exports and each peer, as a command, its output and how that is counted."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench import counting
from bench.caches import FMPLAN
from bench.estate import write_estate
from bench.peers import remind
from bench.process import Cost, RunError, run_cold
from bench.register import END, START, TODAY, occurrences
from bench.workbook import planned_dates


@dataclass(frozen=True, slots=True)
class Job:
    """A command that plans a year of a register; `prints` where `output` is what it prints."""

    name: str
    command: tuple[str, ...]
    output: Path
    count: Callable[[Path], int]
    expected: int
    prints: bool = False

    def run(self) -> Cost:
        """Run it once; raises RunError, also where the occurrences are not as many as the register has."""
        cost = run_cold(self.command, self.output if self.prints else None)
        found = self.count(self.output)
        if found != self.expected:
            raise RunError(f"{found:,} occurrences instead of {self.expected:,}")
        return cost


class Jobs:
    """The jobs of one register of `size` assets, which is written into `folder` once."""

    def __init__(self, folder: Path, size: int) -> None:
        self.size = size
        self.estate = write_estate(folder / f"estate-{size}", size)
        self._folder = folder
        self._expected = occurrences(size)

    def fmplan_csv(self) -> Job:
        return self._fmplan("csv", counting.csv_rows)

    def fmplan_ical(self) -> Job:
        return self._fmplan("ical", counting.ical_events, "--per", "occurrence")

    def fmplan_json(self) -> Job:
        return self._fmplan("json", counting.json_occurrences)

    def fmplan_xlsx(self) -> Job:
        return self._fmplan("xlsx", planned_dates)

    def fmplan_html(self) -> Job:
        return self._fmplan("html", counting.page_dates)

    def xlsxwriter(self) -> Job:
        """Return the job of writing all cells of fmplan's workbook, which is made here for them."""
        own = self.fmplan_xlsx()
        own.run()
        cells, output = self._folder / f"cells-{self.size}.msgpack", self._folder / f"xlsxwriter-{self.size}.xlsx"
        planned_dates(own.output, cells)
        command = (sys.executable, "-m", "bench.peers.xlsxwriter", str(cells), str(output))
        return Job("XlsxWriter", command, output, planned_dates, self._expected)

    def remind(self, *, tuned: bool = False) -> Job:
        name = "remind tuned by hand" if tuned else "remind"
        stem = f"{name.replace(' ', '-')}-{self.size}"
        script = remind.write_remind(self._folder / f"{stem}.rem", self.size, tuned=tuned)
        output = self._folder / f"{stem}.txt"
        return Job(name, remind.command(script), output, counting.lines, self._expected, prints=True)

    def script(self) -> Job:
        return self._script("script", "csv", counting.csv_rows)

    def script_ical(self) -> Job:
        return self._script("script_ical", "ics", counting.ical_events)

    def _fmplan(self, form: str, count: Callable[[Path], int], *options: str) -> Job:
        output = self._folder / f"fmplan-{self.size}.{form}"
        days = ("--from", f"{START}", "--to", f"{END}", "--today", f"{TODAY}")
        command = (FMPLAN, "export", form, str(self.estate), *days, *options, "-o", str(output))
        return Job(f"fmplan {form}", command, output, count, self._expected)

    def _script(self, name: str, ending: str, count: Callable[[Path], int]) -> Job:
        output = self._folder / f"{name}-{self.size}.{ending}"
        command = (
            sys.executable,
            "-m",
            f"bench.peers.{name}",
            str(self.estate),
            str(output),
            f"{START}",
            f"{END}",
        )
        return Job(name, command, output, count, self._expected)
