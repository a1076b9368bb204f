"""Writing the lock of one estate: which years of which countries, and what an upgrade changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from fmplan.cli.session import Opened, Session
from fmplan.cli.writing import write_file, write_out
from fmplan.dates.day import DATE, ISO, Day
from fmplan.dates.publicholidays import YearOff, days_off
from fmplan.schedules.calendars import country_of
from fmplan.schedules.lock import LOCK_FILE, written_lock

Years: TypeAlias = Mapping[tuple[str, int], YearOff]

_AHEAD = 4
"""How many years past the one it is are pinned: plans look ahead, and so do five-yearly duties."""


def pin(session: Session, opened: Opened, today: Day, *, upgrade: bool) -> None:
    """Write the estate's lock; with `upgrade` show on standard output which days change."""
    before = opened.lock.years if opened.lock else {}
    after = pinned(opened, today, before, upgrade=upgrade)
    if upgrade:
        write_out(f"{line}\n".encode() for line in changes(before, after))
    write_file(opened.tree.root / LOCK_FILE, [written_lock(after).encode()])
    session.note(f"{opened.folder}{LOCK_FILE} pins {_spoken(after)}")


def pinned(opened: Opened, today: Day, before: Years, *, upgrade: bool) -> dict[tuple[str, int], YearOff]:
    """Return the years to pin: from the one before the estate's start to the fourth after today's or the start's.

    What is pinned already stays, unless it is an upgrade or the country is no longer used.
    """
    estate = opened.estate
    countries = {country_of(estate, name) for name in ("", *estate.calendars)} - {None}
    starts = DATE[estate.starts].year
    years = range(starts - 1, max(starts, DATE[today].year) + _AHEAD + 1)
    wanted = {(country, year) for country in countries if country for year in years}
    wanted |= {(country, year) for country, year in before if country in countries}
    kept = {} if upgrade else before
    return {key: kept[key] if key in kept else days_off(*key) for key in sorted(wanted)}


def changes(before: Years, after: Years) -> Iterator[str]:
    """Yield a line for each day that an upgrade changes in a year that was pinned, by country and day."""
    for country, year in sorted(before):
        old, new = _kinds(before[country, year]), {}
        if (country, year) in after:
            new = _kinds(after[country, year])
        for day in sorted({*old, *new}):
            was, is_now = old.get(day, "an ordinary day"), new.get(day, "an ordinary day")
            if was != is_now:
                yield f"{country} {ISO[day]}: {is_now}, was {was}"


def _kinds(year: YearOff) -> dict[Day, str]:
    off = {day: f"off ({name})" for day, name in year.off.items()}
    return off | {day: f"worked ({name})" for day, name in year.work.items()}


def _spoken(years: Years) -> str:
    countries: dict[str, list[int]] = {}
    for country, year in years:
        countries.setdefault(country, []).append(year)
    parts = [f"{country} {min(some)} to {max(some)}" for country, some in sorted(countries.items())]
    return ", ".join(parts) or "no country: no calendar of this estate has public holidays"
