"""Allow a schedule that applies to no asset.

*Why it matters*: somebody wrote down work that is to be done, and none of it is planned: perhaps its class is
misspelt, perhaps the assets are still missing from the register.

*Example*:

    schedules:
      pumps: {applies_to: [pump/domestik], tasks: {…}}

*Mend it*: write the class as the assets have it, or register the assets.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fmplan.assets.mistakes import did_you_mean, listing, sentence
from fmplan.checks.situation import Situation
from fmplan.findings import Finding, Severity

SEVERITY: Final = Severity.NOTE


def check(situation: Situation) -> Iterator[Finding]:
    """Yield a note for each schedule none of whose classes any asset has."""
    classes = sorted({asset.class_ for asset in situation.estate.assets.values()})
    for schedule in situation.own_schedules:
        if any(schedule.fits(class_) for class_ in classes):
            continue
        wanted = schedule.classes
        close = next((close for one in wanted if (close := did_you_mean(one, classes))), "")
        yield Finding(
            "idle-schedule",
            SEVERITY,
            schedule.block.value_place("applies_to"),
            f"the schedule {schedule.id!r} plans nothing: no asset is of the class {listing(wanted)}",
            sentence(close) or "Register the assets it is meant for, or remove the schedule.",
        )
