"""Planning one asset after the other: what one asset does never moves another."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Final

from fmplan.assets.estate import Estate
from fmplan.dates.day import FIRST_DAY, LAST_DAY, Day
from fmplan.dates.ranges import DateRange
from fmplan.findings import Finding
from fmplan.logbook.closed import NOTHING, Closed
from fmplan.logbook.entries import Logbook
from fmplan.logbook.entry import Entry
from fmplan.schedules.act import Act
from fmplan.schedules.acts import acts_of, names_of_all, since_the_newest
from fmplan.schedules.byname import ByName, still_open
from fmplan.schedules.calendars import Calendars
from fmplan.schedules.courses import Courses
from fmplan.schedules.covering import including_tasks
from fmplan.schedules.direct import DirectPlanner, plan_directly
from fmplan.schedules.following import leader_of
from fmplan.schedules.ground import Terrain, Terrains
from fmplan.schedules.kin import Kin, kinship_of
from fmplan.schedules.linking import components, linked_ranks
from fmplan.schedules.lock import Lock
from fmplan.schedules.nesting import settle_together
from fmplan.schedules.occurrence import Occurrence
from fmplan.schedules.recorded import newest_given, plan_recorded, recorded
from fmplan.schedules.series import Series
from fmplan.schedules.settledvisit import one_visit_a_day
from fmplan.schedules.standing import missed_among, occurrences_by_rank
from fmplan.schedules.status import OWED, collapses, with_missed
from fmplan.schedules.task import After, Before, Task
from fmplan.schedules.troubles import mismatches_of, stranded, troubles_of
from fmplan.schedules.turns import dates_before

_AHEAD: Final = 400
"""How many days past the range are looked at: the visits there decide what is drawn into it."""


_NO_ACTS: Final[Mapping[int, Sequence[Act]]] = {}


class Planner:
    """Plans for a range as seen on a day, and remembers what assets alike share; `findings` are what it found.

    With `only_open` what was closed may be left out, where that is quicker to find.
    """

    def __init__(
        self,
        estate: Estate,
        series: Sequence[Series],
        logbook: Logbook,
        range_: DateRange,
        today: Day,
        lock: Lock,
        *,
        only_open: bool = False,
    ) -> None:
        self.estate = estate
        self.logbook = logbook
        self._only_open = only_open
        self._is_logged = not logbook.is_empty
        self.range = range_
        self.today = today
        self.findings: list[Finding] = []
        self.earlier: dict[int, int] = {}
        begin = min((one.begin for one in series), default=range_.start)
        lead = max(map(_lead, {id(one.task): one.task for one in series}.values()), default=0)
        # What was planned in a range of the past may have been done since.
        self.until = min(max(range_.end, today), LAST_DAY) + lead
        self.horizon = self.until + _AHEAD
        first = max(FIRST_DAY - 366, min(begin, range_.start) - 31)
        self.calendars = Calendars(estate, lock, first, min(LAST_DAY + 3 * _AHEAD, self.horizon + _AHEAD))
        self._direct: dict[tuple[int, str], DirectPlanner] = {}
        self._by_name: dict[tuple[int, str], ByName | None] = {}
        self._terrains = Terrains(self.calendars, estate.defaults.shift)
        self._courses = Courses(logbook, self.calendars, self._terrains, self.horizon, today, self.findings)
        # Of each kind of asset whose tasks look at one another: all dates of each task, and those in the range.
        self._kin: dict[Hashable, list[tuple[Sequence[Occurrence], Sequence[Occurrence]]]] = {}

    def occurrences_of(self, group: list[Series]) -> list[Sequence[Occurrence]]:
        """Return the occurrences of one asset inside the range: for each of its series those, by date."""
        if self._is_logged:
            asset = group[0].asset
            ids = (asset.id, *asset.formerly)
            simple = self._all_simple(group, ids)
            if simple is not None:
                return simple
            if self.logbook.outlines_of(ids):
                by_task = self.logbook.tasks_of(ids, names_of_all(one.task for one in group))
                return self._with_logbook(group, by_task)
        planners = [self._direct.get((id(one.task), one.calendar)) or self._direct_planner(one) for one in group]
        if all(planner.is_alone for planner in planners):
            alone = [self._plan_directly(one, planner) for one, planner in zip(group, planners, strict=True)]
            if self.today <= self.range.start:
                return alone
            return [self._without_missed(one, dates) for one, dates in zip(group, alone, strict=True)]
        planned: dict[int, Sequence[Occurrence]] = {}
        linked = linked_ranks(group)
        for one, planner in zip(group, planners, strict=True):
            if planner.is_direct and one.rank not in linked:
                planned[one.rank] = self._without_missed(one, self._plan_directly(one, planner))
        together = [one for one in group if one.rank not in planned]
        if together:
            planned |= self._plan_together(together)
        return [planned.get(one.rank, ()) for one in group]

    def _with_logbook(self, group: list[Series], by_task: Mapping[str, Sequence[Entry]]) -> list[Sequence[Occurrence]]:
        """Return the occurrences of an asset that the logbook speaks of."""
        including = including_tasks({one.task.bare_id: one.task for one in group})
        acts = {one.rank: acts_of(one, by_task, including.get(one.task.bare_id, ())) for one in group}
        group = [since_the_newest(one, acts[one.rank]) for one in group]
        planned: dict[int, Sequence[Occurrence]] = {}
        linked = linked_ranks(group)
        for one in group:
            planner = self._direct.get((id(one.task), one.calendar)) or self._direct_planner(one)
            if not planner.is_direct or one.rank in linked or one.turn is not None:
                continue
            if acts[one.rank]:
                if planner.is_in_periods:
                    continue
                planned[one.rank] = self._plan_recorded(one, planner.terrain, acts[one.rank])
            else:
                planned[one.rank] = self._without_missed(one, self._plan_directly(one, planner))
        together = [one for one in group if one.rank not in planned]
        if together:
            planned |= self._plan_together(together, acts)
        return [planned.get(one.rank, ()) for one in group]

    def _all_simple(self, group: list[Series], asset_ids: Sequence[str]) -> list[Sequence[Occurrence]] | None:
        """Return the occurrences of an asset all of whose entries name the date they close; None for any other."""
        planners = []
        for one in group:
            key = (id(one.task), one.calendar)
            try:
                planner = self._by_name[key]
            except KeyError:
                planner = self._by_name[key] = self._by_name_planner(one)
            if planner is None:
                return None
            planners.append(planner)
        closed = self._closed_by_name(group, planners, asset_ids)
        found: list[Sequence[Occurrence]] = []
        for one, planner, of_it in zip(group, planners, closed, strict=False):
            laid_out = planner.lay_out(one, of_it)
            if laid_out is None:
                return None
            found.append(laid_out)
        if not found:
            return None
        for planner, dates in zip(planners, found, strict=True):
            if planner.moves:
                self.findings += stranded(still_open(dates), planner.terrain)
        return found

    def _closed_by_name(
        self, group: Sequence[Series], planners: Sequence[ByName], asset_ids: Sequence[str]
    ) -> Sequence[Closed]:
        """Return what was closed by name of each series of an asset.

        Nothing where the logbook does not speak of it, or names a task of it with its schedule.
        """
        asset = group[0].asset.id
        if len(asset_ids) == 1 and asset in self.logbook.told_by_closings:
            return [planner.closed.get(asset, NOTHING) for planner in planners]
        by_task = self.logbook.closed_of(asset_ids)
        if any("/" in task for task in by_task):
            return ()
        return [by_task.get(one.task.id, NOTHING) for one in group] if by_task else ()

    def _by_name_planner(self, series: Series) -> ByName | None:
        """Return what plans all series of this task and calendar by what is closed by name; None where nothing can."""
        direct = self._direct.get((id(series.task), series.calendar)) or self._direct_planner(series)
        if not direct.is_alone or direct.is_in_periods or not ByName.fits(series.task):
            return None
        span = (self.range.start, self.range.end, self.today)
        return ByName(series.task, direct.terrain, span, self.horizon, self.logbook, only_open=self._only_open)

    def _plan_recorded(self, series: Series, terrain: Terrain, acts: Sequence[Act]) -> Sequence[Occurrence]:
        of = recorded(series, acts, self.horizon)
        dates = plan_recorded(series, terrain, of, self.range.start, self.range.end, self.today)
        self.findings += mismatches_of(series, of.history, self.logbook)
        self.findings += stranded([one for one in dates if one.done_on is None], terrain) if terrain.moves else ()
        if self.today <= self.range.start or not collapses(series.task):
            return dates
        return with_missed(dates, newest_given(series, terrain, of, self.today))

    def _without_missed(self, series: Series, dates: Sequence[Occurrence]) -> Sequence[Occurrence]:
        """Return dates that nothing was recorded of, of what collapses all owed ones but the newest as missed."""
        if self.today <= self.range.start or not collapses(series.task):
            return dates
        planner = self._direct[id(series.task), series.calendar]
        return with_missed(dates, self._newest_overdue(series, planner.terrain))

    def _newest_overdue(self, series: Series, terrain: Terrain) -> Day:
        """Return the due day of the newest date of a series that is overdue; 0 where there is none."""
        end = self.today if series.end is None else min(self.today, series.end)
        back = _BACK
        while True:
            start = max(series.begin, end - back)
            dates = plan_directly(series, terrain, start, self.today, self.today)
            newest = max((one.due for one in dates if one.status in OWED), default=0)
            if newest or start == series.begin:
                return newest
            back *= 4

    def _direct_planner(self, series: Series) -> DirectPlanner:
        """Return what plans all series of this task and calendar whose dates stand each by itself."""
        terrain = self._terrains.of(series, covers_capped=False)
        planner = DirectPlanner(series.task, terrain, self.range.start, self.range.end, self.today)
        self._direct[id(series.task), series.calendar] = planner
        return planner

    def _plan_directly(self, series: Series, planner: DirectPlanner) -> Sequence[Occurrence]:
        dates = planner.occurrences_of(series)
        if series.turn is not None and dates:
            self.earlier[series.rank] = dates_before(series, dates[0].due, planner.terrain)
        if planner.moves and planner.strands(dates):
            self.findings += stranded(dates, planner.terrain)
        return dates

    def _plan_together(
        self, group: list[Series], acts: Mapping[int, Sequence[Act]] = _NO_ACTS
    ) -> dict[int, Sequence[Occurrence]]:
        """Plan the series of one asset that look at one another, leaders before those who follow them."""
        planned: dict[int, Sequence[Occurrence]] = {}
        inside: dict[int, Sequence[Occurrence]] = {}
        by_task = {one.task.bare_id: one for one in group}
        for component in components(group):
            kinship = None if acts else kinship_of(component)
            known = None if kinship is None else self._kin.get(kinship)
            if known is not None:
                for one, (dates, cut) in zip(component, known, strict=True):
                    planned[one.rank], inside[one.rank] = Kin(one, dates), Kin(one, cut)
                continue
            leaders = {
                leader: planned.get(by_task[leader].rank, [])
                for one in component
                if (leader := leader_of(one)) is not None and leader in by_task
            }
            courses = [self._courses.of(one, component, leaders, acts.get(one.rank, ())) for one in component]
            settled = settle_together(courses, self.until)
            one_visit_a_day(settled)
            troubles = list(troubles_of([one for one in settled if one.planned in self.range]))
            self.findings += troubles
            planned |= occurrences_by_rank(settled, self.today)
            for one in component:
                inside[one.rank] = self._inside(missed_among(one, planned.get(one.rank, ())))
            if kinship is not None and not troubles:
                self._kin[kinship] = [(planned.get(one.rank, ()), inside[one.rank]) for one in component]
        for one in group:
            if one.turn is not None:
                self.earlier[one.rank] = sum(date.planned < self.range.start for date in planned.get(one.rank, ()))
        return inside

    def _inside(self, dates: Sequence[Occurrence]) -> list[Occurrence]:
        start, end = self.range.start, self.range.end
        return [one for one in dates if start <= one.planned <= end]


_BACK: Final = 62
"""So many days are looked back at first for the newest date of what comes weekly or oftener."""


def _lead(task: Task) -> int:
    """Return how far a leader may lie past what follows it, or past the day on which that was recorded."""
    match task.timing:
        case Before(by=by):
            return int(by.days) + _MARGIN
        case After():
            return _MARGIN
    return 0


_MARGIN: Final = 62
