"""Allow the name of a country whose parts have days off of their own.

*Why it matters*: `GB` has only the days that all of the United Kingdom has off. People are planned to work on Easter
Monday, on which England does not.

*Example*:

    calendar: {country: GB}

*Mend it*: write the part too: `country: GB-ENG`. Where the days of the whole country are meant, `fmplan lock` pins
them, and nothing is asked any more.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fmplan.assets.mistakes import listing
from fmplan.checks.situation import Situation
from fmplan.dates.publicholidays import is_known, parts_of
from fmplan.findings import Finding, Severity
from fmplan.yamlfile.block import Block

SEVERITY: Final = Severity.NOTE


def check(situation: Situation) -> Iterator[Finding]:
    """Yield a note for each calendar whose country has parts that differ, and none of them is named."""
    pinned = {country for country, _ in situation.lock.years} if situation.lock else set()
    for block in _calendars(situation.estate.block):
        country = block.get("country")
        if not isinstance(country, str) or country == "none" or "-" in country or country in pinned:
            continue
        if is_known(country) and (parts := parts_of(country)):
            yield Finding(
                "country-part",
                SEVERITY,
                block.value_place("country"),
                f"the parts of {country} have days off of their own, and none of them is counted here",
                f"Write the part: {listing(parts)}. If all of {country} is meant, fmplan lock pins its days.",
            )


def _calendars(estate: Block) -> Iterator[Block]:
    others = estate.get("calendars")
    for one in (estate.get("calendar"), *(others.values() if isinstance(others, Block) else ())):
        if isinstance(one, Block):
            yield one
