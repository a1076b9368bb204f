"""Writing the lock of one estate: which days off, which tasks of the library, and what an upgrade changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from fmplan.cli.session import Opened, Session
from fmplan.cli.writing import write_file, write_out
from fmplan.dates.day import DATE, LAST_DAY, Day
from fmplan.dates.publicholidays import YearOff, days_off
from fmplan.dates.ranges import DateRange
from fmplan.exports.upgrade import changed_dates, changed_days_off, changed_rules
from fmplan.logbook.entries import EMPTY
from fmplan.schedules.calendars import country_of
from fmplan.schedules.library.shelf import taken, wanted
from fmplan.schedules.lock import LOCK_FILE, Lock, PinnedLibrary
from fmplan.schedules.lockfile import written_lock
from fmplan.schedules.opening import library_of, open_register
from fmplan.schedules.plan import Plan, make_plan
from fmplan.schedules.register import Register
from fmplan.tree import Tree

Years: TypeAlias = Mapping[tuple[str, int], YearOff]

_AHEAD = 4
"""How many years past the one it is are pinned: plans look ahead, and so do five-yearly duties."""


def pin(session: Session, opened: Opened, today: Day, *, upgrade: bool) -> None:
    """Write the estate's lock; with `upgrade` show on standard output which days off, rules and dates change."""
    before = opened.lock or Lock()
    after = Lock(pinned_years(opened, today, before.years, upgrade=upgrade), pinned_library(opened, upgrade=upgrade))
    text = written_lock(after.years, after.library).encode()
    if upgrade:
        write_out(f"{line}\n".encode() for line in _changes(opened, before, after, text, today))
    write_file(opened.tree.root / LOCK_FILE, [text])
    session.note(f"{opened.folder}{LOCK_FILE} pins {_spoken(after)}")


def pinned_years(opened: Opened, today: Day, before: Years, *, upgrade: bool) -> dict[tuple[str, int], YearOff]:
    """Return the years to pin: from the one before the estate's start to the fourth after today's or the start's.

    What is pinned already stays, unless it is an upgrade or the country is no longer used.
    """
    estate = opened.estate
    countries = {country_of(estate, name) for name in ("", *estate.calendars)} - {None}
    starts = DATE[estate.starts].year
    years = range(starts - 1, max(starts, DATE[today].year) + _AHEAD + 1)
    wanted_years = {(country, year) for country in countries if country for year in years}
    wanted_years |= {(country, year) for country, year in before if country in countries}
    kept = {} if upgrade else before
    return {key: kept[key] if key in kept else days_off(*key) for key in sorted(wanted_years)}


def pinned_library(opened: Opened, *, upgrade: bool) -> PinnedLibrary | None:
    """Return what to pin of the library: all that the estate uses; None where it names no standards.

    What is pinned already stays as it is, unless it is an upgrade.
    """
    estate = opened.estate
    if not estate.standards:
        return None
    used = {asset.class_ for asset in estate.assets.values()}
    schedules = map(taken, wanted(estate.standards, used)) if upgrade else library_of(estate, opened.lock)
    by_id = tuple(sorted(schedules, key=lambda one: one.id))
    return PinnedLibrary(frozenset(estate.standards), frozenset(used), by_id)


def _changes(opened: Opened, before: Lock, after: Lock, text: bytes, today: Day) -> Iterator[str]:
    """Yield what an upgrade changes: days off, then rules, then the dates of the year ahead."""
    yield from changed_days_off(before.years, after.years)
    if before.library is None:
        return
    yield from changed_rules(before.library.schedules, after.library.schedules if after.library else ())
    upgraded = open_register(_Upgraded(opened.tree, text))
    if upgraded.estate is None or not upgraded.is_whole:
        yield from (f"{finding.place}: {finding.message}" for finding in upgraded.findings if finding.is_error)
        return
    start = max(opened.estate.starts, today)
    year = DateRange(start, min(start + 365, LAST_DAY))
    yield from changed_dates(_plan(opened, year, before), _plan(upgraded, year, after))


def _plan(opened: Opened | Register, year: DateRange, lock: Lock) -> Plan:
    estate = opened.estate
    assert estate is not None  # noqa: S101 - both were read
    return make_plan(estate, opened.series, EMPTY, year, year.start, lock)


class _Upgraded:
    """An estate's folder as it will be with a new lock."""

    def __init__(self, tree: Tree, lock: bytes) -> None:
        self._tree = tree
        self._lock = lock

    @property
    def name(self) -> str:
        return self._tree.name

    def paths(self, folder: str) -> list[str]:
        return self._tree.paths(folder)

    def read(self, path: str) -> bytes:
        return self._lock if path == LOCK_FILE else self._tree.read(path)

    def has(self, path: str) -> bool:
        return path == LOCK_FILE or self._tree.has(path)


def _spoken(lock: Lock) -> str:
    countries: dict[str, list[int]] = {}
    for country, year in lock.years:
        countries.setdefault(country, []).append(year)
    parts = [f"{country} {min(some)} to {max(some)}" for country, some in sorted(countries.items())]
    held = ", ".join(parts) or "no country: no calendar of this estate has public holidays"
    if lock.library is None:
        return held
    tasks = sum(len(one.layers) for one in lock.library.schedules)
    schedules = len(lock.library.schedules)
    return f"{held}; {_number(tasks, 'task')} of the library in {_number(schedules, 'schedule')}"


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
