"""A task as it holds for an asset: every key settled, choices by fact made, names looked up."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from fmplan.assets.task_form import Force, ImpactForm, ItemForm, Kind, PermitForm, SourceForm
from fmplan.assets.text import Text
from fmplan.assets.timing_form import Shift
from fmplan.dates.day import Day
from fmplan.dates.duration import Duration, HoursOfDay
from fmplan.dates.period import Period
from fmplan.dates.placing import DaysOfYear, Placing, Weekdays
from fmplan.dates.ranges import Season


class ByAge(Struct, frozen=True):
    """A period that depends on age: `steps` are (age from which it holds, period), youngest first."""

    steps: tuple[tuple[Period | None, Period], ...]

    def __str__(self) -> str:
        return ", ".join(f"from age {age}: {period}" if age else str(period) for age, period in self.steps)


class Every(Struct, frozen=True):
    """Periodic: fixed from an anchor, or floating from completion."""

    period: Period | ByAge
    on: Placing | None = None

    def __str__(self) -> str:
        return f"every {self.period}" + (f" on {self.on}" if self.on else "")


class CalendarPeriod(StrEnum):
    """The calendar's own periods, for what is due at least once in each."""

    WEEK = "week"
    HALF_MONTH = "half-month"
    MONTH = "month"
    TWO_MONTHS = "2 months"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"
    SEASON = "season"


class OncePer(Struct, frozen=True):
    """At least once in each calendar period, or in each of `count` equal parts of it."""

    period: CalendarPeriod
    count: int = 1
    on: Placing | None = None

    def __str__(self) -> str:
        times = "once" if self.count == 1 else f"{self.count} times"
        return f"{times} per {self.period}" + (f" on {self.on}" if self.on else "")


class Ages(Struct, frozen=True):
    """By age; `left_out` are the ages in years that another task takes, where this one fills the rest."""

    of: str
    at: tuple[Period, ...]
    then: Period | None
    except_years_of: str | None = None

    def __str__(self) -> str:
        parts = [", ".join(map(str, self.at))] if self.at else []
        if self.then:
            parts.append(f"then every {self.then}" if parts else f"every {self.then}")
        parts += [f"but in the years of {self.except_years_of}"] if self.except_years_of else []
        return f"{'at age ' if self.at else ''}{', '.join(parts)} ({self.of})"


class Recurrence(Struct, frozen=True):
    """An RFC 5545 rule of whole days."""

    text: str

    def __str__(self) -> str:
        return f"rrule {self.text}"


class Dates(Struct, frozen=True):
    """An explicit list of days."""

    days: tuple[Day, ...]

    def __str__(self) -> str:
        return f"{len(self.days)} dates"


class Meter(Struct, frozen=True):
    """By a meter's readings, which the logbook holds."""

    of: str
    every: int
    unit: str
    stale_after: Period | None = None

    def __str__(self) -> str:
        return f"every {self.every} {self.unit} of {self.of}"


class Event(Struct, frozen=True):
    """After an event that is entered in the logbook."""

    name: str
    within: Period

    def __str__(self) -> str:
        return f"within {self.within} of {self.name}"


class After(Struct, frozen=True):
    """Once after each occurrence of another task of the asset."""

    task: str
    within: Period

    def __str__(self) -> str:
        return f"within {self.within} after {self.task}"


class Before(Struct, frozen=True):
    """At least so long before another task of the asset, or before a named holiday."""

    by: Period
    task: str | None
    holiday: str | None

    def __str__(self) -> str:
        return f"{self.by} before {self.task or self.holiday}"


Timing: TypeAlias = Every | OncePer | Ages | Recurrence | Dates | Meter | Event | After | Before


class Between(Struct, frozen=True):
    """How much of a delay or an advance moves the grid: shares in percent, the tolerance in days."""

    late: int
    early: int
    tolerance: int


class Basis(StrEnum):
    """What a periodic task counts from."""

    FIXED = "calendar"
    FLOATING = "completion"


class OlderForm(Struct, frozen=True):
    """An older form of the rule: it holds until its day, with its own timing and first date."""

    until: Day
    timing: Timing
    first: Day | None


class Rotation(Struct, frozen=True):
    """Which of many units are due on each date: so many by turns (`each`), or a `share` of them in percent.

    `units` is their number; None where it is the asset's quantity, or where `of` names the fact that holds it.
    """

    units: int | None
    each: int = 1
    share: int = 0
    of: str = ""


class Rounds(Struct, frozen=True):
    """So many times on the day: from the beginning of the hours, every so many minutes, before they end.

    `hours` are None where only the team can say them; `by_team` lets those of a team go before them. `closing`
    asks for one more when they end.
    """

    every: int
    hours: HoursOfDay | None
    by_team: bool
    closing: bool


class Task(Struct, frozen=True):
    """One recurring duty, as it holds for the assets that share it.

    `id` is what keys and commands name it by; `bare_id` leaves the schedule's name off, where two schedules bring
    the same id. `covers` holds bare ids, not yet followed further. `expires`: past its due day the thing must not
    be used. `meter` may run beside `every`, and `waits_for_both` means the later of the two. Days are ordinals,
    `early` and `late` calendar days.
    """

    id: str
    bare_id: str
    schedule: str
    name: Text
    kind: Kind
    force: Force
    timing: Timing
    basis: Basis
    between: Between | None = None
    max_gap: Period | ByAge | None = None
    min_gap: Period | None = None
    keep_anchor: Period | None = None
    season: Season | None = None
    shift: Shift | None = None
    early: int = 0
    late: int = 0
    covers: tuple[str, ...] = ()
    missed: str | None = None
    tracked: bool = True
    times: int = 1
    rounds: Rounds | None = None
    rotation: Rotation | None = None
    ends: Period | None = None
    starts: Day | None = None
    was: tuple[OlderForm, ...] = ()
    duty: str | None = None
    trade: str | None = None
    team: str | None = None
    duration: Duration | None = None
    people: int = 1
    cost: float | None = None
    impact: ImpactForm | None = None
    instructions: str | None = None
    source: SourceForm | None = None
    also: tuple[SourceForm, ...] = ()
    checklist: tuple[ItemForm, ...] = ()
    qualification: Text | None = None
    note: Text | None = None
    permit: PermitForm | None = None
    expires: bool = False
    meter: Meter | None = None
    waits_for_both: bool = False

    @property
    def is_floating(self) -> bool:
        """Whether its next date counts from the last completion."""
        return self.basis is Basis.FLOATING

    @property
    def hangs_on_the_logbook(self) -> bool:
        """Whether its due dates move with what is recorded: its occurrences are numbered then."""
        return self.basis is Basis.FLOATING or self.between is not None

    @property
    def period_days(self) -> float:
        """How many days lie between two dates, about; 0 where the rule has no period."""
        return period_days(self.timing)


_CALENDAR_DAYS: Mapping[CalendarPeriod, float] = {
    CalendarPeriod.WEEK: 7,
    CalendarPeriod.HALF_MONTH: 15.21875,
    CalendarPeriod.MONTH: 30.4375,
    CalendarPeriod.TWO_MONTHS: 60.875,
    CalendarPeriod.QUARTER: 91.3125,
    CalendarPeriod.HALF_YEAR: 182.625,
    CalendarPeriod.YEAR: 365.25,
    CalendarPeriod.SEASON: 365.25,
}


def period_days(timing: Timing) -> float:
    """Return about how many days lie between two dates of a rule; 0 where it has no period.

    A month counts 30.4375 days. Several days `on:` which a rule falls divide its period.
    """
    match timing:
        case Every(period=ByAge() as by_age):
            return min(period.days for _, period in by_age.steps)
        case Every(period=Period() as period, on=on):
            return period.days / _times_on(on)
        case OncePer(period=name, count=count):
            return _CALENDAR_DAYS[name] / count
        case Ages(then=then) if then is not None:
            return then.days
        case Recurrence(text=text):
            return _recurrence_days(text)
    return 0


def _times_on(on: Placing | None) -> int:
    match on:
        case Weekdays(weekdays=days):
            return len(days)
        case DaysOfYear(days=days_of_year):
            return len(days_of_year)
    return 1


def _recurrence_days(text: str) -> float:
    parts = dict(part.split("=", 1) for part in text.upper().split(";") if "=" in part)
    step = {"DAILY": 1.0, "WEEKLY": 7.0, "MONTHLY": 30.4375, "YEARLY": 365.25}.get(parts.get("FREQ", ""), 365.25)
    interval = int(parts["INTERVAL"]) if parts.get("INTERVAL", "").isdigit() else 1
    times = max(1, parts.get("BYDAY", "").count(",") + 1, parts.get("BYMONTHDAY", "").count(",") + 1)
    return step * interval / times
