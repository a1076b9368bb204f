"""The past of one thing: all that was done to it, how far apart, and by when it should have been."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from fmplan.assets.asset_form import CertificateForm, WaiverForm
from fmplan.assets.estate import Asset, Estate
from fmplan.dates.day import Day
from fmplan.dates.ranges import DateRange
from fmplan.findings import Place
from fmplan.logbook.entries import Logbook
from fmplan.logbook.entry import Entry, Kind
from fmplan.logbook.values import NO_ACCESS
from fmplan.schedules.acts import acts_of
from fmplan.schedules.caps import end_of_cap
from fmplan.schedules.covering import including_tasks
from fmplan.schedules.expiry import renews
from fmplan.schedules.lastdone import done_among
from fmplan.schedules.lock import Lock
from fmplan.schedules.occurrence import Occurrence
from fmplan.schedules.owed import What, what_of
from fmplan.schedules.plan import make_plan
from fmplan.schedules.series import Series
from fmplan.schedules.slots import first_day_back
from fmplan.schedules.task import period_days


class Gap(Struct, frozen=True):
    """The days between one completion and the next; `over` so many of them past the cap."""

    on: Day
    days: int
    over: int


class TaskPast(Struct, frozen=True):
    """The completions of one task: by itself or with a larger one, each day once, earliest first.

    `gaps` lie between them. `since` is that from the last to today; None where there is none, or the work has
    ended.
    """

    series: Series
    days: tuple[Day, ...]
    gaps: tuple[Gap, ...]
    since: Gap | None

    @property
    def longest(self) -> Gap | None:
        """The longest gap, of several the first."""
        return max(self.gaps, key=lambda gap: gap.days, default=None)

    @property
    def over_cap(self) -> tuple[Gap, ...]:
        """The gaps that were longer than the cap."""
        return tuple(gap for gap in self.gaps if gap.over > 0)


class Deed(Struct, frozen=True):
    """One entry: of which task, how many days after the work was done before, and how late.

    `gap` is that since the last completion of the task, or of the smallest capped one that it includes. `due` and
    `late` are of the occurrence it closed, None where it closed none; `includes` are the smaller tasks it closed.
    """

    entry: Entry
    series: Series | None
    place: Place
    gap: Gap | None = None
    due: Day | None = None
    late: int | None = None
    includes: tuple[str, ...] = ()
    is_history: bool = False

    @property
    def is_completion(self) -> bool:
        """Whether the work was done."""
        return self.entry.kind == Kind.DONE.value and self.entry.result != NO_ACCESS


class Issue(Struct, frozen=True):
    """A certificate as it was issued once: valid until which day, by which inspection; None for the register's own."""

    until: Day
    number: str | None
    entry: Entry | None


class Past(Struct, frozen=True):
    """All that the logbook says of one thing, seen on a day.

    `deeds` stand by day. `tasks` are those that were ever done, the leading one first: that under a cap, else the
    one done most often. `certificates` are by id, in the order they were issued.
    """

    estate: Estate
    asset: Asset
    today: Day
    deeds: tuple[Deed, ...]
    tasks: tuple[TaskPast, ...]
    certificates: Mapping[str, tuple[Issue, ...]]
    is_registered: bool = True

    @property
    def services(self) -> tuple[tuple[Day, ...], tuple[Gap, ...], TaskPast | None]:
        """The days of its services and the gaps between them: those of the leading task, where it has a cap.

        Else every day on which something was done.
        """
        if self.tasks and self.tasks[0].series.task.max_gap is not None:
            return self.tasks[0].days, self.tasks[0].gaps, self.tasks[0]
        days = sorted({deed.entry.on for deed in self.deeds if deed.is_completion})
        return tuple(days), tuple(Gap(day, day - before, 0) for before, day in pairwise(days)), None

    @property
    def waivers(self) -> Mapping[str, WaiverForm]:
        """The tasks that the asset does not need, and why."""
        return self.asset.waive

    @property
    def deferrals(self) -> list[Deed]:
        """What was put off."""
        return [deed for deed in self.deeds if deed.entry.kind == Kind.DEFERRED.value]


def past_of(
    estate: Estate,
    asset: Asset,
    series: Sequence[Series],
    logbook: Logbook,
    today: Day,
    lock: Lock,
    *,
    is_registered: bool = True,
) -> Past:
    """Return the past of an asset; `series` are its own. Entries before the plan begins belong to it."""
    seen = logbook.seen_on(today)
    by_task = seen.tasks_of((asset.id, *asset.formerly))
    including = including_tasks({one.task.bare_id: one.task for one in series})
    closed = _closed(estate, series, seen, today, lock)
    tasks: dict[int, TaskPast] = {}
    included: dict[tuple[int, str], list[str]] = {}
    for one in series:
        if what_of(one) in {What.CERTIFICATE, What.CONTRACT}:
            continue
        acts = acts_of(one, by_task, including.get(one.task.bare_id, ()))
        done = done_among(one, acts)
        for act in done:
            if act.by:
                included.setdefault((act.on, act.by), []).append(one.task.id)
        if done:
            tasks[one.rank] = _task_past(one, sorted({act.on for act in done}), today)
    by_name = {one.task.bare_id: one for one in series} | {one.task.id: one for one in series}
    places = _places(seen, (asset.id, *asset.formerly))
    deeds = [
        _deed(entry, by_name.get(task), places[entry], tasks, included, closed)
        for task, entries in by_task.items()
        for entry in entries
    ]
    return Past(
        estate,
        asset,
        today,
        tuple(sorted(deeds, key=lambda deed: (deed.entry.on, deed.entry.task, deed.entry.id))),
        tuple(sorted(tasks.values(), key=_leading)),
        {id_: _issues(form, by_task) for id_, form in asset.certificates.items()},
        is_registered,
    )


def _leading(task: TaskPast) -> tuple[bool, float, int, int]:
    """Order the task first that its law is about: under a cap, the shortest; else the one done most often."""
    capped = task.series.task.max_gap is not None
    return not capped, period_days(task.series.task.timing) if capped else 0.0, -len(task.days), task.series.rank


def _task_past(series: Series, days: Sequence[Day], today: Day) -> TaskPast:
    gaps = tuple(_gap(series, before, day) for before, day in pairwise(days))
    is_over = (series.end is not None and series.end < today) or not series.task.tracked
    return TaskPast(series, tuple(days), gaps, None if is_over else _gap(series, days[-1], today))


def _gap(series: Series, before: Day, day: Day) -> Gap:
    cap = series.task.max_gap
    if cap is None:
        return Gap(day, day - before, 0)
    # As the planner reckons it, but what lies before the plan begins is judged alike.
    last = end_of_cap(cap, series, before)
    last = first_day_back(series.asset, series.task.season, last) or last
    return Gap(day, day - before, max(0, day - last))


_Closed = Mapping[tuple[int, Day], Occurrence]


def _closed(estate: Estate, series: Sequence[Series], logbook: Logbook, today: Day, lock: Lock) -> _Closed:
    """Return the occurrences that were done, by the rank of their series and the day they were done on."""
    if not series:
        return {}
    begin = min(min(one.begin for one in series), today)
    # What was done before its day is planned after today.
    plan = make_plan(estate, series, logbook, DateRange(begin, today + _EARLY), today, lock)
    return {
        (one.series.rank, one.done_on): one
        for dates in plan.by_series
        for one in dates
        if one.done_on is not None
    }  # fmt: skip


_EARLY: Final = 400


def _deed(
    entry: Entry,
    series: Series | None,
    place: Place,
    tasks: Mapping[int, TaskPast],
    included: Mapping[tuple[Day, str], Sequence[str]],
    closed: _Closed,
) -> Deed:
    if series is None:
        return Deed(entry, None, place)
    if entry.kind != Kind.DONE.value or entry.result == NO_ACCESS:
        return Deed(entry, series, place, is_history=entry.on < series.begin)
    smaller = tuple(included.get((entry.on, series.task.bare_id), ()))
    gaps = [
        gap
        for one in tasks.values()
        if one.series is series or (one.series.task.id in smaller and one.series.task.max_gap is not None)
        for gap in one.gaps
        if gap.on == entry.on
    ]
    occurrence = closed.get((series.rank, entry.on))
    late = None if occurrence is None else max(0, entry.on - occurrence.latest)
    return Deed(
        entry,
        series,
        place,
        min(gaps, key=lambda gap: gap.days, default=None),
        None if occurrence is None else occurrence.due,
        late,
        smaller,
        entry.on < series.begin,
    )


def _places(logbook: Logbook, ids: Sequence[str]) -> Mapping[Entry, Place]:
    """Return where the entries of an asset are written."""
    return {
        entry: volume.place_of(entry)
        for volume in logbook.volumes
        for id_ in ids
        for entries in volume.tasks_of(id_).values()
        for entry in entries
    }


def _issues(form: CertificateForm, by_task: Mapping[str, Sequence[Entry]]) -> tuple[Issue, ...]:
    """Return a certificate as it was issued: by inspections, and as the register has it, by the day it ends."""
    found = [
        Issue(entry.next, entry.more.get("number"), entry)
        for task in form.from_ or ()
        for entry in by_task.get(task, ())
        if entry.next is not None and renews(entry)
    ]
    if form.expires is not None and all(one.until != form.expires for one in found):
        found.append(Issue(form.expires, form.number, None))
    return tuple(sorted(found, key=lambda one: (one.entry.on if one.entry else 0, one.until)))
