"""A feed: a calendar that people subscribe to, and all that may be chosen about it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from msgspec import Struct, field

from fmplan.assets.task_form import Force
from fmplan.dates.day import FIRST_DAY, Day
from fmplan.schedules.plan import Plan


class Per(StrEnum):
    """What stands in the calendar as one thing."""

    VISIT = "visit"
    OCCURRENCE = "occurrence"


class Feed(Struct, frozen=True):
    """How a calendar is written.

    `as_todo`: things to do rather than events. `timed`: laid out in the hours of the team rather than over the
    whole day. `name`: what the calendar is called, where that is not the estate's name. `changed`: of each
    estate, by its id, when its register last changed, in seconds since 1970; else the day the plan is seen on.
    """

    per: Per = Per.VISIT
    as_todo: bool = False
    timed: bool = False
    alarm: bool = False
    name: str | None = None
    colour: str = "steelblue"
    changed: Mapping[str, int] = field(default_factory=dict)

    @property
    def component(self) -> str:
        """What iCalendar calls what stands in it."""
        return "VTODO" if self.as_todo else "VEVENT"

    def changed_at(self, plan: Plan) -> int:
        """Return when the register of a plan last changed, in seconds since 1970."""
        return self.changed.get(plan.estate.id, _midnight(plan.today))


MOST_EVENTS: Final = 1_000
MOST_BYTES: Final = 900_000
"""What Google Calendar takes of a feed; it drops the rest without a word, so we stay a little below."""

COLOURS: Final[Mapping[Force, str]] = {
    Force.LAW: "crimson",
    Force.REGULATOR: "orangered",
    Force.INSURER: "darkorange",
    Force.CONTRACT: "goldenrod",
    Force.STANDARD: "steelblue",
    Force.HOUSE: "seagreen",
}
"""Events take the colour of why they must be, by its name in CSS (RFC 7986, 5.9)."""

HEX: Final[Mapping[str, str]] = {
    "steelblue": "#4682B4",
    "seagreen": "#2E8B57",
    "darkorange": "#FF8C00",
    "mediumpurple": "#9370DB",
    "indianred": "#CD5C5C",
    "teal": "#008080",
    "goldenrod": "#DAA520",
    "slategray": "#708090",
}
"""The colours of whole calendars, and what Apple's programs call them."""

PALETTE: Final = tuple(HEX)


def _midnight(day: Day) -> int:
    return (day - FIRST_DAY) * 86_400  # the first day is 1970-01-01, where these seconds begin
