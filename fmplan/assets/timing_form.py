"""The timing of a task as people write it: exactly one key says when, others shape it (docs/files.md)."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from msgspec import field

from fmplan.assets.form import Form
from fmplan.assets.written import (
    CountChoice,
    CountText,
    DaysText,
    DayText,
    IntervalText,
    Names,
    PeriodChoice,
    PeriodText,
    PlacingText,
    RoundHoursText,
    SampleText,
    SeasonsText,
    ShareText,
    TextChoice,
    TruthText,
    UnitsText,
)


class Shift(StrEnum):
    """What a day on which nobody works does to a planned day."""

    EARLIER = "earlier"
    LATER = "later"
    NEAREST = "nearest"
    KEEP = "keep"
    SKIP = "skip"


class WindowForm(Form, frozen=True):
    """How far a planned day may be drawn, and when open work turns overdue; calendar days."""

    early: DaysText | None = None
    late: DaysText | None = None


class AgesForm(Form, frozen=True):
    """Dates by age: at these ages, then every so often; or the years another task leaves out."""

    of: Literal["in_service", "manufactured"] = "in_service"
    at: tuple[PeriodText, ...] = ()
    then: PeriodText | None = None
    except_years_of: str | None = None


class MeterForm(Form, frozen=True):
    """By a meter: every so many units since the last service."""

    of: str
    every: CountText
    unit: str
    stale_after: PeriodText | None = None


class AfterForm(Form, frozen=True):
    """Once for each occurrence of another task of the asset."""

    task: str
    within: PeriodText


class BeforeForm(Form, frozen=True):
    """At least so long before another task, or before a named holiday."""

    by: PeriodText
    task: str | None = None
    holiday: str | None = None


class BetweenForm(Form, frozen=True):
    """Between fixed and floating: which share of a delay, or of an advance, moves the grid."""

    late: ShareText = 0
    early: ShareText = 0
    tolerance: DaysText = 0


class RotateForm(Form, frozen=True):
    """Which of many units are due on each date; `units` is their number, or the name of the fact that holds it."""

    units: UnitsText = None
    each: CountText = 1


class RoundForm(Form, frozen=True):
    """So many times on the day: every so many minutes, within the hours people work, the day, or a range of its own."""

    every: IntervalText
    within: RoundHoursText = "hours"
    closing: TruthText = False


class OlderRule(Form, frozen=True):
    """An older form of a rule, which held until a day."""

    until: DayText
    every: PeriodChoice = None
    once_per: TextChoice = None
    count: CountChoice = None
    on: PlacingText = None
    first: DayText | None = None


class Bound(Form, frozen=True):
    """A bound on a number among the facts."""

    over: float | None = None
    from_: float | None = field(default=None, name="from")
    below: float | None = None


FactTest = str | tuple[str, ...] | Bound


class TimingForm(Form, frozen=True):
    """Every key that says when a task is due, as written."""

    every: PeriodChoice = None
    once_per: TextChoice = None
    count: CountChoice = None
    ages: AgesForm | None = None
    rrule: str | None = None
    dates: tuple[DayText, ...] | None = None
    meter: MeterForm | None = None
    event: str | None = None
    within: PeriodText | None = None
    after: AfterForm | None = None
    before: BeforeForm | None = None

    on: PlacingText = None
    from_: Literal["calendar", "completion"] | BetweenForm | None = field(default=None, name="from")
    whichever: Literal["first", "last"] | None = None
    first: DayText | None = None
    last: DayText | None = None
    max_gap: PeriodChoice = None
    min_gap: PeriodText | None = None
    keep_anchor: PeriodText | None = None
    season: SeasonsText = None
    shift: Shift | None = None
    window: WindowForm | None = None
    covers: Names | None = None
    missed: Literal["stay", "collapse"] | None = None
    tracked: TruthText | None = None
    times: CountChoice = None
    round: RoundForm | None = None
    rotate: RotateForm | None = None
    sample: SampleText | None = None
    ends: PeriodText | None = None
    starts: DayText | None = None
    was: tuple[OlderRule, ...] | None = None
    when: dict[str, FactTest] | None = None
    duty: str | None = None


WHEN_KEYS = ("every", "once_per", "ages", "rrule", "dates", "meter", "event", "after", "before")
"""The keys of which a task has exactly one (`meter` may have `every` beside it)."""
