"""Allow rounds within hours that nobody says.

*Why it matters*: rounds every two hours while people work are as many as the hours hold. Where neither the team
nor the estate says its hours, nobody knows how many, and the work of a day cannot be counted.

*Example*:

    patrol: {name: Patrol, every: 1 day, round: {every: 2 h, within: hours}}

*Mend it*: add `hours:` to the estate or to the team, or write the hours of the rounds themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fmplan.checks.situation import Situation
from fmplan.findings import Finding, Severity
from fmplan.schedules.rounds import hours_of

SEVERITY: Final = Severity.ERROR


def check(situation: Situation) -> Iterator[Finding]:
    """Yield an error for each task with rounds within hours that neither its team nor the estate says.

    Rounds that the library asks for are planned once a day until then, and only warned of.
    """
    for task, sharing in situation.by_task:
        if task.rounds is None:
            continue
        for series in sharing:
            if hours_of(task.rounds, series.team_hours) is None:
                who = "the estate does not say its hours"
                if series.team is not None:
                    who = f"neither the estate nor the team {series.team.id!r} says its hours"
                built_in = series.is_built_in("round")
                yield Finding(
                    "no-hours",
                    Severity.WARNING if built_in else SEVERITY,
                    series.mended_at("round"),
                    f"the rounds of {task.id!r} are within hours, and {who}",
                    "Add hours: to estate.yaml or to the team, for example hours: 08:30-17:30, "
                    'or write the hours here, for example within: "08:00-22:00"',
                )
