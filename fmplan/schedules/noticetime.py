"""How long before its day work is announced to residents, and whether there was so long at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from fmplan.assets.estate import Estate
from fmplan.assets.task_form import ImpactType, SourceForm
from fmplan.assets.text import Text
from fmplan.dates.day import ISO, Day
from fmplan.dates.period import Period
from fmplan.dates.ranges import parse_day
from fmplan.findings import Finding, Severity
from fmplan.logbook.entries import Logbook
from fmplan.logbook.entry import Kind as EntryKind
from fmplan.schedules.byname import still_open
from fmplan.schedules.facts import holds
from fmplan.schedules.library.leads import lead_rules
from fmplan.schedules.occurrence import Because, Occurrence, Status
from fmplan.schedules.series import Series, tasks_where
from fmplan.schedules.task import Event

ROUTINE: Final = 7
"""What comes at least once in so many days is announced once a month for all of its days."""

OPEN: Final = frozenset({Status.PLANNED, Status.DUE, Status.DEFERRED})
"""The states of work that is still to come on its planned day."""


class Lead(Struct, frozen=True):
    """How long before the work its notice hangs: by the task itself, or by the standard in `source`."""

    period: Period
    of_task: bool
    note: Text | None = None
    source: SourceForm | None = None

    def before(self, day: Day) -> Day:
        """Return the last day on which a notice for work on `day` keeps the lead."""
        return self.period.after(day, -1)


def touches_residents(series: Series) -> bool:
    """Tell whether residents notice the work of a series."""
    impact = series.task.impact
    return impact is not None and impact.type is not ImpactType.NONE


def is_routine(series: Series) -> bool:
    """Tell whether work comes so often that one notice speaks for a month of it; never where its task says a lead."""
    task = series.task
    return 0 < task.period_days <= ROUTINE and (task.impact is None or task.impact.notice is None)


def lead_of(series: Series, estate: Estate) -> Lead:
    """Return the lead time of work that touches residents: the task's own, else the first of the table that fits."""
    task, asset = series.task, series.asset
    impact = task.impact
    if impact is None:
        raise ValueError(f"{series.key} touches nobody")
    if impact.notice is not None:
        return Lead(impact.notice, of_task=True)
    for rule in lead_rules():
        if (
            rule.impact in {None, impact.type}
            and rule.of in {None, impact.of}
            and rule.kind in {None, task.kind}
            and (not rule.class_ or f"{asset.class_}/".startswith(f"{rule.class_}/"))
            and (not rule.pack or rule.pack in estate.standards)
            and holds(rule.when, lambda name: estate.fact(asset, name)) is True
        ):
            return Lead(rule.lead, of_task=False, note=rule.note, source=rule.source)
    raise ValueError(f"no lead time for {impact.type}")


def known_since(one: Occurrence, logbook: Logbook) -> Day:
    """Return the day since which the planned day of an occurrence is known.

    That is when it was booked or put off to it, when the event it follows happened, when the completion that
    it counts from was, and never before its series begins.
    """
    series = one.series
    known = series.begin
    if isinstance(series.task.timing, Event) and one.tail:
        known = max(known, _day_of(one.tail))
    if logbook.is_empty:
        return known
    asset = series.asset
    entries = [
        entry
        for task in {series.task.id, series.task.bare_id}
        for entry in logbook.of((asset.id, *asset.formerly), task)
    ]
    if any(move.because in _AGREED for move in one.moved):
        known = max([known, *(entry.on for entry in entries if entry.kind in _MOVING and entry.to == one.planned)])
    if series.task.hangs_on_the_logbook:
        done = [entry.on for entry in entries if entry.kind == EntryKind.DONE.value and entry.on < one.planned]
        known = max([known, *done])
    return known


def too_late(
    estate: Estate, series: Sequence[Series], by_series: Iterable[Sequence[Occurrence]], logbook: Logbook, today: Day
) -> Iterator[Finding]:
    """Yield a finding for each series whose next work residents cannot be told of in time any more.

    That is certain where its day came to be known, or the plan began, when the lead time had already begun to
    run. Of what was known in time nobody records whether the notice hangs; `fmplan notice` lists it.
    """
    announced = tasks_where(series, lambda one: touches_residents(one) and not is_routine(one))
    if not announced:
        return
    is_logged = not logbook.is_empty
    for of, dates in zip(series, by_series, strict=True):
        # Thousands of series are left here at once: nothing of late could have moved their days.
        if id(of.task) not in announced or not (is_logged or of.begin > today - _LONGEST):
            continue
        # What was booked or put off need not stand in order.
        coming = [one for one in still_open(dates) if today <= one.planned <= today + _LONGEST and one.status in OPEN]
        if not coming:
            continue
        lead = lead_of(of, estate)
        for one in coming:
            if lead.before(one.planned) >= today:
                continue
            known = known_since(one, logbook)
            if lead.before(one.planned) < known:
                yield _finding(one, lead, known)
                break


_LONGEST: Final = 62
"""No lead time is longer, in days; what begins earlier was known in time."""
_AGREED: Final = frozenset({Because.BOOKED, Because.DEFERRED})
_MOVING: Final = frozenset({EntryKind.BOOKED.value, EntryKind.DEFERRED.value})


def _day_of(tail: str) -> Day:
    """Return the day in the tail of a key that hangs on an event; 0 for another tail."""
    try:
        return parse_day(tail[: len("2027-03-01")])
    except ValueError:
        return 0


def _finding(one: Occurrence, lead: Lead, known: Day) -> Finding:
    series = one.series
    since = "where its series begins" if known == series.begin else f"known since {ISO[known]}"
    return Finding(
        "notice-too-late",
        Severity.WARNING,
        series.mended_at("impact"),
        f"{series.asset.id} {series.task.id} on {ISO[one.planned]} touches residents, and their notice of "
        f"{lead.period} should hang since {ISO[lead.before(one.planned)]}: its day is {since}",
        "Post the notice now and tell those affected in person, or book a later day.",
    )
