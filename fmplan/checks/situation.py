"""What the rules look at: an estate as it was read, with everything that was made of it."""

from __future__ import annotations

from msgspec import Struct

from fmplan.assets.estate import Estate
from fmplan.schedules.load import Schedule
from fmplan.schedules.lock import Lock
from fmplan.schedules.plan import Plan
from fmplan.schedules.series import Series


class Situation(Struct, frozen=True):
    """One estate with its schedules and series; `lock` and `plan` are None where there is none.

    `is_whole` tells whether the register was read without an error: else assets and tasks may be missing from
    it that somebody did write.
    """

    estate: Estate
    schedules: tuple[Schedule, ...]
    series: tuple[Series, ...]
    lock: Lock | None
    plan: Plan | None = None
    is_whole: bool = True
