"""Why nobody works on a day: a holiday, the weekend, a closure, a quiet day."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from msgspec import Struct

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Off(StrEnum):
    """What keeps people from work."""

    WEEKDAY = "weekday"  # outside the work week; the name is the day's
    HOLIDAY = "holiday"  # of the country, by its English name
    OWN = "own holiday"  # the estate's
    CLOSED = "closed"
    QUIET = "quiet"  # work of such an impact is barred; the name is the estate's reason


class DayOff(Struct, frozen=True):
    """What keeps people from work on a day, and what it is called: one text, or one for each language."""

    kind: Off
    name: str | dict[str, str] = ""

    def __hash__(self) -> int:
        return hash((self.kind, str(self)))

    def __str__(self) -> str:
        """Return it in English, for findings: `National Day`, `closed`, `quiet: exams`, `Saturday`."""
        name = self.name if isinstance(self.name, str) else self.name.get("en") or next(iter(self.name.values()), "")
        if not name:
            return self.kind.value
        return f"{self.kind}: {name}" if self.kind is Off.QUIET else name


OWN_HOLIDAY: Final = DayOff(Off.OWN)
CLOSED: Final = DayOff(Off.CLOSED)
WEEKEND: Final = tuple(DayOff(Off.WEEKDAY, name) for name in WEEKDAYS)
