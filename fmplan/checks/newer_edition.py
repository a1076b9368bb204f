"""Allow a lock that holds an older edition of a schedule than the library of this release.

*Why it matters*: plans go by the lock, so nothing moves unasked. But the standard may have changed, and the estate is
planned by the older rule until somebody looks.

*Example*: `estate.lock.yaml` holds `cn-elevator-traction` in the edition 2026-11-21, and the library has 2027-06-01.

*Mend it*: run `fmplan lock --upgrade`. It shows each rule and each date that changes; commit the lock if it is right.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fmplan.assets.mistakes import listing
from fmplan.checks.situation import Situation
from fmplan.findings import Finding, Place, Severity
from fmplan.schedules.library.contents import contents
from fmplan.schedules.lock import LOCK_FILE

SEVERITY: Final = Severity.NOTE


def check(situation: Situation) -> Iterator[Finding]:
    """Yield one note for all pinned schedules whose edition is not the library's."""
    lock = situation.lock
    if lock is None or lock.library is None:
        return
    editions = {one.id: one.edition for one in contents()}
    newer = [one.id for one in lock.library.schedules if editions.get(one.id, one.edition) != one.edition]
    if newer:
        yield Finding(
            "newer-edition",
            SEVERITY,
            Place(LOCK_FILE),
            f"the library of this release has another edition of {listing(newer, 4)}",
            "Run fmplan lock --upgrade: it shows what changes, date by date.",
        )
