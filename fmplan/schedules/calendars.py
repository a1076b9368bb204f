"""The working calendars of an estate over a span: the country's days off under the estate's own, minus quiet days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from fmplan.assets.estate import Estate
from fmplan.assets.estate_form import CalendarForm, QuietForm
from fmplan.assets.mistakes import did_you_mean
from fmplan.assets.task_form import ImpactForm, ImpactType
from fmplan.assets.written import SeasonName
from fmplan.dates.day import DATE, Day
from fmplan.dates.dayoff import OWN_HOLIDAY, DayOff, Off
from fmplan.dates.publicholidays import is_known, known_countries
from fmplan.dates.ranges import DateRange, Season
from fmplan.dates.workdays import WorkingDays, working_days
from fmplan.findings import Finding, Severity
from fmplan.schedules.lock import Lock
from fmplan.yamlfile.block import Block

WEEKDAY_NUMBERS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
MONDAY_TO_FRIDAY = frozenset(range(5))


def workweek_of(estate: Estate, calendar: str) -> frozenset[int]:
    """Return the days of the week that a calendar works, 0 is Monday."""
    form = estate.calendars[calendar] if calendar else estate.calendar
    week = form.workweek if form.workweek is not None else estate.calendar.workweek
    return MONDAY_TO_FRIDAY if week is None else frozenset(WEEKDAY_NUMBERS[day] for day in week)


def country_of(estate: Estate, calendar: str) -> str | None:
    """Return the country whose public holidays a calendar has; None for none."""
    form = estate.calendars[calendar] if calendar else estate.calendar
    country = form.country if form.country is not None else estate.calendar.country
    return None if country == "none" else country


class Calendars(Struct):
    """The working days of every calendar of an estate over one span of days, reckoned when first asked for."""

    estate: Estate
    lock: Lock
    first: Day
    last: Day
    _plain: dict[str, WorkingDays] = field(default_factory=dict)
    _quiet: dict[tuple[str, ImpactType | None], WorkingDays] = field(default_factory=dict)

    def days(self, calendar: str) -> WorkingDays:
        """Return the working days of a calendar by name; "" is the estate's own."""
        found = self._plain.get(calendar)
        if found is None:
            found = self._plain[calendar] = self._build(calendar)
        return found

    def days_for(self, calendar: str, impact: ImpactForm | None) -> WorkingDays:
        """Return the working days on which work of such an impact may be planned."""
        type_ = None if impact is None else impact.type
        key = (calendar, type_)
        found = self._quiet.get(key)
        if found is None:
            found = self.days(calendar)
            for quiet in self._quiet_forms(calendar):
                if type_ in quiet.bars:
                    found = found.without(set(self._days_of(quiet)), DayOff(Off.QUIET, quiet.reason))
            self._quiet[key] = found
        return found

    def holiday_blocks(self, slug: str) -> list[DateRange]:
        """Return for each year of the span the run of days off that a named holiday lies in."""
        country = country_of(self.estate, "")
        if country is None:
            return []
        days = self.days("")
        blocks = []
        for year in self._years():
            fallen = [
                day for day in self.lock.year_off(country, year).slug_days(slug) if self.first <= day <= self.last
            ]
            if fallen:
                blocks.append(days.closure_around(fallen[0]) or DateRange(fallen[0], fallen[-1]))
        return blocks

    def is_provisional(self, year: int) -> bool:
        """Tell whether the official notice of a year is still missing for the estate's own calendar."""
        country = country_of(self.estate, "")
        if country is None or year in self.estate.calendar.announced:
            return False
        return self.lock.year_off(country, year).provisional

    def _years(self) -> range:
        return range(DATE[self.first].year, DATE[self.last].year + 1)

    def _build(self, calendar: str) -> WorkingDays:
        own = self.estate.calendars[calendar] if calendar else self.estate.calendar
        base = self.estate.calendar
        country = country_of(self.estate, calendar)
        off: dict[Day, DayOff] = {}
        work: set[Day] = set()
        if country is not None:
            for year in self._years():
                year_off = self.lock.year_off(country, year)
                off |= {day: DayOff(Off.HOLIDAY, name) for day, name in year_off.off.items()}
                work |= set(year_off.work)
        # The estate's own days win over the country's; a named calendar has the estate's only under its own.
        forms = (base, own) if calendar and country is not None else (own,)
        for form in forms:
            for day in _days_in(form.holidays):
                off[day] = off.get(day) or OWN_HOLIDAY
                work.discard(day)
            for day in _days_in(form.workdays):
                off.pop(day, None)
                work.add(day)
        closed = set(_days_in((*base.closed, *own.closed)))
        return working_days(self.first, self.last, workweek_of(self.estate, calendar), off, work, closed)

    def _quiet_forms(self, calendar: str) -> Iterable[QuietForm]:
        quiet = self.estate.calendar.quiet
        return (*quiet, *self.estate.calendars[calendar].quiet) if calendar else quiet

    def _days_of(self, quiet: QuietForm) -> Iterable[Day]:
        span = quiet.range
        if isinstance(span, DateRange):
            yield from range(span.start, span.end + 1)
            return
        yearly = self.estate.periods.get(span, ()) if isinstance(span, SeasonName) else (span,)
        for window in Season(yearly).windows(self.first, self.last):
            yield from range(window.start, window.end + 1)


def _days_in(ranges: Iterable[DateRange]) -> Iterable[Day]:
    for one in ranges:
        yield from range(one.start, one.end + 1)


def unknown_countries(estate: Estate, lock: Lock) -> list[Finding]:
    """Return a finding for each calendar whose country has no known public holidays."""
    pinned = {country for country, _ in lock.years}
    blocks: list[tuple[CalendarForm, Block | None]] = [(estate.calendar, estate.block.get("calendar"))]
    blocks += [(form, estate.block["calendars"][name]) for name, form in estate.calendars.items()]
    findings = []
    for form, block in blocks:
        country = form.country
        if block is None or country is None or country == "none" or country in pinned or is_known(country):
            continue
        known: Mapping[str, str] = {name.lower(): name for name in known_countries()}
        close = did_you_mean(country, known).upper().removeprefix("DID YOU MEAN ")
        findings.append(
            Finding(
                "unknown-country",
                Severity.ERROR,
                block.value_place("country"),
                f"no public holidays are known for {country!r}",
                f"Did you mean {close}" if close else "Write a country or part such as CN, GB-ENG or US-MN, or none.",
            )
        )
    return findings
