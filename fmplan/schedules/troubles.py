"""What a plan has to say about its own dates: visits where nobody works, years not yet announced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fmplan.assets.estate import Estate
from fmplan.dates.day import DATE, ISO, Day
from fmplan.dates.dayoff import DayOff, Off
from fmplan.dates.ranges import DateRange
from fmplan.findings import Finding, Place, Severity
from fmplan.logbook.entries import Logbook
from fmplan.logbook.entry import Entry, Kind
from fmplan.schedules.calendars import Calendars, country_of
from fmplan.schedules.gauge import Gauge, readings_of
from fmplan.schedules.ground import Terrain
from fmplan.schedules.history import History
from fmplan.schedules.occurrence import Because, Detail, Occurrence, Status
from fmplan.schedules.series import Series
from fmplan.schedules.settledvisit import Settled
from fmplan.schedules.task import Meter
from fmplan.yamlfile.block import Block

_CLOSED = frozenset({Status.DONE, Status.COVERED, Status.SKIPPED})
_AGREED = frozenset({Because.BOOKED, Because.DEFERRED})
_NONE_LEFT = "no working day is left to it"


def troubles_of(settled: Sequence[Settled]) -> Iterator[Finding]:
    """Yield a finding for each visit that stands where nobody works, because no other day is left to it."""
    for one in settled:
        if (
            not one.visit.troubled
            or one.visit.closing is not None
            or one.covered_by is not None
            or one.planned != one.visit.planned
        ):
            continue
        series = one.course.series
        cap = f"no working day lies inside the cap of {series.task.max_gap}"
        yield _no_day_left(series, one.planned, one.visit.troubled, cap if one.visit.limit else _NONE_LEFT)


def stranded(dates: Sequence[Occurrence], terrain: Terrain) -> Iterator[Finding]:
    """Yield a finding for each open date planned by itself that stands where nobody works, and nobody agreed on it."""
    for one in dates:
        if one.status in _CLOSED or any(move.because in _AGREED for move in one.moved):
            continue
        if not terrain.days.is_working(one.planned):
            yield _no_day_left(one.series, one.planned, terrain.days.why(one.planned), _NONE_LEFT)


def mismatches_of(series: Series, history: History, logbook: Logbook) -> Iterator[Finding]:
    """Yield a finding for each entry that names nothing, or an occurrence that another entry closed."""
    for one in history.mismatches:
        place = logbook.place_of(one.entry)
        if one.closed_by is not None:
            other = one.closed_by
            yield Finding(
                one.code,
                Severity.WARNING,
                place,
                f"{series.key} {one.named} is closed already, by the entry of {ISO[other.on]} at "
                f"{logbook.place_of(other)}: {_instead(one.entry)}",
                f"If this is the same act, take it back: fmplan undo {one.entry.id} --reason WHY. Else name the date "
                "it was for.",
            )
        else:
            yield Finding(
                one.code,
                Severity.NOTE,
                place,
                f"{series.key} has no date {one.named!r}: the entry counts for the date its day fits",
                "Correct it with an entry of its own: undo this one, and record it anew.",
            )


def _instead(entry: Entry) -> str:
    """Return what becomes of an entry that found its date closed."""
    if entry.kind == Kind.DONE.value:
        return "this one counts as an extra completion"
    return "this one counts for nothing"


def troubles_of_meter(
    series: Series, gauge: Gauge, done: Day | None, logbook: Logbook, today: Day
) -> Iterator[Finding]:
    """Yield what is wrong with the meter that a series goes by, which was last done on a day; None for never."""
    yield from _unread(series, gauge, today)
    yield from _fallen(series, gauge, done, logbook)


def _unread(series: Series, gauge: Gauge, today: Day) -> Iterator[Finding]:
    """Yield a finding for a meter that nobody ever read, or not for as long as its task allows."""
    meter, newest = gauge.meter, gauge.newest
    if newest is None:
        yield Finding(
            "no-reading",
            Severity.NOTE,
            series.mended_at("meter"),
            f"nobody has read {meter.of} of {series.asset.id} yet: {series.task.id} "
            f"{'has no date' if isinstance(series.task.timing, Meter) else f'goes by {series.task.timing} alone'}",
            _how_to_record(series, meter.of),
        )
    elif meter.stale_after is not None and meter.stale_after.after(newest) < today:
        yield Finding(
            "stale-meter",
            Severity.WARNING,
            series.mended_at("meter"),
            f"{meter.of} of {series.asset.id} was last read on {ISO[newest]}, more than {meter.stale_after} ago: "
            f"{series.task.id} may be due sooner or later than planned",
            _how_to_record(series, meter.of),
        )


def _how_to_record(series: Series, meter: str) -> str:
    # No number stands here, for some would record it as it is: a meter that is said to stand at 0 moves dates.
    return f"Read it, and write what it says in place of VALUE: fmplan reading {series.asset.id} {meter}=VALUE"


def _fallen(series: Series, gauge: Gauge, done: Day | None, logbook: Logbook) -> Iterator[Finding]:
    """Yield a finding for a meter that went back since its work was last done: nobody can tell how far it ran."""
    fall = gauge.fall_after(done)
    if fall is None:
        return
    (day, before), (_, after) = fall
    meter, asset = gauge.meter.of, series.asset
    # Of several readings of one day the highest counts.
    readings = logbook.readings((asset.id, *asset.formerly), meter)
    entry = next(one for one in readings if readings_of([one]) == [fall[1]])
    yield Finding(
        "meter-backwards",
        Severity.WARNING,
        logbook.place_of(entry),
        f"{meter} of {asset.id} went back from {float(before):.12g} on {ISO[day]} to {float(after):.12g} on "
        f"{ISO[entry.on]}: {series.task.id} may come too late, or never",
        f"Take back the reading that is wrong: fmplan undo {entry.id} --reason WHY. If it is a new meter, add what "
        "the old one ran to each of its readings.",
    )


def _no_day_left(series: Series, day: Day, why: tuple[Detail, ...], reason: str) -> Finding:
    return Finding(
        "no-working-day-left",
        Severity.WARNING,
        series.mended_at("max_gap"),
        f"{series.asset.id} {series.task.id} stands on {ISO[day]} ({', '.join(map(str, why))}): {reason}",
        f"{_opening(why)}, or agree with the team to work on that day.",
    )


def _opening(why: tuple[Detail, ...]) -> str:
    """Return what lets people work on a day: `workdays` opens neither one that is closed nor one that is quiet."""
    kinds = {one.kind for one in why if isinstance(one, DayOff)}
    if Off.CLOSED in kinds:
        return "Take a day for it out of closed: in the calendar"
    if Off.QUIET in kinds:
        return "Take a day for it out of quiet: in the calendar"
    return "Open a day for it with workdays: in the calendar"


def provisional_years(estate: Estate, calendars: Calendars, range_: DateRange) -> Iterator[Finding]:
    """Yield a finding for each year of the range whose official notice of days off is still missing."""
    for year in range(DATE[range_.start].year, DATE[range_.end].year + 1):
        if calendars.is_provisional(year):
            calendar = estate.block.get("calendar")
            place = calendar.key_place("country") if isinstance(calendar, Block) else Place("estate.yaml")
            yield Finding(
                "calendar-provisional",
                Severity.NOTE,
                place,
                f"calendar provisional: the days off of {year} in {country_of(estate, '')} are not announced yet",
                f"When they are, run fmplan lock --upgrade, or enter them and add {year} to announced:.",
            )
