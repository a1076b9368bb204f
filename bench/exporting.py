"""A year to CSV, iCal and JSON beside the peers, and the memory it takes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial

from bench import targets
from bench.jobs import Job, Jobs
from bench.process import RunError
from bench.table import Row, measured, skipped
from bench.targets import Target
from bench.turns import Runs, in_turn


def export_rows(jobs: Jobs, rounds: int) -> Iterator[Row]:
    """Yield a row for each form beside each peer, then for fmplan alone; the targets hold for one size."""
    csv, ical = jobs.fmplan_csv(), jobs.fmplan_ical()
    if shutil.which("remind"):
        yield _beside(jobs.size, csv, jobs.remind(), rounds, targets.CSV_BESIDE_REMIND)
        yield _beside(jobs.size, csv, jobs.remind(tuned=True), rounds, None)
    else:
        reason = "remind is not installed (Debian: apt-get install remind)"
        yield skipped(f"{jobs.size:,} assets, {csv.name} faster than remind", reason)
    yield _beside(jobs.size, csv, jobs.script(), rounds, targets.CSV_BESIDE_SCRIPT)
    yield _beside(jobs.size, ical, jobs.script_ical(), rounds, targets.ICAL_BESIDE_SCRIPT)
    yield from _alone(jobs, rounds)
    yield _workbook(jobs, rounds)


def _beside(size: int, own: Job, peer: Job, rounds: int, target: Target | None) -> Row:
    runs = in_turn({own.name: own.run, peer.name: peer.run}, rounds)
    ours, theirs = runs[own.name], runs[peer.name]

    def times_faster() -> tuple[float, str]:
        try:
            seconds = f"{theirs.seconds:.2f} s / {ours.seconds:.2f} s"
            text = f"{seconds}; of processor time {theirs.cpu / ours.cpu:.2f}"
            return theirs.seconds / ours.seconds, text
        except RunError as error:
            medians = [f"{name} {run.seconds:.2f} s" for name, run in runs.items() if run.failure is None]
            raise RunError("; ".join([str(error), *medians])) from error

    what = f"{size:,} assets, {own.name} faster than {peer.name}"
    return measured(what, "times", times_faster, target if targets.judged(size) else None)


def _workbook(jobs: Jobs, rounds: int) -> Row:
    """Return the row of the workbook, which is read, planned and written, beside its cells being written alone."""

    def times_as_long() -> tuple[float, str]:
        own, peer = jobs.fmplan_xlsx(), jobs.xlsxwriter()
        runs = in_turn({job.name: job.run for job in (own, peer)}, rounds)
        ours, theirs = runs[own.name], runs[peer.name]
        return ours.seconds / theirs.seconds, f"{ours.seconds:.2f} s / {theirs.seconds:.2f} s"

    target = targets.XLSX_BESIDE_WRITER if targets.judged(jobs.size) else None
    return measured(f"{jobs.size:,} assets, fmplan xlsx beside its cells alone", "times", times_as_long, target)


def _alone(jobs: Jobs, rounds: int) -> Iterator[Row]:
    forms = (jobs.fmplan_csv(), jobs.fmplan_ical(), jobs.fmplan_json())
    peaks = {"fmplan csv": targets.PEAK_MB, "fmplan ical": targets.PEAK_MB}
    for name, runs in in_turn({job.name: job.run for job in forms}, rounds).items():
        what = f"{jobs.size:,} assets, {name}"
        yield measured(f"{what}, time", "s", partial(_time, runs))
        peak = peaks.get(name) if targets.judged(jobs.size) else None
        yield measured(f"{what}, memory", "MB", partial(_peak, runs), peak)


def _time(runs: Runs) -> tuple[float, str]:
    return runs.seconds, "alone"


def _peak(runs: Runs) -> tuple[float, str]:
    return runs.peak_mb, "highest of its runs"
