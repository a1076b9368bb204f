"""Allow a task by age all of whose ages lie in the past.

*Why it matters*: an asset that was ten years old when the plan began never turns five again. If the schedule
speaks of new assets only, that is right; if the older ones need the work too, nothing plans it.

*Example*:

    tasks:
      five-year-check:
        name: Five-year check
        ages: {of: in_service, at: [5 years]}      # of a pump in service since 2009

*Mend it*: add `then:` with the interval of later years, or waive the task for this asset with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from fmplan.checks.situation import Situation
from fmplan.dates.day import ISO
from fmplan.dates.period import Period
from fmplan.findings import Finding, Severity
from fmplan.schedules.marks import birth_of
from fmplan.schedules.series import Series
from fmplan.schedules.task import Ages

SEVERITY: Final = Severity.NOTE


def check(situation: Situation) -> Iterator[Finding]:
    """Yield a note for each task by age whose last age was reached before its series begins."""
    for task, sharing in situation.by_task:
        if isinstance(task.timing, Ages) and task.timing.then is None and task.timing.at:
            yield from _past(sharing, task.timing.at[-1])


def _past(sharing: Iterable[Series], last_age: Period) -> Iterator[Finding]:
    for series in sharing:
        born = birth_of(series.asset, series.task)
        if series.is_built_in("ages") or born is None or (reached := last_age.after(born)) >= series.begin:
            continue
        yield Finding(
            "ages-past",
            SEVERITY,
            series.mended_at("ages"),
            f"{series.asset.id} reached the last of these ages on {ISO[reached]}, before its plan begins on "
            f"{ISO[series.begin]}: {series.task.id} never falls",
            "If older ones need it too, add then: with an interval, for example then: 1 year; else waive it there.",
        )
