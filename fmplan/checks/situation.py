"""What the rules look at: an estate as it was read, with everything that was made of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from fmplan.assets.estate import Estate
from fmplan.schedules.load import Schedule
from fmplan.schedules.lock import Lock
from fmplan.schedules.series import Series
from fmplan.schedules.task import Task


class Situation(Struct, frozen=True, dict=True):
    """One estate with its schedules and series; `lock` is None where there is none.

    `is_whole` tells whether the register was read without an error: else assets and tasks may be missing from
    it that somebody did write.
    """

    estate: Estate
    schedules: Sequence[Schedule]
    series: tuple[Series, ...]
    lock: Lock | None
    is_whole: bool = True

    @property
    def own_schedules(self) -> Iterator[Schedule]:
        """The schedules that the estate wrote itself."""
        return (schedule for schedule in self.schedules if not schedule.is_built_in)

    @cached_property
    def by_task(self) -> tuple[tuple[Task, list[Series]], ...]:
        """The series with the task they share: thousands share one, and most rules need to look at it once.

        What the layers of those that share one say is the same too, but for `first` and `last`.
        """
        sharing: dict[int, tuple[Task, list[Series]]] = {}
        for series in self.series:
            task = series.task
            found = sharing.get(id(task))
            if found is None:
                found = sharing[id(task)] = (task, [])
            found[1].append(series)
        return tuple(sharing.values())
