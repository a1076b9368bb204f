"""How a date looks in the planner: a letter for the kind of work, a sign and a colour for how it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fmplan.assets.task_form import Kind
from fmplan.exports.workbook.looks import GRID
from fmplan.exports.workbook.sheet import Look, Workbook
from fmplan.schedules.occurrence import Status

SIGNS: Final[Mapping[Status, str]] = {
    Status.BREACH: "‼",
    Status.OVERDUE: "!",
    Status.MISSED: "×",
    Status.DUE: "•",
    Status.DEFERRED: "→",
    Status.PLANNED: "",
    Status.SKIPPED: "–",
    Status.DONE: "✓",
    Status.COVERED: "·",
}
"""What stands behind the letter, so that a print without colours says the same; the worst first."""

WORST: Final[Mapping[Status, int]] = {status: number for number, status in enumerate(SIGNS)}
"""Of several in one week the worst is shown: the lowest number."""

KINDS: Final[Mapping[Kind, str]] = {
    Kind.MAINTENANCE: "#D6E6F5",
    Kind.INSPECTION: "#CFEBE6",
    Kind.CLEANING: "#DDF1F9",
    Kind.TESTING: "#E5DCF3",
    Kind.GREENERY: "#E4EDC8",
    Kind.DRILL: "#FBE1CC",
    Kind.TRAINING: "#FFF2C4",
    Kind.SURVEY: "#EFE3D3",
    Kind.ADMIN: "#E6E6E6",
}
"""The ground of work that is still to come, by its kind."""

_STATES: Final[Mapping[Status, Mapping[str, object]]] = {
    Status.BREACH: {"bg_color": "#7F0F1D", "font_color": "#FFFFFF", "bold": True},
    Status.OVERDUE: {"bg_color": "#D9432F", "font_color": "#FFFFFF", "bold": True},
    Status.MISSED: {"bg_color": "#F6D4D4", "font_color": "#9C1C1C"},
    Status.DUE: {"bg_color": "#FFC233", "font_color": "#3D2C00", "bold": True},
    Status.DEFERRED: {"bg_color": "#FFFFFF", "font_color": "#1F5FA8", "italic": True, "border_color": "#1F5FA8"},
    Status.PLANNED: {},
    Status.SKIPPED: {"bg_color": "#F2F2F2", "font_color": "#7A7A7A"},
    Status.DONE: {"bg_color": "#BFE3BF", "font_color": "#1E5B28"},
    Status.COVERED: {"font_color": "#8A8A8A"},
}


def look_of(book: Workbook, kind: Kind, status: Status, size: float = 8) -> Look:
    """Return the look of a date by its kind and how it stands."""
    ground = {"bg_color": KINDS[kind], "font_color": "#20303F"} if status is Status.PLANNED else {}
    return book.look(**{**GRID, "align": "center", "font_size": size, "shrink": True, **ground, **_STATES[status]})


def state_look(book: Workbook, status: Status) -> Look:
    """Return the look of a state in a list."""
    return book.look(align="center", font_size=9, **_STATES[status])
