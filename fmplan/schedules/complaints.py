"""What is wrong with a task, said by the key it is about, before anybody knows where that key was written."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct, field

from fmplan.findings import Severity
from fmplan.schedules.task import Task


class Complaint(Struct, frozen=True):
    """What is wrong with a task, by the key it is about: the place is found where that key was written.

    With `value` it is about that value of the key, or that entry of its list; a key that nobody wrote stands
    for the task itself.
    """

    code: str
    key: str
    message: str
    remedy: str
    severity: Severity = Severity.ERROR
    value: str | None = None


class Lack(StrEnum):
    """What becomes of a task for want of a fact: a choice cannot do without, a `when` leaves it out."""

    PLAN = "cannot be planned"
    TASK = "left out"
    UNITS = "planned without saying which units"


class Want(StrEnum):
    """In which form a task can use a fact: any, as a number, as a whole number, or as one of its options."""

    ANY = "any"
    NUMBER = "number"
    COUNT = "count"
    OPTION = "option"


class MissingFact(Struct, frozen=True):
    """A fact that a task asks for and nobody gives, or not in the form it wants."""

    name: str
    key: str
    lack: Lack
    want: Want = Want.ANY
    options: tuple[str, ...] = ()


class Settled(Struct):
    """What came of settling: the task, unless it does not apply or cannot be used, and what is wrong with it."""

    task: Task | None = None
    complaints: list[Complaint] = field(default_factory=list)
    missing: list[MissingFact] = field(default_factory=list)


def complain(
    settled: Settled,
    code: str,
    key: str,
    message: str,
    remedy: str,
    severity: Severity = Severity.ERROR,
    value: str | None = None,
) -> None:
    """Add a complaint to what came of settling a task."""
    settled.complaints.append(Complaint(code, key, message, remedy, severity, value))
