"""A task as people write it: what it is, when it is due, who does it and what for."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Literal

from fmplan.assets.form import Form
from fmplan.assets.text import Text
from fmplan.assets.timing_form import TimingForm
from fmplan.assets.written import AmountText, CountText, DurationText, Names, PeriodText, TruthText
from fmplan.dates.period import Period, Unit


class Kind(StrEnum):
    """What kind of work it is."""

    MAINTENANCE = "maintenance"
    INSPECTION = "inspection"
    CLEANING = "cleaning"
    TESTING = "testing"
    GREENERY = "greenery"
    DRILL = "drill"
    TRAINING = "training"
    SURVEY = "survey"
    ADMIN = "admin"


class Force(StrEnum):
    """Why it must be, strongest first."""

    LAW = "law"
    REGULATOR = "regulator"
    INSURER = "insurer"
    CONTRACT = "contract"
    STANDARD = "standard"
    HOUSE = "house"


BINDING: Final = frozenset({Force.LAW, Force.REGULATOR})
"""The forces that an estate cannot decide about."""


class ImpactType(StrEnum):
    """What residents and users notice of the work."""

    NONE = "none"
    OUTAGE = "outage"
    NOISE = "noise"
    ALARM = "alarm"
    IMPAIR = "impair"
    ACCESS = "access"
    TRAFFIC = "traffic"
    SMELL = "smell"
    WET = "wet"
    SPRAY = "spray"
    CROWD = "crowd"


class ImpactForm(Form, frozen=True):
    """What the work does to residents, and how long before they are told."""

    type: ImpactType
    of: Literal["lift", "water", "power", "gas", "heating", "network"] | None = None
    notice: PeriodText | None = None


class PermitForm(Form, frozen=True):
    """What has to be allowed before the work may begin, and how long before it is asked for."""

    name: Text
    ahead: PeriodText = Period(7, Unit.DAY)


class SourceForm(Form, frozen=True):
    """Where a task comes from, and how sure that is."""

    standard: str | None = None
    title: Text | None = None
    clause: str | None = None
    date: str | None = None
    confidence: Literal["verified", "known", "estimate"] | None = None
    read_in: Names | None = None


class ReadForm(Form, frozen=True):
    """A value to read off at a checklist item, with its bounds."""

    unit: str
    min: float | None = None
    max: float | None = None


class ItemForm(Form, frozen=True):
    """One item of a checklist."""

    id: str
    text: Text
    read: ReadForm | None = None
    test: TruthText | None = None


class TaskForm(TimingForm, frozen=True):
    """A task, or single keys of one over and above what a schedule says."""

    name: Text | None = None
    kind: Kind | None = None
    force: Force | None = None
    trade: str | None = None
    qualification: Text | None = None
    team: str | None = None
    duration: DurationText | None = None
    people: CountText | None = None
    cost: AmountText | None = None
    impact: ImpactForm | None = None
    permit: PermitForm | None = None
    instructions: str | None = None
    source: SourceForm | None = None
    also: tuple[SourceForm, ...] | None = None
    note: Text | None = None
    checklist: tuple[ItemForm, ...] | None = None
    because: str | None = None
