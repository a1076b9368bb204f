"""Visits: what one team does at one place on one day."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from fmplan.assets.estate import Team
from fmplan.dates.day import Day
from fmplan.exports.workbook.setting import Setting
from fmplan.schedules.occurrence import Occurrence, Status
from fmplan.schedules.owed import What, what_of
from fmplan.schedules.status import OWED

_OPEN = frozenset({Status.PLANNED, Status.DUE, Status.DEFERRED, *OWED})


class Visit(Struct, frozen=True):
    """The open work of one team at one place, by the first part of its path, on one day."""

    day: Day
    team: Team | None
    place: str
    dates: tuple[Occurrence, ...]


def visits_of(setting: Setting) -> Iterator[Visit]:
    """Yield the visits of the days that have work sheets, day by day, in the order of their first work."""
    plan = setting.ahead
    if plan is None:
        return
    by_day: dict[tuple[Day, str, str], list[Occurrence]] = {}
    for one in plan.occurrences:
        series = one.series
        if one.status in _OPEN and setting.fits(series) and what_of(series) is What.WORK:
            place = series.asset.location.partition("/")[0]
            by_day.setdefault((one.planned, series.team.id if series.team else "", place), []).append(one)
    for (day, _, place), dates in by_day.items():
        yield Visit(day, dates[0].series.team, place, tuple(dates))
