"""The register as people write it: the files below `assets/`."""

from __future__ import annotations

from enum import StrEnum

from msgspec import field

from fmplan.assets.form import Form
from fmplan.assets.text import Text
from fmplan.assets.written import AreaText, CountText, DayText, MonthEndText, Names, PeriodText, RangeText, TasksText


class Criticality(StrEnum):
    """How much hangs on an asset, most first."""

    SAFETY = "safety"
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


class CertificateForm(Form, frozen=True):
    """A mark or certificate an asset carries, and the task that renews it."""

    from_: Names | None = field(default=None, name="from")
    number: str | None = None
    expires: MonthEndText | None = None
    renew_before: PeriodText | None = None


class WaiverForm(Form, frozen=True):
    """A task this asset does not need: why, and until when."""

    because: str
    until: DayText | None = None


class SharedForm(Form, frozen=True):
    """What an asset, a type of assets and a file's defaults may all say."""

    class_: str | None = field(default=None, name="class")
    team: str | None = None
    location: str | None = None
    criticality: Criticality | None = None
    make: str | None = None
    model: str | None = None
    quantity: CountText | None = None
    area: AreaText | None = None
    starts: DayText | None = None
    in_service: DayText | None = None
    manufactured: DayText | None = None
    out_of_service: DayText | None = None
    suspended: tuple[RangeText, ...] | None = None
    serves: Names | None = None
    part_of: str | None = None
    attributes: dict[str, str] | None = None
    certificates: dict[str, CertificateForm] | None = None
    tasks: TasksText = None
    waive: dict[str, WaiverForm] | None = None
    note: Text | None = None


class AssetForm(SharedForm, frozen=True):
    """One asset."""

    type: str | None = None
    name: Text | None = None
    serial: str | None = None
    registration: str | None = None
    formerly: Names | None = None


class RegisterForm(Form, frozen=True):
    """One file of the register."""

    types: dict[str, SharedForm] = {}
    defaults: SharedForm = field(default_factory=SharedForm)
    assets: dict[str, AssetForm] = {}
