"""From opened estates to the notices their residents are owed, and telling them in one of the forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Final

from fmplan.cli.days import four_hundred_days
from fmplan.cli.options import Days, Which
from fmplan.cli.planning import plans_of
from fmplan.cli.session import Session
from fmplan.dates.day import LAST_DAY, Day
from fmplan.dates.ranges import DateRange
from fmplan.exports.notices.notice import NOTICE_FORMATS, Batch
from fmplan.exports.portfolio import each
from fmplan.schedules.calendars import Calendars
from fmplan.schedules.lock import Lock
from fmplan.schedules.notices import OFFICE, notices_of, office_of, span_of, to_post

_NOBODY: Final = f"the notices name nobody to call: give a team the trade {OFFICE}, and a phone or an email"


def batches_of(session: Session, days: Days, which: Which, format_: str) -> list[Batch]:
    """Return the notices of each estate: those for the work of the days asked for, else those to be posted now.

    Says where they name nobody to call.

    Residents who subscribe look ahead: without days, the calendar holds what is to come in 400 days.
    """
    is_said = any((days.from_, days.to, days.year, days.month, days.week, days.weeks))
    plans = each(plans_of(session, days, which, four_hundred_days if format_ == "ical" else _a_hundred_days))
    batches = []
    for opened, plan in zip(session.usable, plans, strict=True):
        calendars = Calendars(plan.estate, opened.lock or Lock(), *span_of(plan.range, plan.today))
        notices = notices_of(plan, opened.logbook, calendars.days(""))
        if not is_said and format_ != "ical":
            notices = tuple(to_post(notices, plan.today))
        office = office_of(plan.estate)
        if notices and (office is None or not (office.form.phone or office.form.email)):
            session.note(_NOBODY, f"{plan.estate.id}: ")
        batches.append(Batch(plan, notices))
    return batches


def told(batches: Sequence[Batch], format_: str, language: str | None) -> Iterator[bytes]:
    """Return notices in one of the forms; only the module of that form is loaded."""
    chunks: Iterator[bytes] = import_module(NOTICE_FORMATS[format_]).render(batches, language)
    return chunks


def _a_hundred_days(today: Day) -> DateRange:
    """Return today and a hundred days after it: what is posted this week is for work before then."""
    return DateRange(today, min(today + 100, LAST_DAY))
