"""Allow an asset without work, while a pack of the library that the estate does not name has work for it.

*Why it matters*: an estate in Minnesota with `standards: [us-statutory]` has no fire alarm tests, because these are
in `us-nfpa`. Nothing is planned for its alarm, and a calendar does not show what is not in it.

*Example*:

    standards: [us-statutory]                        # in estate.yaml
    alarm-1: {class: fire/alarm, name: Fire alarm}   # in assets/

*Mend it*: name the pack under `standards:`, or give the asset tasks of its own. Only packs of the same origin as one
that is named are asked about, and assets that waive nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fmplan.assets.mistakes import listing
from fmplan.checks.situation import Situation
from fmplan.findings import Finding, Severity
from fmplan.schedules.coverage import without_schedule
from fmplan.schedules.library.contents import contents

SEVERITY: Final = Severity.WARNING


def check(situation: Situation) -> Iterator[Finding]:
    """Yield a warning for each pack that has work for assets which have none."""
    estate = situation.estate
    idle = [one for one in without_schedule(estate, situation.series) if not one.waive]
    if not idle or not estate.standards:
        return
    origins = {_origin(pack) for pack in estate.standards}
    missed: dict[str, list[str]] = {}
    for asset in idle:
        for pack in sorted({one.pack for one in contents() if one.fits(asset.class_)} - set(estate.standards)):
            if _origin(pack) in origins:
                missed.setdefault(pack, []).append(f"{asset.id} ({asset.class_})")
    for pack, assets in sorted(missed.items()):
        yield Finding(
            "unnamed-pack",
            SEVERITY,
            estate.block.key_place("standards"),
            f"nothing is planned for {listing(sorted(assets), 4)}, and the pack {pack} has work for such",
            f"Add {pack} to standards: in estate.yaml, or give them tasks of their own.",
        )


def _origin(pack: str) -> str:
    """Return whose rules a pack has: `us` for `us-nfpa`."""
    return pack.partition("-")[0]
