"""A register: everything a plan is made of, as it was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from fmplan.assets.estate import Estate
from fmplan.findings import Finding
from fmplan.schedules.lock import Lock
from fmplan.schedules.series import Series

if TYPE_CHECKING:
    from fmplan.schedules.load import Schedule


class Register(Struct, frozen=True):
    """An estate as it was read, with its schedules, those of the library among them, and all that is wrong with it.

    `estate` is None where estate.yaml could not be read, `lock` where there is none.
    """

    estate: Estate | None
    schedules: Sequence[Schedule]
    series: tuple[Series, ...]
    lock: Lock | None
    findings: tuple[Finding, ...]

    @property
    def is_whole(self) -> bool:
        """Whether a plan can be made of it."""
        return not any(finding.is_error for finding in self.findings)
