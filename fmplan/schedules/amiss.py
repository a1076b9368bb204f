"""What is amiss with the logbook itself: entries for no date or for one too many, meters that nobody reads.

A plan says the same of the assets it looks at. Here nothing is planned unless a task follows another: which date an
entry is for hangs on the rule and the other entries alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Final

from fmplan.assets.estate import Estate
from fmplan.dates.day import LAST_DAY, Day
from fmplan.dates.ranges import DateRange
from fmplan.findings import Finding
from fmplan.logbook.entries import Logbook
from fmplan.schedules.act import Act
from fmplan.schedules.acts import acts_of, names_of_all, since_the_newest
from fmplan.schedules.covering import including_tasks
from fmplan.schedules.expiry import runs_out
from fmplan.schedules.gauge import gauge_of
from fmplan.schedules.history import History
from fmplan.schedules.lastdone import newest_done
from fmplan.schedules.lock import Lock
from fmplan.schedules.matching import fixed_history, looked_ahead
from fmplan.schedules.named import Named
from fmplan.schedules.numbering import floating_history
from fmplan.schedules.plan import make_plan
from fmplan.schedules.resolving import together_with
from fmplan.schedules.series import Series
from fmplan.schedules.slots import slots_of
from fmplan.schedules.task import After, Before, Event, Meter
from fmplan.schedules.troubles import mismatches_of, troubles_of_meter

_CODES: Final = frozenset({"closed-twice", "meter-backwards", "names-nothing", "no-reading", "stale-meter"})
_AHEAD: Final = 366
_HANGING: Final = (After, Before, Event)


def amiss_in(estate: Estate, series: Sequence[Series], logbook: Logbook, today: Day, lock: Lock) -> Iterator[Finding]:
    """Yield what is amiss with the logbook as it is on a day; `series` are those of `assign`, in their order."""
    seen = logbook.seen_on(today)
    named = Named(logbook, today)
    following: list[Series] = []
    for _, group in groupby(series, key=attrgetter("asset.id")):
        of_asset = list(group)
        doubts = named.in_doubt(of_asset)
        hanging = [one for one in of_asset if one.rank in doubts and isinstance(one.task.timing, _HANGING)]
        linked = {other.rank for one in hanging for other in together_with(of_asset, one)}
        following += (one for one in of_asset if one.rank in linked)
        alone = [one for one in of_asset if one.rank not in linked]
        if any(one.rank in doubts or one.task.meter is not None for one in alone):
            yield from _mismatches(alone, doubts, seen, today)
    if following:
        plan = make_plan(estate, following, seen, DateRange(today, min(today + _AHEAD, LAST_DAY)), today, lock)
        yield from (finding for finding in plan.findings if finding.code in _CODES)


def _mismatches(group: Sequence[Series], doubts: Collection[int], logbook: Logbook, today: Day) -> Iterator[Finding]:
    asset = group[0].asset
    including = including_tasks({one.task.bare_id: one.task for one in group})
    asked = [one for one in group if one.task.meter is not None or one.rank in doubts]
    tasks = {task.id: task for one in asked for task in (one.task, *including.get(one.task.bare_id, ()))}
    by_task = logbook.tasks_of((asset.id, *asset.formerly), names_of_all(tasks.values()))
    for one in asked:
        acts = acts_of(one, by_task, including.get(one.task.bare_id, ()))
        gauge = gauge_of(one, logbook)
        if gauge is not None:
            yield from troubles_of_meter(one, gauge, newest_done(one, acts), logbook, today)
        if acts and not runs_out(one):
            yield from mismatches_of(one, _history(since_the_newest(one, acts), acts, today), logbook)


def _history(series: Series, acts: Sequence[Act], today: Day) -> History:
    if series.task.hangs_on_the_logbook or isinstance(series.task.timing, Meter):
        return floating_history(series, acts)
    return fixed_history(series, slots_of(series, looked_ahead(series, acts, today)), acts)
