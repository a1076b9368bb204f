"""What goes with a digest: its days as a calendar, and its work sheets as a workbook."""

from __future__ import annotations

from collections.abc import Collection

from fmplan.dates.ranges import DateRange
from fmplan.exports.ical.calendar import render
from fmplan.exports.ical.feed import Feed
from fmplan.exports.mail.message import Attachment
from fmplan.exports.mail.share import Share
from fmplan.exports.workbook.setting import Setting, Source
from fmplan.exports.workbook.sheet import Workbook
from fmplan.exports.workbook.worksheets import add_work_sheets

_CALENDAR = "text/calendar; charset=utf-8"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def calendar_of(share: Share, days: DateRange, stem: str) -> Attachment:
    """Return some days as a calendar, whose events have the same UIDs as in the feeds.

    It has no METHOD: it is a file to open, not an invitation to answer.
    """

    def make() -> bytes:
        name = f"{share.estate}{share.words.colon}{share.whose}" if share.whose else share.estate
        return b"".join(render(share.plan_of(days), share.language, Feed(name=name)))

    return Attachment(f"{stem}.ics", _CALENDAR, make)


def work_sheets_of(share: Share, days: DateRange, stem: str, without: Collection[str] = ()) -> Attachment:
    """Return the work sheets of some days, from today on, as a workbook that `fmplan done --from` reads back.

    Those of the teams in `without` are left out.
    """

    def make() -> bytes:
        outlook = share.outlook
        start = max(days.start, outlook.today)
        plan = share.plan_of(DateRange(min(start, days.end), days.end), without)
        book = Workbook(f"{share.estate} {stem}", share.language, outlook.today)
        source = Source(outlook.series, outlook.logbook, outlook.lock)
        add_work_sheets(Setting(book, plan, share.language, source, plan.range.days, ahead=plan))
        return b"".join(book.chunks())

    return Attachment(f"{stem}.xlsx", _WORKBOOK, make)
