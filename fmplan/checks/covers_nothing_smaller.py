"""Allow a task that covers one which comes less often than itself.

*Why it matters*: to cover is to include: the yearly service includes the monthly one, so that month has one visit.
The other way round a monthly check would count as the yearly service, and the yearly service is never done.

*Example*:

    month: {name: Monthly check, every: 1 month, covers: [year]}
    year: {name: Yearly service, every: 1 year}

*Mend it*: move `covers:` to the task that comes less often and does more.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from fmplan.checks.situation import Situation
from fmplan.findings import Finding, Severity

SEVERITY: Final = Severity.WARNING


def check(situation: Situation) -> Iterator[Finding]:
    """Yield a warning for each task that covers one with a longer period."""
    if not any(task.covers for task, _ in situation.by_task):
        return
    for _, group in groupby(situation.series, key=lambda one: one.asset.id):
        of_asset = list(group)
        covering = [one for one in of_asset if one.task.covers]
        if not covering:
            continue
        tasks = {one.task.bare_id: one.task for one in of_asset}
        for series in covering:
            own = series.task.period_days
            for name in series.task.covers:
                other = tasks.get(name)
                # Two that cover one another are a circle, which is an error of its own.
                if other is None or series.task.bare_id in other.covers:
                    continue
                if 0 < own < other.period_days and not series.is_built_in("covers"):
                    yield Finding(
                        "covers-nothing-smaller",
                        SEVERITY,
                        series.mended_at("covers"),
                        f"{series.task.id} covers {name}, which comes less often: each {series.task.id} would "
                        f"count as {name} too",
                        f"Write covers: [{series.task.bare_id}] on {name} instead, or take {name} out.",
                    )
