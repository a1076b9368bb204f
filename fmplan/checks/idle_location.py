"""Allow a location that no asset lies in, beside one that differs from it only by case or signs.

*Why it matters*: the facts and the calendar of `Tower-1` do not hold for what lies in `tower-1`: a rule of law may
leave it out, and nothing else shows it. A location without assets may also be there for later, and is let be.

*Example*:

    locations:
      Tower-1: {facts: {height_m: 96}}

    assets:
      lift-1: {class: elevator, name: Lift 1, location: tower-1}

*Mend it*: write the location as the assets have it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from fmplan.checks.situation import Situation
from fmplan.findings import Finding, Severity

SEVERITY: Final = Severity.NOTE

_BETWEEN_NUMBERS: Final = re.compile(r"(?<=\d)(?:[^\w/]|_)+(?=\d)")
_SIGNS: Final = re.compile(r"(?<!\d)(?:[^\w/]|_)+|(?:[^\w/]|_)+(?!\d)")


def check(situation: Situation) -> Iterator[Finding]:
    """Yield a note for each location that is not in use and looks like one that is."""
    estate = situation.estate
    if not estate.locations:
        return
    used = _used(situation)
    alike = {_bare(location): location for location in sorted(used)}
    for location in estate.locations:
        meant = alike.get(_bare(location))
        if location not in used and meant is not None:
            yield Finding(
                "idle-location",
                SEVERITY,
                estate.block["locations"].key_place(location),
                f"no asset lies in {location!r}, and what is said of it holds for none",
                f"Did you mean {meant!r}, in which assets lie?",
            )


def _used(situation: Situation) -> set[str]:
    """Return the locations that assets lie in or serve, and all that those lie in."""
    used: set[str] = set()
    for asset in situation.estate.assets.values():
        for location in (asset.location, *asset.serves):
            above = location
            while above and above not in used:
                used.add(above)
                above = above.rpartition("/")[0]
    return used


def _bare(location: str) -> str:
    """Return a location in small letters and without signs, but for those that divide places or two numbers."""
    folded = unicodedata.normalize("NFKC", location).casefold()
    return _SIGNS.sub("", _BETWEEN_NUMBERS.sub("-", folded))
