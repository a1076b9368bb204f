"""When work was last done: by itself, or with a larger task."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from fmplan.dates.day import Day
from fmplan.logbook.entries import Logbook
from fmplan.logbook.outline import DONE, Outline
from fmplan.schedules.act import Act, ActKind
from fmplan.schedules.acts import acts_of, names_of, since_the_newest
from fmplan.schedules.covering import including_tasks
from fmplan.schedules.expiry import is_certificate, renewals_of
from fmplan.schedules.linking import FOLLOWING
from fmplan.schedules.matching import fixed_history, looked_ahead
from fmplan.schedules.series import Series
from fmplan.schedules.slots import slots_of
from fmplan.schedules.task import Event, Task


def last_done(group: Sequence[Series], logbook: Logbook, of: Container[int] | None = None) -> Mapping[int, Day | None]:
    """Return for each series of one asset, by rank, the day it was last done; None where nobody knows of any.

    `of` are the ranks of those that are asked about, None for all.
    """
    including = including_tasks({one.task.bare_id: one.task for one in group})
    asked = group if of is None else [one for one in group if one.rank in of]
    if not asked:
        return {}
    outlines = logbook.outlines_of((asked[0].asset.id, *asked[0].asset.formerly))
    return {one.rank: _last_done(one, including.get(one.task.bare_id, ()), logbook, outlines) for one in asked}


def newest_done(series: Series, acts: Sequence[Act]) -> Day | None:
    """Return the newest day on which a series was done by one of its acts; None where it never was."""
    return max((act.on for act in done_among(series, acts)), default=None)


def done_among(series: Series, acts: Sequence[Act]) -> list[Act]:
    """Return those of the acts of a series by which it was done.

    What a larger task's entry leaves out was done with it only where nothing of it was left to close.
    """
    done = [act for act in acts if act.kind is ActKind.DONE]
    if not any(act.is_left_out for act in done):
        return done
    once_more = _once_more(series, acts)
    return [act for act in done if not act.is_left_out or act.on in once_more]


def _once_more(series: Series, acts: Sequence[Act]) -> Container[Day]:
    """Return the days on which it was done without closing anything; none of what hangs on others' dates."""
    if isinstance(series.task.timing, (*FOLLOWING, Event)):
        return ()
    series = since_the_newest(series, acts)
    slots = slots_of(series, looked_ahead(series, acts, series.begin))
    return fixed_history(series, slots, acts).completions


def _last_done(one: Series, larger: Sequence[Task], logbook: Logbook, outlines: Mapping[str, Outline]) -> Day | None:
    days: Iterable[Day | None]
    ids = (one.asset.id, *one.asset.formerly)
    if is_certificate(one):
        days = [renewal.on for renewal in renewals_of(one, logbook)]
    elif larger:
        days = [newest_done(one, acts_of(one, logbook.tasks_of(ids), larger))]
    else:
        days = [outlines[name].newest(DONE) for name in names_of(one.task) if name in outlines]
    return max((day for day in (*days, one.last) if day), default=None)
