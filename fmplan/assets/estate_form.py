"""`estate.yaml` as people write it."""

from __future__ import annotations

from typing import Literal

from msgspec import field

from fmplan.assets.asset_form import WaiverForm
from fmplan.assets.form import Form
from fmplan.assets.task_form import ImpactType
from fmplan.assets.text import Text
from fmplan.assets.timing_form import Shift
from fmplan.assets.written import (
    Addresses,
    AmountText,
    DaysText,
    DayText,
    HoursOfDayText,
    HoursText,
    MailText,
    Names,
    PeriodText,
    QuietText,
    RangeText,
    TasksText,
    TruthText,
    YearlyText,
    YearText,
)

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class QuietForm(Form, frozen=True):
    """Days on which work that disturbs residents in these ways is not planned."""

    range: QuietText
    reason: Text
    bars: tuple[ImpactType, ...]


class CalendarForm(Form, frozen=True):
    """Who works when: the country's days off under the estate's own."""

    country: str | None = None
    workweek: tuple[Weekday, ...] | None = None
    holidays: tuple[RangeText, ...] = ()
    workdays: tuple[RangeText, ...] = ()
    announced: tuple[YearText, ...] = ()
    closed: tuple[RangeText, ...] = ()
    quiet: tuple[QuietForm, ...] = ()


class LocationForm(Form, frozen=True):
    """A place: its name, and the facts and calendar that everything below it inherits."""

    name: Text | None = None
    facts: dict[str, str] = {}
    calendar: str | None = None


class ContractForm(Form, frozen=True):
    """A contract with a team."""

    number: str | None = None
    from_: DayText | None = field(default=None, name="from")
    expires: DayText | None = None
    notice: PeriodText | None = None


class TeamForm(Form, frozen=True):
    """Who does the work: own staff or a contractor."""

    name: Text
    contractor: TruthText = False
    contract: ContractForm | None = None
    capacity: HoursText | None = None
    rate: AmountText | None = None
    trades: Names = ()
    email: Addresses = ()
    phone: str | None = None
    calendar: str | None = None
    hours: HoursOfDayText | None = None


class ClassForm(Form, frozen=True):
    """A class of assets of the estate's own."""

    name: Text


class DefaultsForm(Form, frozen=True):
    """What holds for every task that does not say otherwise."""

    shift: Shift = Shift.LATER
    late: DaysText = 0
    tracked: TruthText = True


class EstateForm(Form, frozen=True, kw_only=True):
    """One property under one plan."""

    fmplan: Literal["1"]
    estate: str
    name: Text
    timezone: str
    language: Literal["en", "zh"] = "en"
    starts: DayText
    currency: str | None = None
    standards: tuple[str, ...] = ()
    facts: dict[str, str] = {}
    calendar: CalendarForm = field(default_factory=CalendarForm)
    calendars: dict[str, CalendarForm] = {}
    hours: HoursOfDayText | None = None
    periods: dict[str, YearlyText] = {}
    locations: dict[str, LocationForm] = {}
    teams: dict[str, TeamForm] = {}
    classes: dict[str, ClassForm] = {}
    tasks: TasksText = None
    waive: dict[str, WaiverForm] = {}
    defaults: DefaultsForm = field(default_factory=DefaultsForm)
    logbook: str = "logbook"
    mail: MailText = None
