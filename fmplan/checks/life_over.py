"""Allow an asset whose life under a task ended before the plan begins.

*Why it matters*: `ends:` is the age at which a thing is to be replaced, and what has passed it is no longer planned
for. An extinguisher two years past its life would stand in the register and in no calendar.

*Example*:

    tasks:
      month: {name: Monthly look, every: 1 month, ends: 10 years}     # of an extinguisher made in 2012

*Mend it*: replace it and write the dates of the new one, or write `out_of_service:` with the day it was taken away.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fmplan.checks.situation import Situation
from fmplan.dates.day import ISO
from fmplan.findings import Finding, Severity
from fmplan.schedules.marks import end_of_life

SEVERITY: Final = Severity.WARNING


def check(situation: Situation) -> Iterator[Finding]:
    """Yield a warning for each task whose `ends` an asset still in use reached before its series begins."""
    ending = (series for task, sharing in situation.by_task if task.ends is not None for series in sharing)
    for series in ending:
        asset, task = series.asset, series.task
        if asset.out_of_service is not None and asset.out_of_service < series.begin:
            continue
        end = end_of_life(asset, task)
        if end is not None and end < series.begin:
            yield Finding(
                "life-over",
                SEVERITY,
                asset.place(),
                f"{asset.id} reached the age at which {task.id} ends, {task.ends}, on {ISO[end]}: "
                "nothing of it is planned any more",
                "Replace it and write the dates of the new one, or write out_of_service: with the day it went.",
            )
