"""From opened estates to plans: the days asked for, one plan for each estate, and what is selected of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from fmplan.assets.estate import Asset
from fmplan.cli.days import range_of
from fmplan.cli.options import Days, Which
from fmplan.cli.progress import progress
from fmplan.cli.session import Opened, Session, today_of
from fmplan.dates.day import LAST_DAY, Day
from fmplan.dates.ranges import DateRange
from fmplan.exports.findings import line_of
from fmplan.exports.portfolio import Plans
from fmplan.exports.selection import ALL, Selection, select
from fmplan.findings import in_reading_order
from fmplan.schedules.acquainted import unknown_in
from fmplan.schedules.amiss import amiss_in
from fmplan.schedules.bounds import out_of_bounds
from fmplan.schedules.faroff import far_off
from fmplan.schedules.lock import Lock
from fmplan.schedules.plan import Plan, make_plan
from fmplan.schedules.proof import unproven
from fmplan.schedules.series import Series


def plans_of(session: Session, days: Days, which: Which, default: Callable[[Day], DateRange]) -> Plans:
    """Return the plan of the one estate, or those of a portfolio; ends the command where there is none.

    What is found in the planning is told in one line each; what the register had before, in one line in all.
    """
    plans = [_plan(session, one, days, default) for one in session.usable]
    selection = selection_of(which)
    selected = [select(plan, selection) for plan in plans]
    if selection != ALL and not any(plan.series for plan in selected):
        session.note("nothing in the register fits this selection")
    return selected if session.is_portfolio else selected[0]


def plan_of_asset(session: Session, asset: Asset, days: Days, default: Callable[[Day], DateRange]) -> Plan:
    """Return the plan of one asset alone: what one asset does never moves another."""
    opened = session.usable[0]
    series = tuple(one for one in opened.series if one.asset is asset)
    return _plan(session, replace(opened, series=series), days, default)


def with_year_ahead(session: Session, today: str | None) -> tuple[Opened, ...]:
    """Return the estates with what planning the year ahead finds, where the law caps what is planned.

    Only tasks with a cap are planned, and those that nest with them: the others have nothing to say that
    `calendar` does not show.
    """
    return tuple(_with_year_ahead(one, today) if one.is_usable else one for one in session.estates)


def _with_year_ahead(opened: Opened, today: str | None) -> Opened:
    series = tuple(_under_caps(opened.series))
    start = max(opened.estate.starts, today_of(opened, today))
    year = DateRange(start, min(start + 365, LAST_DAY))
    plan = make_plan(opened.estate, series, opened.logbook, year, start, opened.lock or Lock())
    logbook = opened.logbook.seen_on(today_of(opened, today))
    of_logbook = (
        *opened.of_logbook,
        *amiss_in(opened.estate, opened.series, opened.logbook, start, opened.lock or Lock()),
        *unknown_in(opened.logbook, opened.estate, opened.series),
        *unproven(opened.series, logbook),
        *out_of_bounds(opened.estate, opened.series, logbook),
    )
    ahead = far_off(opened.estate, opened.series, today_of(opened, today))
    findings = tuple(in_reading_order([*opened.findings, *plan.findings, *ahead]))
    return replace(opened, findings=findings, of_logbook=of_logbook)


def _under_caps(series: Sequence[Series]) -> Iterator[Series]:
    """Yield the series with a cap, and of their assets those that cover others or are covered."""
    for _, group in groupby(series, key=lambda one: one.asset.id):
        tasks = list(group)
        if any(one.task.max_gap is not None for one in tasks):
            covered = {name for one in tasks for name in one.task.covers}
            for one in tasks:
                if one.task.max_gap is not None or one.task.covers or one.task.bare_id in covered:
                    yield one


def selection_of(which: Which) -> Selection:
    """Return what the options select."""
    return Selection(
        assets=tuple(which.asset or ()),
        classes=tuple(one.strip("/") for one in which.class_ or ()),
        tasks=tuple(which.task or ()),
        kinds=tuple(which.kind or ()),
        forces=tuple(which.force or ()),
        teams=tuple(which.team or ()),
        locations=tuple(one.strip("/") for one in which.location or ()),
    )


def _plan(session: Session, opened: Opened, days: Days, default: Callable[[Day], DateRange]) -> Plan:
    today = today_of(opened, days.today)
    range_ = range_of(days, today, default)
    progress.now(f"planning {opened.estate.id}")
    plan = make_plan(opened.estate, opened.series, opened.logbook, range_, today, opened.lock or Lock())
    for finding in plan.findings:
        session.note(line_of(finding, opened.folder), prefix="")
    note_register(session, opened)
    return replace(plan, findings=(*opened.all_findings, *plan.findings))


def note_register(session: Session, opened: Opened) -> None:
    """Say in one line how much was found in the register and the logbook, where it is anything."""
    counts = Counter(finding.severity for finding in opened.all_findings)
    if counts:
        found = " and ".join(f"{count} {severity}{'s' * (count > 1)}" for severity, count in sorted(counts.items()))
        session.note(f"{found} in the register: fmplan check", f"{opened.estate.id}: ")
