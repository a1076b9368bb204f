"""Allow a lock to hold a task that the library no longer has.

*Why it matters*: the task is still planned, by the lock. The next `fmplan lock --upgrade` takes it out, and with it all
its dates: better to know why before.

*Example*: `estate.lock.yaml` holds `uk-fire-alarm/daily-look`, which the library of this release calls `daily`.

*Mend it*: run `fmplan lock --upgrade` and read what it says of the task. If the duty still holds, write it as a task of
the estate's own; if it was renamed, use the new name in `tasks:` and `waive:` of the assets.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fmplan.checks.situation import Situation
from fmplan.findings import Finding, Severity
from fmplan.schedules.library.contents import contents
from fmplan.schedules.library.shelf import taken
from fmplan.schedules.library.words import renamed
from fmplan.schedules.load import Schedule

SEVERITY: Final = Severity.WARNING


def check(situation: Situation) -> Iterator[Finding]:
    """Yield a warning for each pinned task that the library of this release has not, at its place in the lock."""
    if situation.lock is None or situation.lock.library is None:
        return
    listed = {one.id: one for one in contents()}
    for pinned in situation.lock.library.schedules:
        now = listed.get(pinned.id)
        if now is None:
            yield from _gone(pinned, frozenset())
        elif now.edition != pinned.edition:
            yield from _gone(pinned, frozenset(taken(now).layers))


def _gone(pinned: Schedule, known: frozenset[str]) -> Iterator[Finding]:
    for task, layers in pinned.layers.items():
        if task in known:
            continue
        name = f"{pinned.id}/{task}"
        now = renamed().get(name)
        yield Finding(
            "withdrawn-task",
            SEVERITY,
            layers[0].place(),
            f"the library {f'calls {name} {now} now' if now else f'no longer has {name}'}",
            "Run fmplan lock --upgrade and read what changes; a duty that still holds becomes a task of your own.",
        )
