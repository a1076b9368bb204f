"""Proof: whether work that the law asks for was recorded with something that shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Final

from fmplan.assets.mistakes import listing
from fmplan.assets.task_form import Force
from fmplan.dates.day import ISO
from fmplan.findings import Finding, Severity
from fmplan.logbook.entries import Logbook
from fmplan.logbook.entry import Entry, Kind
from fmplan.logbook.values import NO_ACCESS
from fmplan.schedules.series import Series

SEVERITY: Final = Severity.WARNING

_PROOF: Final = ("number", "evidence")
"""What shows that work was done: the number of its report or certificate, or a file."""

_Found = tuple[Series, int, int, Entry]


def unproven(series: Sequence[Series], logbook: Logbook) -> Iterator[Finding]:
    """Yield a finding for each task of force law that was done without a report number, a certificate or a file.

    One for all assets, at the newest entry: what is done every week would fill pages otherwise. History from before
    a series begins is left as it is.
    """
    if logbook.is_empty:
        return
    found: dict[tuple[str, str], list[_Found]] = {}
    for _, group in groupby(series, key=attrgetter("asset.id")):
        for one in _unproven_of(list(group), logbook):
            task = one[0].task
            found.setdefault((task.schedule, task.id), []).append(one)
    for (_, id_), ones in found.items():
        yield _finding(id_, ones, logbook)


def _unproven_of(group: Sequence[Series], logbook: Logbook) -> Iterator[_Found]:
    """Yield each series of one asset with work that nothing shows: how often, of how many, and the newest."""
    by_law = [one for one in group if one.task.force is Force.LAW]
    if not by_law:
        return
    asset = group[0].asset
    by_task = logbook.tasks_of((asset.id, *asset.formerly))
    for one in by_law if by_task else ():
        names = {one.task.id, one.task.bare_id}
        done = [entry for name in names for entry in by_task.get(name, ()) if _counts(entry, one)]
        without = [entry for entry in done if not any(key in entry.more for key in _PROOF)]
        if without:
            yield one, len(without), len(done), max(without, key=attrgetter("on"))


def _counts(entry: Entry, series: Series) -> bool:
    return entry.kind == Kind.DONE.value and entry.result != NO_ACCESS and entry.on >= series.begin


def _finding(task: str, ones: Sequence[_Found], logbook: Logbook) -> Finding:
    without = sum(one[1] for one in ones)
    done = sum(one[2] for one in ones)
    newest = max((one[3] for one in ones), key=attrgetter("on"))
    assets = listing([one[0].asset.id for one in ones], 3)
    times = f"{without:,} of {done:,} times" if done > 1 else "once"
    return Finding(
        "no-evidence",
        SEVERITY,
        logbook.place_of(newest),
        f"the law asks for {task}, and nothing shows that it was done: {times} without a number or a file, the last "
        f"on {ISO[newest.on]} ({assets})",
        "Record such work with --number, of its report or certificate, or with --evidence and a file.",
    )
