"""Whether the logbook speaks of what the register knows: its assets, and the tasks they have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fmplan.assets.estate import Estate
from fmplan.assets.mistakes import did_you_mean, listing, sentence
from fmplan.findings import Finding, Severity
from fmplan.logbook.entries import Logbook
from fmplan.logbook.entry import Entry
from fmplan.schedules.series import Series


def unknown_in(logbook: Logbook, estate: Estate, series: Sequence[Series]) -> Iterator[Finding]:
    """Yield a finding for each asset of the logbook that the register has not, and for each task an asset has not."""
    known = {id_: asset.id for asset in estate.assets.values() for id_ in (asset.id, *asset.formerly)}
    known |= {team: team for team in estate.teams}
    tasks: dict[str, set[str]] = {}
    for one in series:
        names = {one.task.id, one.task.bare_id, f"{one.task.schedule}/{one.task.bare_id}"}
        tasks.setdefault(one.asset.id, set()).update(names)
    for asset in sorted(logbook.assets):
        if asset not in known:
            by_task = logbook.tasks_of((asset,))
            yield _unknown_asset(logbook, asset, [entry for entries in by_task.values() for entry in entries], known)
            continue
        offered = tasks.get(known[asset], set())
        for task in sorted(task for task in logbook.tasks_named[asset] if task and task not in offered):
            entries = logbook.entries_of((asset,), task)
            if entries:
                yield _unknown_task(logbook, asset, task, entries, sorted(offered))


def _unknown_asset(logbook: Logbook, asset: str, entries: Sequence[Entry], known: dict[str, str]) -> Finding:
    first = min(entries, key=lambda entry: entry.on, default=None)
    close = did_you_mean(asset, known)
    number = f"{len(entries):,} entries are" if len(entries) != 1 else "an entry is"
    return Finding(
        "unknown-asset-recorded",
        Severity.WARNING,
        logbook.place_of(first or next(one for one in logbook.entries if one.asset == asset)),
        f"{number} about {asset!r}, which the register does not have",
        sentence(close)
        or "Keep what has a history in the register: with out_of_service: and the last day in use, or under formerly: "
        "of what it is called now.",
    )


def _unknown_task(logbook: Logbook, asset: str, task: str, entries: Sequence[Entry], offered: Sequence[str]) -> Finding:
    return Finding(
        "unknown-task-recorded",
        Severity.WARNING,
        logbook.place_of(min(entries, key=lambda entry: entry.on)),
        f"{len(entries):,} {'entry is' if len(entries) == 1 else 'entries are'} about a task {task!r} that {asset!r} "
        "does not have: nothing is closed by that",
        sentence(did_you_mean(task, offered)) or (f"Its tasks: {listing(offered)}." if offered else "It has no tasks."),
    )
