"""Allow an estate whose days off and library tasks are pinned nowhere.

*Why it matters*: without a lock the public holidays come from whatever release of the holiday data is installed, and
the standards from whatever release of fmplan. The plan your colleague makes, or the one you make next year, may then
differ with nobody having changed the register.

*Example*: an estate with `calendar: {country: CN}` or `standards: [cn-statutory]` and no `estate.lock.yaml`.

*Mend it*: run `fmplan lock` and commit the file it writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fmplan.checks.situation import Situation
from fmplan.findings import Finding, Place, Severity
from fmplan.schedules.calendars import country_of
from fmplan.schedules.lock import LOCK_FILE

SEVERITY: Final = Severity.NOTE


def check(situation: Situation) -> Iterator[Finding]:
    """Yield a note for an estate without a lock that uses the library, or a calendar with a country."""
    estate = situation.estate
    countries = {country_of(estate, name) for name in ("", *estate.calendars)} - {None}
    if situation.lock is not None or not (countries or estate.standards):
        return
    yield Finding(
        "no-lock",
        SEVERITY,
        Place("estate.yaml"),
        f"there is no {LOCK_FILE}: another release of the library or of the holiday data may move dates unasked",
        "Run fmplan lock and commit the file it writes.",
    )
