"""Messages to send in tests, and time that passes only when somebody sleeps."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from fmplan.exports.mail.message import Attachment, Digest, Mailbox, Message
from fmplan.post.deciding import Orders
from fmplan.post.deliver import Time, deliver
from fmplan.post.journal import Journal, read_journal
from fmplan.post.report import Report
from fmplan.post.way import Way

MONDAY: Final = datetime(2027, 2, 1, 7, 0, tzinfo=UTC)


def a_message(**values: object) -> Message:
    """A week's summary for the lead, with what `values` say otherwise."""
    usual: dict[str, object] = {
        "estate": "court",
        "digest": Digest.WEEKLY,
        "period": "2027-W05",
        "part": "",
        "language": "en",
        "sender": Mailbox("plan@example.com", "Harbour Court"),
        "reply_to": None,
        "to": (Mailbox("lead@example.com"),),
        "subject": "Week 5",
        "updated": "Updated: Week 5",
        "text": "Monday: fire pump\n",
        "html": "<p>Monday: fire pump</p>\n",
        "short": "**Monday** fire pump",
    }
    known = usual | values
    page = str(known.pop("html"))
    return Message(**known, page=lambda: page)  # type: ignore[arg-type]


def to(*addresses: str) -> tuple[Mailbox, ...]:
    """Several recipients."""
    return tuple(map(Mailbox, addresses))


def a_calendar() -> Attachment:
    """The week as .ics."""
    data = "BEGIN:VCALENDAR\r\nSUMMARY:消防泵\r\nEND:VCALENDAR\r\n".encode()
    return Attachment("week.ics", "text/calendar; charset=utf-8; method=PUBLISH", lambda: data)


@dataclass
class Clock:
    """Time that passes only when somebody sleeps."""

    now: datetime = MONDAY
    elapsed: float = 0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.elapsed += seconds
        self.now += timedelta(seconds=seconds)

    @property
    def time(self) -> Time:
        return Time(lambda: self.now, lambda: self.elapsed, self.sleep)


def delivered(folder: Path, way: Way, *messages: Message, clock: Clock | None = None, **orders: object) -> Report:
    """Deliver messages by a way, with the journal in a folder; without `budget` nothing is tried twice."""
    asked = Orders(**{"budget": 0.0, **orders})  # type: ignore[arg-type]
    with Journal(folder / "mail.sqlite3") as journal:
        return deliver(messages or [a_message()], way, journal, (clock or Clock()).time, asked)


def states(folder: Path) -> dict[str, str]:
    """What the journal says of each recipient; updates have their number behind it."""
    return {
        record.key.recipient + (f"+{record.key.issue}" if record.key.issue else ""): record.state.value
        for record in read_journal(folder / "mail.sqlite3")
    }


def came(report: Report) -> dict[str, str]:
    """What the report says of each recipient."""
    return {delivery.key.recipient: delivery.came.name.lower() for delivery in report.deliveries}
