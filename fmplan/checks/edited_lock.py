"""Allow the lock to hold a task of the library otherwise than the library does.

*Why it matters*: the lock is written by `fmplan lock` and read before the library. A rule of law that is changed there
by hand, or by a merge gone wrong, is planned as it stands, and nothing else shows it.

*Example*:

    library:                                                  # in estate.lock.yaml
      schedules:
        cn-elevator-traction:
          tasks: {half-month: {every: 90 days}}               # the library of this edition: 14 days

*Mend it*: run `fmplan lock --upgrade` and read what changes. What shall be otherwise here is said in `schedules/`, with
the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fmplan.assets.mistakes import listing
from fmplan.checks.situation import Situation
from fmplan.findings import Finding, Severity
from fmplan.schedules.library.contents import contents
from fmplan.schedules.library.shelf import taken
from fmplan.schedules.load import Schedule

SEVERITY: Final = Severity.WARNING


def check(situation: Situation) -> Iterator[Finding]:
    """Yield a warning for each pinned schedule that says otherwise than the library of the same edition."""
    if situation.lock is None or situation.lock.library is None:
        return
    listed = {one.id: one for one in contents()}
    for pinned in situation.lock.library.schedules:
        now = listed.get(pinned.id)
        if now is None or now.edition != pinned.edition:
            continue
        library = taken(now)
        if edited := _edited(pinned, library):
            first = next((pinned.layers[task] for task in edited if task in pinned.layers), None)
            yield Finding(
                "edited-lock",
                SEVERITY,
                first[0].place() if first else pinned.block.place(),
                f"the lock does not hold {pinned.id} as the library of the same edition has it: {listing(edited, 4)}",
                "Run fmplan lock --upgrade; say in schedules/ what shall be otherwise here.",
            )


def _edited(pinned: Schedule, library: Schedule) -> list[str]:
    """Return the tasks and keys of a schedule that are not as in the library."""
    ours, theirs = pinned.layers, library.layers
    found = [
        task
        for task in dict.fromkeys((*ours, *theirs))
        if task not in ours or task not in theirs or ours[task][0].block != theirs[task][0].block
    ]
    keys = {*pinned.block, *library.block} - {"tasks", "edition"}
    return [*found, *sorted(key for key in keys if pinned.block.get(key) != library.block.get(key))]
