"""Person-hours week by week, of each team, beside what it can do."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from fmplan.assets.estate import Team
from fmplan.dates.ranges import DateRange
from fmplan.exports.workbook.weeks import Week
from fmplan.schedules.calendars import Calendars, workweek_of
from fmplan.schedules.effort import person_hours
from fmplan.schedules.lock import Lock
from fmplan.schedules.occurrence import Status
from fmplan.schedules.plan import Plan


class TeamHours(Struct, frozen=True):
    """The hours of one team in each week, and what it can do; `team` is None for work that has none.

    `capacity` is None where nobody says it. Weeks that are cut by the range count with their days inside.
    """

    team: Team | None
    hours: Sequence[float]
    capacity: Sequence[float] | None

    @property
    def is_over(self) -> Sequence[bool]:
        """In which weeks there is more to do than it can."""
        if self.capacity is None:
            return [False] * len(self.hours)
        return [hours > most for hours, most in zip(self.hours, self.capacity, strict=True)]


def hours_of(plan: Plan, weeks: Sequence[Week], range_: DateRange, lock: Lock) -> list[TeamHours]:
    """Return the hours of each team that has work in the range or a capacity; work without a team comes last."""
    by_team: dict[str, list[float]] = {}
    first, start, end = weeks[0].monday, range_.start, range_.end
    for series, dates in zip(plan.series, plan.by_series, strict=True):
        hours = person_hours(series)
        if not hours or not dates:
            continue
        each = float(hours)
        of_team = by_team.setdefault(series.team.id if series.team else "", [0.0] * len(weeks))
        for one in dates:
            if start <= one.planned <= end and one.status is not Status.COVERED:
                of_team[(one.planned - first) // 7] += each
    calendars = Calendars(plan.estate, lock, start - 14, end + 14)
    known = {one.team.id for one in plan.series if one.team}
    found = []
    for id_, team in plan.estate.teams.items():
        if id_ in known:
            none = [0.0] * len(weeks)
            found.append(TeamHours(team, by_team.get(id_, none), _capacity(team, weeks, range_, calendars)))
    if "" in by_team:
        found.append(TeamHours(None, by_team[""], None))
    return found


def _capacity(team: Team, weeks: Sequence[Week], range_: DateRange, calendars: Calendars) -> Sequence[float] | None:
    """Return what a team can do in each week: its hours of a working week, by the share of days that are worked."""
    if team.form.capacity is None:
        return None
    calendar = team.form.calendar or ""
    days = calendars.days(calendar)
    length = len(workweek_of(calendars.estate, calendar)) or 1
    a_day = team.form.capacity / 60 / length
    return [round(a_day * sum(map(days.is_working, week.days_in(range_))), 2) for week in weeks]
