"""Allow an estate that uses more of the library than its lock holds.

*Why it matters*: what the lock does not hold comes from the installed release: another release may move its dates with
nobody having changed the register.

*Example*: a fire pump was registered after the lock was written, so the lock has no schedule for fire pumps.

*Mend it*: run `fmplan lock` and commit the file. What is pinned already stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fmplan.assets.mistakes import listing
from fmplan.checks.situation import Situation
from fmplan.findings import Finding, Place, Severity
from fmplan.schedules.lock import LOCK_FILE

SEVERITY: Final = Severity.NOTE


def check(situation: Situation) -> Iterator[Finding]:
    """Yield one note for all schedules of the library that are used and not pinned, where there is a lock."""
    if situation.lock is None:
        return
    library = situation.lock.library
    pinned = {one.id for one in library.schedules} if library else set()
    loose = [one.id for one in situation.schedules if one.is_built_in and one.id not in pinned]
    if loose:
        yield Finding(
            "not-pinned",
            SEVERITY,
            Place(LOCK_FILE),
            f"the lock does not hold {listing(loose, 4)} of the library",
            "Run fmplan lock and commit the file it writes.",
        )
