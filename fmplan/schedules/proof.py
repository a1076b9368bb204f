"""Proof: whether work that the law asks for was recorded with something that shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Final

from msgspec import Struct

from fmplan.assets.mistakes import listing
from fmplan.assets.task_form import Force
from fmplan.dates.day import ISO, Day
from fmplan.findings import Finding, Severity
from fmplan.logbook.entries import Logbook
from fmplan.logbook.entry import Entry
from fmplan.logbook.outline import DONE, SHOWN, outline_of
from fmplan.schedules.acts import names_of
from fmplan.schedules.series import Series

SEVERITY: Final = Severity.WARNING


class _Found(Struct, frozen=True):
    """A series with work that nothing shows: how often, of how many times, and the last day of it."""

    series: Series
    without: int
    done: int
    newest: Day


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
            task = one.series.task
            found.setdefault((task.schedule, task.id), []).append(one)
    for (_, id_), ones in found.items():
        yield _finding(id_, ones, logbook)


def _unproven_of(group: Sequence[Series], logbook: Logbook) -> Iterator[_Found]:
    """Yield each series of one asset with work that nothing shows."""
    by_law = [one for one in group if one.task.force is Force.LAW]
    if not by_law:
        return
    asset = group[0].asset
    outlines = logbook.outlines_of((asset.id, *asset.formerly))
    for one in by_law if outlines else ():
        of_it = [outlines[name].since(one.begin) for name in names_of(one.task) if name in outlines]
        without = sum(outline.count(DONE, SHOWN) for outline in of_it)
        if without:
            done = sum(outline.count(DONE) for outline in of_it)
            yield _Found(one, without, done, max(outline.newest(DONE, SHOWN) for outline in of_it))


def _finding(task: str, ones: Sequence[_Found], logbook: Logbook) -> Finding:
    without = sum(one.without for one in ones)
    done = sum(one.done for one in ones)
    newest = max(ones, key=attrgetter("newest"))
    assets = listing([one.series.asset.id for one in ones], 3)
    times = f"{without:,} of {done:,} times" if done > 1 else "once"
    return Finding(
        "no-evidence",
        SEVERITY,
        logbook.place_of(_newest_entry(newest, logbook)),
        f"the law asks for {task}, and nothing shows that it was done: {times} without a number or a file, the last "
        f"on {ISO[newest.newest]} ({assets})",
        "Record such work with --number, of its report or certificate, or with --evidence and a file.",
    )


def _newest_entry(found: _Found, logbook: Logbook) -> Entry:
    """Return the entry of the last day that work was done with nothing to show for it; of several the first."""
    asset = found.series.asset
    return next(
        entry
        for name in sorted(names_of(found.series.task))
        for entry in logbook.entries_of((asset.id, *asset.formerly), name)
        if entry.on == found.newest and outline_of([entry]).count(DONE, SHOWN)
    )
