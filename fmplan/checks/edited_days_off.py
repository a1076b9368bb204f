"""Allow the lock to hold other days off, or make-up working days, than the data it names as their source.

*Why it matters*: plans take days off from the lock alone. One that is deleted there by hand, or lost in a merge, is a
day on which work is planned like on any other, and nothing else shows it.

*Example*:

    days_off:                                                 # in estate.lock.yaml
      GB-ENG:
        2027:
          source: holidays 0.109
          off: {2027-01-01: "New Year's Day"}                 # and no Good Friday, nor any other

*Mend it*: run `fmplan lock --upgrade`, which shows what changes. Days that are otherwise at this estate belong under
`holidays:` and `workdays:` of its calendar. Years from another release of the data are not compared: it may have had
other days.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from fmplan.assets.mistakes import listing
from fmplan.checks.situation import Situation
from fmplan.dates.day import ISO, Day
from fmplan.dates.publicholidays import YearOff, days_off
from fmplan.findings import Finding, Place, Severity
from fmplan.keeping import kept
from fmplan.schedules.lock import LOCK_FILE

SEVERITY: Final = Severity.NOTE

_Years: TypeAlias = Mapping[tuple[str, int], YearOff]


def check(situation: Situation) -> Iterator[Finding]:
    """Yield a note for each country and year that the lock holds otherwise than the same release of the data."""
    pinned: _Years = situation.lock.years if situation.lock else {}
    if not pinned:
        return
    # To load the data takes longer than all else that is asked here, and it comes out the same.
    years = sorted(pinned)
    known: _Years = kept("days-off", [repr(years).encode()], lambda: dict(_known(years)))
    for key in years:
        ours, theirs = pinned[key], known.get(key)
        if theirs is None or theirs.source != ours.source:
            continue
        parts = (*_differing("off", ours.off, theirs.off), *_differing("work", ours.work, theirs.work))
        if parts:
            country, year = key
            yield Finding(
                "edited-days-off",
                SEVERITY,
                Place(LOCK_FILE),
                f"{country} {year} is not as its source has it: {'; '.join(parts)}",
                "Run fmplan lock --upgrade; say under holidays: and workdays: of the calendar in estate.yaml what is "
                "otherwise at this estate.",
            )


def _known(years: list[tuple[str, int]]) -> Iterator[tuple[tuple[str, int], YearOff]]:
    for key in years:
        try:
            yield key, days_off(*key)
        except ValueError:  # a country, or a year, that the installed data do not have
            continue


def _differing(key: str, ours: Mapping[Day, str], theirs: Mapping[Day, str]) -> Iterator[str]:
    for days, told in ((theirs.keys() - ours.keys(), "lacks"), (ours.keys() - theirs.keys(), "adds")):
        if days:
            yield f"{key} {told} {listing([ISO[day] for day in sorted(days)], 4)}"
