"""Allow a task whose dates come from the logbook, which is not read yet.

*Why it matters*: a task by meter or after an event has no date before a reading or an event is recorded. Its place in
the calendar is empty, and that is no sign that nothing is to be done.

*Example*:

    service: {name: Service, meter: {of: run-hours, every: 500, unit: h}}

*Mend it*: nothing is wrong; until the logbook is there, keep an eye on the meter, or write `every:` beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fmplan.checks.situation import Situation
from fmplan.findings import Finding, Severity
from fmplan.schedules.task import Event, Meter

SEVERITY: Final = Severity.NOTE


def check(situation: Situation) -> Iterator[Finding]:
    """Yield a note for each task by meter or event, where it is written."""
    for task, sharing in situation.by_task:
        by_meter = isinstance(task.timing, Meter) or any("meter" in layer.block for layer in sharing[0].layers)
        if by_meter and not isinstance(task.timing, Event):
            key, what = "meter", "a meter reading"
        elif isinstance(task.timing, Event):
            key, what = "event", "an event"
        else:
            continue
        beside = "" if isinstance(task.timing, Meter | Event) else f"; until then {task.timing} counts alone"
        if sharing[0].is_built_in(key):
            continue
        for series in sharing:
            yield Finding(
                "unread-timing",
                SEVERITY,
                series.mended_at(key),
                f"{task.id} waits for {what}, and is planned once the logbook is there{beside}",
                "Nothing needs mending; watch for it yourselves until then.",
            )
