"""Taking from the library what an estate uses: the schedules of its packs that fit the classes of its assets."""

from __future__ import annotations

import pickle
from collections.abc import Collection, Mapping
from functools import cache

from msgspec.structs import replace

from fmplan.assets.estate import Estate
from fmplan.assets.mistakes import read_form
from fmplan.findings import Finding
from fmplan.keeping import kept
from fmplan.schedules.library.contents import Listed, contents
from fmplan.schedules.library.files import block_of
from fmplan.schedules.library.words import classes, facts, periods
from fmplan.schedules.load import Schedule, schedule_of
from fmplan.schedules.schedule_form import ScheduleForm


def wanted(packs: Collection[str], used: Collection[str]) -> tuple[Listed, ...]:
    """Return what the library holds of some packs for the classes in use, by id."""
    return tuple(one for one in contents() if one.pack in packs and any(one.fits(class_) for class_ in used))


@cache
def taken(listed: Listed) -> Schedule:
    """Return one schedule of the library. Raises ValueError where it breaks the model."""
    schedule: Schedule = pickle.loads(_all_kept()[listed.id])  # noqa: S301 - the user's own cache, see keeping.py
    return schedule


@cache
def _all_kept() -> Mapping[str, bytes]:
    """Return every schedule of the library ready for use, each by itself: a command needs few of them.

    Their text takes a fifth of a second to read and type (docs/decisions.md).
    """
    found: Mapping[str, bytes] = kept("library", (), _all)
    return found


def _all() -> dict[str, bytes]:
    return {listed.id: pickle.dumps(read(listed), protocol=5) for listed in contents()}


def read(listed: Listed) -> Schedule:
    """Return one schedule of the library as it is written there. Raises ValueError where it breaks the model."""
    block = block_of(listed.file)["schedules"][listed.id]
    form, findings = read_form(ScheduleForm, block)
    schedule = None if form is None else schedule_of(listed.id, form, block, findings, listed.edition)
    if schedule is None or findings:
        raise ValueError(f"{listed.file}: {_first(findings)}")
    return schedule


def furnished(estate: Estate) -> Estate:
    """Return the estate with the library's tree of classes, the seasons of its climate and the facts to assume.

    What the estate says itself stands.
    """
    if not estate.standards:
        return replace(estate, classes={**classes(), **estate.classes})
    return replace(
        estate,
        classes={**classes(), **estate.classes},
        periods={**periods(estate.facts.get("climate")), **estate.periods},
        assumed={name: fact.default for name, fact in facts().items() if fact.default is not None},
    )


def _first(findings: list[Finding]) -> str:
    return f"{findings[0].place}: {findings[0].message}" if findings else "empty"
