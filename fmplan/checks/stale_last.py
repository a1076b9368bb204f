"""Allow a date last done so long ago that the next one was due before the plan begins.

*Why it matters*: what was due before the plan begins is owed on its first day. If the work was done since, the first
weeks fill with visits nobody needs; if it was not, it is late already, and somebody should know.

*Example*:

    starts: 2027-01-01          # in estate.yaml
    test: {name: Yearly test, every: 1 year, last: 2024-05-20}

*Mend it*: write the newest date the work was done, or plan to do it at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from fmplan.checks.situation import Situation
from fmplan.dates.day import ISO
from fmplan.dates.period import Period
from fmplan.findings import Finding, Severity
from fmplan.schedules.series import Series
from fmplan.schedules.slots import owed_from_before
from fmplan.schedules.task import Every

SEVERITY: Final = Severity.NOTE


def check(situation: Situation) -> Iterator[Finding]:
    """Yield a note for each series whose first due date after `last` lies before it begins."""
    for task, sharing in situation.by_task:
        if isinstance(task.timing, Every) and isinstance(task.timing.period, Period):
            yield from _stale(sharing, task.timing.period)


def _stale(sharing: Iterable[Series], period: Period) -> Iterator[Finding]:
    for series in sharing:
        if series.last is None:
            continue
        due = period.after(series.last)
        if due >= series.begin or (series.end is not None and series.end < series.begin):
            continue
        owed = owed_from_before(series)
        if owed is None:  # `first` says where to begin, or the dates fell into a rest
            continue
        yield Finding(
            "stale-last",
            SEVERITY,
            series.mended_at("last"),
            f"{series.asset.id} {series.task.id} was due again on {ISO[due]}, before its plan begins: it is "
            f"owed on {ISO[owed]}",
            "If it was done since, write the newest date it was done; else do it first.",
        )
