"""Which notices to residents a plan asks for, and when each is to be posted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

from msgspec import Struct

from fmplan.assets.estate import Asset, Estate, Team
from fmplan.assets.task_form import ImpactForm
from fmplan.dates.day import DATE, Day
from fmplan.dates.ranges import DateRange
from fmplan.dates.workdays import WorkingDays
from fmplan.logbook.entries import Logbook
from fmplan.schedules.noticetime import OPEN, Lead, is_routine, known_since, lead_of, touches_residents
from fmplan.schedules.occurrence import Occurrence
from fmplan.schedules.plan import Plan
from fmplan.schedules.task import Task

WEEK: Final = 7
"""Notices are posted a week at a time: those of today and the six days after it."""

OFFICE: Final = "administration"
"""The trade of the team that residents call: the library's word for the property office."""


class Standing(StrEnum):
    """How a notice stands on a day."""

    TOO_LATE = "too-late"  # its day was known too late for the lead
    POST = "post"
    LATER = "later"
    HANGS = "hangs"  # the lead has begun: it should hang by now


class Notice(Struct, frozen=True):
    """One notice: work of one task by one team that touches the same people, on one day, or on days of one month.

    `affected` are locations, empty for the whole estate. `post_by` is the last day that keeps the lead,
    `post_on` the working day of the estate on or before it.
    """

    occurrences: tuple[Occurrence, ...]
    days: tuple[Day, ...]
    affected: tuple[str, ...]
    lead: Lead
    post_by: Day
    post_on: Day
    standing: Standing
    is_routine: bool

    @property
    def task(self) -> Task:
        """The task that is announced."""
        return self.occurrences[0].series.task

    @property
    def impact(self) -> ImpactForm:
        """What residents notice of it."""
        impact = self.task.impact
        if impact is None:
            raise ValueError(f"{self.task.id} touches nobody")
        return impact

    @property
    def team(self) -> Team | None:
        """Who does the work."""
        return self.occurrences[0].series.team

    @property
    def assets(self) -> tuple[Asset, ...]:
        """What the work is done on, each once."""
        return tuple({one.series.asset.id: one.series.asset for one in self.occurrences}.values())


def notices_of(plan: Plan, logbook: Logbook, working: WorkingDays) -> tuple[Notice, ...]:
    """Return the notices for the work of a plan that is still to come, in the order they are to be posted.

    `working` are the estate's own working days: nobody posts on others. Its span reaches a quarter back
    from today.
    """
    groups: dict[tuple[object, ...], list[Occurrence]] = {}
    for series, dates in zip(plan.series, plan.by_series, strict=True):
        if not dates or not touches_residents(series):
            continue
        routine = is_routine(series)
        about = (_about(series.task), series.team.id if series.team else "", affected_by(series.asset, plan.estate))
        for one in dates:
            if one.planned >= plan.today and one.status in OPEN:
                when = (DATE[one.planned].year, DATE[one.planned].month) if routine else one.planned
                groups.setdefault((when, *about), []).append(one)
    found = [_notice(group, plan, logbook, working) for group in _with_same_days(groups)]
    return tuple(sorted(found, key=lambda one: (one.post_on, one.days[0], one.occurrences[0].series.rank)))


def to_post(notices: Sequence[Notice], today: Day) -> list[Notice]:
    """Return what is to be posted in the week from today, with what should hang already or comes too late."""
    return [one for one in notices if one.standing is not Standing.LATER or one.post_on < today + WEEK]


def affected_by(asset: Asset, estate: Estate) -> tuple[str, ...]:
    """Return the locations whose people notice work on an asset: what it serves, or what it is part of serves.

    Where nobody says, the building it stands in; () is the whole estate.
    """
    seen = set()
    of: Asset | None = asset
    while of is not None and of.id not in seen:
        if of.serves:
            return of.serves
        seen.add(of.id)
        of = estate.assets.get(of.part_of) if of.part_of else None
    return (asset.location.partition("/")[0],) if asset.location else ()


def office_of(estate: Estate) -> Team | None:
    """Return the estate's office: the team with its trade, the first where several have it."""
    teams = estate.team_of_trade.get(OFFICE, ())
    return estate.teams[teams[0]] if teams else None


def span_of(days: DateRange, today: Day) -> tuple[Day, Day]:
    """Return the first and the last day that `notices_of` asks the working days about."""
    return min(today, days.start) - 3 * 31, max(today, days.end)


def _about(task: Task) -> tuple[object, ...]:
    """Return what tells one task from another to those who read of it; assets may each write it anew."""
    impact = task.impact
    touches = () if impact is None else (impact.type, impact.of, str(impact.notice))
    return (task.schedule, task.bare_id, str(task.name), *touches)


def _with_same_days(groups: dict[tuple[object, ...], list[Occurrence]]) -> Iterator[list[Occurrence]]:
    """Yield groups, those of routine work together that fall on the very same days: one notice for twelve towers."""
    together: dict[tuple[object, ...], list[Occurrence]] = {}
    for (when, task, team, affected), group in groups.items():
        if isinstance(when, tuple):
            whom: object = tuple(sorted({one.planned for one in group}))
        else:
            whom = affected
        together.setdefault((when, task, team, whom), []).extend(group)
    yield from together.values()


def _notice(group: list[Occurrence], plan: Plan, logbook: Logbook, working: WorkingDays) -> Notice:
    today = plan.today
    first = min(group, key=lambda one: (one.planned, one.series.rank))
    routine = is_routine(first.series)
    lead = lead_of(first.series, plan.estate)
    days = tuple(sorted({one.planned for one in group}))
    # A month's notice is due before its first day, also where part of the month is over.
    post_by = lead.before(days[0])
    post_on = working.before_or_on(max(post_by, working.first)) or post_by
    if today > post_by:
        late = not routine and any(known_since(one, logbook) > lead.before(one.planned) for one in group)
        standing = Standing.TOO_LATE if late else Standing.HANGS
    else:
        # The working day before a weekend may have passed, the lead not: it is still posted in time today.
        post_on = max(post_on, today)
        standing = Standing.POST if post_on < today + WEEK else Standing.LATER
    whom: dict[str, None] = {}
    is_for_all = False
    for one in group:
        affected = affected_by(one.series.asset, plan.estate)
        is_for_all = is_for_all or not affected
        whom |= dict.fromkeys(affected)
    return Notice(
        tuple(sorted(group, key=lambda one: (one.planned, one.series.rank))),
        days,
        () if is_for_all else tuple(whom),
        lead,
        post_by,
        post_on,
        standing,
        routine,
    )
