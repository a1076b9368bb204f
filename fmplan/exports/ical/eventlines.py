"""The lines that every event and every thing to do of a calendar has: stamp, days and times, state, alarms."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from fmplan.assets.task_form import Force
from fmplan.dates.day import ISO, Day
from fmplan.exports.ical.contentline import content
from fmplan.exports.ical.dayhours import Slot
from fmplan.exports.ical.feed import Feed
from fmplan.schedules.occurrence import Status
from fmplan.schedules.plan import Plan

_1970: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MIDNIGHT: Final = 24 * 60
_OPEN: Final = frozenset({Status.PLANNED, Status.DUE, Status.DEFERRED})

_OF_EVENT: Final = {Status.SKIPPED: "CANCELLED"}
_OF_TODO: Final = {Status.DONE: "COMPLETED", Status.SKIPPED: "CANCELLED", Status.MISSED: "CANCELLED"}
_STRICT: Final = frozenset({Force.LAW, Force.REGULATOR})

# Whole days begin at midnight: 15 hours before is nine o'clock on the day before.
_EVE: Final = "-PT15H"
_HOUR_BEFORE: Final = "-PT1H"
_WEEK_BEFORE: Final = "-P6DT15H"


class EventLines:
    """Writes these lines for one plan; the lines of whole days are kept in `whole_day`."""

    def __init__(self, plan: Plan, feed: Feed) -> None:
        self._todo = feed.as_todo
        self._alarm = feed.alarm
        self._zone = plan.estate.timezone
        self.begin = f"BEGIN:{feed.component}\r\nUID:"
        self.end = f"\r\nEND:{feed.component}\r\n"
        self.stamp = f"\r\n{_stamp(feed.changed_at(plan))}"
        self.whole_day: dict[Day, str] = _WholeDays(todo=feed.as_todo)

    def when(self, day: Day, slot: Slot | None) -> str:
        """Return the lines that say when: the whole day where there is no slot."""
        if slot is None:
            return self.whole_day[day]
        end = "DUE" if self._todo else "DTEND"
        return f"DTSTART;TZID={self._at(day, slot.start)}\r\n{end};TZID={self._at(day, slot.end)}\r\n"

    def state(self, status: Status, *, timed: bool) -> str:
        """Return the lines that say how it stands, and whether people are busy meanwhile."""
        if not self._todo:
            busy = "OPAQUE" if timed else "TRANSPARENT"
            return f"STATUS:{_OF_EVENT.get(status, 'CONFIRMED')}\r\nTRANSP:{busy}\r\n"
        return f"STATUS:{_OF_TODO.get(status, 'NEEDS-ACTION')}\r\n"

    def progress(self, status: Status, done_on: Day | None, share: int) -> str:
        """Return the lines that say how far a thing to do has come; `share` of 100. Events have none."""
        if not self._todo or not share:
            return ""
        if status is Status.DONE and done_on is not None:
            # Only the day is known; noon is the same day nearly everywhere.
            return f"PERCENT-COMPLETE:100\r\nCOMPLETED:{BASIC[done_on]}T120000Z\r\n"
        return f"PERCENT-COMPLETE:{share}\r\n"

    def closing(self, summary: str, force: Force, status: Status, *, timed: bool) -> str:
        """Return what ends it, with the line end before: its alarms, where there are to be any."""
        if not self._alarm or status not in _OPEN:
            return self.end
        first = _HOUR_BEFORE if timed else _EVE
        # A whole-day thing to do has an end, and no beginning.
        trigger = "TRIGGER;RELATED=END" if self._todo and not timed else "TRIGGER"
        alarms = [first, _WEEK_BEFORE] if force in _STRICT else [first]
        shown = content("DESCRIPTION", summary)
        written = "".join(
            f"BEGIN:VALARM\r\nACTION:DISPLAY\r\n{shown}{trigger}:{before}\r\nEND:VALARM\r\n" for before in alarms
        )
        return f"\r\n{written}{self.end[2:]}"

    def _at(self, day: Day, minute: int) -> str:
        if minute >= _MIDNIGHT:
            day, minute = day + 1, minute - _MIDNIGHT
        return f"{self._zone}:{BASIC[day]}T{minute // 60:02}{minute % 60:02}00"


class _WholeDays(dict[Day, str]):
    """Day to the lines of a whole day, filled as days are asked for; the end of an event is the day after."""

    def __init__(self, *, todo: bool) -> None:
        self._todo = todo

    def __missing__(self, day: Day) -> str:
        if self._todo:
            found = f"DUE;VALUE=DATE:{BASIC[day]}\r\n"
        else:
            found = f"DTSTART;VALUE=DATE:{BASIC[day]}\r\nDTEND;VALUE=DATE:{BASIC[day + 1]}\r\n"
        self[day] = found
        return found


class _BasicDays(dict[Day, str]):
    """Day to `20270301`, filled as days are asked for."""

    def __missing__(self, day: Day) -> str:
        found = self[day] = ISO[day].replace("-", "")
        return found


BASIC: Final[dict[Day, str]] = _BasicDays()


def utc(seconds: int) -> str:
    """Return a moment, in seconds since 1970, as iCalendar writes it: `20270301T081500Z`."""
    at = _1970 + timedelta(seconds=seconds)
    return f"{BASIC[at.date().toordinal()]}T{at:%H%M%S}Z"


def _stamp(seconds: int) -> str:
    # Minutes, because programs hold the number in 31 bits; it grows with every change of the register.
    return f"DTSTAMP:{utc(seconds)}\r\nLAST-MODIFIED:{utc(seconds)}\r\nSEQUENCE:{seconds // 60}\r\n"
