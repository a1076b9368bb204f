"""What a plan has to say about its own dates: visits where nobody works, years not yet announced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fmplan.assets.estate import Estate
from fmplan.dates.day import DATE, ISO, Day
from fmplan.dates.ranges import DateRange
from fmplan.findings import Finding, Place, Severity
from fmplan.schedules.calendars import Calendars, country_of
from fmplan.schedules.ground import Terrain
from fmplan.schedules.nesting import Settled
from fmplan.schedules.occurrence import Occurrence
from fmplan.schedules.series import Series
from fmplan.yamlfile.block import Block

_NONE_LEFT = "no working day is left to it"


def troubles_of(settled: Sequence[Settled]) -> Iterator[Finding]:
    """Yield a finding for each visit that stands where nobody works, because no other day is left to it."""
    for one in settled:
        if not one.visit.troubled or one.covered_by is not None or one.planned != one.visit.planned:
            continue
        series = one.course.series
        cap = f"no working day lies inside the cap of {series.task.max_gap}"
        yield _no_day_left(series, one.planned, one.visit.troubled, cap if one.visit.limit else _NONE_LEFT)


def stranded(dates: Sequence[Occurrence], terrain: Terrain) -> Iterator[Finding]:
    """Yield a finding for each date planned by itself that stands where nobody works."""
    for one in dates:
        if not terrain.days.is_working(one.planned):
            yield _no_day_left(one.series, one.planned, terrain.days.why(one.planned), _NONE_LEFT)


def _no_day_left(series: Series, day: Day, why: str, reason: str) -> Finding:
    return Finding(
        "no-working-day-left",
        Severity.WARNING,
        series.mended_at("max_gap"),
        f"{series.asset.id} {series.task.id} stands on {ISO[day]} ({why}): {reason}",
        "Open a day for it with workdays: in the calendar, or agree with the team to work on that day.",
    )


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
