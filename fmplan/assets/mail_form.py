"""The `mail:` of estate.yaml as people write it: who gets which digest, when and in which language."""

from __future__ import annotations

from typing import Literal

from msgspec import field

from fmplan.assets.estate_form import Weekday
from fmplan.assets.form import Form
from fmplan.assets.written import Addresses, AddressText, MonthDayText, TeamsText, Words

Attached = Literal["ical", "xlsx"]


class DigestForm(Form, frozen=True):
    """What every digest says of itself: `teams` is true, false, or a list of teams by id."""

    to: Addresses = ()
    teams: TeamsText = False
    language: Literal["en", "zh"] | None = None
    when_empty: Literal["skip", "send"] = "skip"


class WeeklyForm(DigestForm, frozen=True):
    """The digest of a week, sent from this day of the week on."""

    on: Weekday = "mon"
    attach: Words[Attached] = ()


class MonthlyForm(DigestForm, frozen=True):
    """The digest of a month, sent from this day of the month on."""

    on: MonthDayText = 1
    attach: Words[Attached] = ()


class OverdueForm(DigestForm, frozen=True):
    """The digest of what is owed, sent on these days of the week; on every day where none are named."""

    on: Words[Weekday] = ()


class MailForm(Form, frozen=True):
    """From whom digests come, where answers go, and which there are."""

    from_: AddressText = field(name="from")
    reply_to: AddressText | None = None
    weekly: WeeklyForm | None = None
    monthly: MonthlyForm | None = None
    overdue: OverdueForm | None = None
