"""Opening an estate: everything a plan is made of, read, laid over one another and assigned."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from fmplan.assets.estate import Estate
from fmplan.assets.load import load_estate
from fmplan.assets.mistakes import did_you_mean, listing, sentence
from fmplan.findings import Finding, Severity, in_reading_order
from fmplan.schedules.assign import assign
from fmplan.schedules.calendars import unknown_countries
from fmplan.schedules.library.shelf import furnished, taken, wanted
from fmplan.schedules.library.words import packs
from fmplan.schedules.load import Schedule, load_schedules
from fmplan.schedules.lock import Lock
from fmplan.schedules.lockfile import read_lock
from fmplan.schedules.overriding import laid_over
from fmplan.schedules.pinned import unpinned
from fmplan.schedules.register import Register
from fmplan.tree import Tree


def open_register(tree: Tree) -> Register:
    """Read an estate with its schedules and its lock, and find all that is wrong with them."""
    estate, findings = load_estate(tree)
    own, of_schedules = load_schedules(tree)
    lock, of_lock = read_lock(tree)
    findings += [*of_schedules, *of_lock]
    if estate is None:
        return Register(None, own, (), lock, tuple(in_reading_order(findings)))
    findings += _unknown_packs(estate)
    estate = furnished(estate)
    schedules, of_overriding = laid_over(library_of(estate, lock), own, estate.standards)
    used = {asset.class_ for asset in estate.assets.values()}
    schedules = tuple(one for one in schedules if one.is_needed(used))
    series, of_series = assign(estate, schedules)
    if any(finding.severity is Severity.ERROR for finding in of_schedules):
        # Of a file with a mistake nothing is known: the tasks that seem missing may stand there.
        of_series = [finding for finding in of_series if finding.code != "unknown-task"]
    findings += [*of_overriding, *of_series, *unknown_countries(estate, lock or Lock())]
    return Register(estate, schedules, series, lock, tuple(in_reading_order(findings)))


def library_of(estate: Estate, lock: Lock | None) -> tuple[Schedule, ...]:
    """Return what an estate uses of the library: as it is pinned in the lock, else as it is installed."""
    used = {asset.class_ for asset in estate.assets.values()}
    if lock is None or lock.library is None:
        return tuple(map(taken, wanted(estate.standards, used)))
    pinned = lock.library
    kept = [one for one in pinned.schedules if one.form.pack in estate.standards and _fits_any(one, used)]
    return (*kept, *unpinned(pinned, estate.standards, used))


def _fits_any(schedule: Schedule, classes: Collection[str]) -> bool:
    return any(schedule.fits(class_) for class_ in classes)


def _unknown_packs(estate: Estate) -> Iterator[Finding]:
    known = packs()
    for number, name in enumerate(estate.standards):
        if name not in known:
            yield Finding(
                "unknown-standard",
                Severity.ERROR,
                estate.block["standards"].item_place(number),
                f"the library has no pack {name!r}",
                sentence(did_you_mean(name, list(known))) or f"Write one of: {listing(list(known))}.",
            )
