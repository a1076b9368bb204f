"""Visits as they were settled, and who is done with whom: several dates of one series on one day are one visit."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from fmplan.dates.day import ISO, Day
from fmplan.schedules.act import ActKind
from fmplan.schedules.course import Course
from fmplan.schedules.occurrence import Move
from fmplan.schedules.visit import Visit


class Settled(Struct, eq=False):
    """One visit as it was settled: the date, the day, and who covers it or whom it covers."""

    course: Course
    visit: Visit
    planned: Day
    moved: tuple[Move, ...]
    covered_by: Settled | None = None
    covers: list[Settled] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The key of its occurrence."""
        return f"{self.course.series.key}/{self.visit.tail or ISO[self.visit.due]}"


def one_visit_a_day(settled: Sequence[Settled]) -> None:
    """Let the last of several dates of one series on one day stand, and cover the others by it (docs/dates.md, 1).

    Whoever was covered by a date that is covered itself is covered by what stands. A floating date that was done covers
    none: the open one counts from it.
    """
    _link_closed(settled)
    by_day: dict[tuple[int, Day], list[Settled]] = {}
    for one in settled:
        closing = one.visit.closing
        if closing is None or (closing.kind is ActKind.DONE and not one.course.is_floating):
            by_day.setdefault((one.course.series.rank, one.planned), []).append(one)
    for same in by_day.values():
        if len(same) > 1:
            last = max(same, key=lambda one: (one.visit.due, one.visit.is_extra))
            open_ = [one for one in same if one.visit.closing is None]
            larger = next((one.covered_by for one in open_ if one.covered_by is not None), None)
            for one in open_:
                if one is not last or larger is not None:
                    one.covered_by = larger or last
    for one in settled:
        while one.covered_by is not None and one.covered_by.covered_by is not None:
            one.covered_by = one.covered_by.covered_by
        one.covers = []
    for one in settled:
        if one.covered_by is not None:
            one.covered_by.covers.append(one)


def _link_closed(settled: Sequence[Settled]) -> None:
    """Let what was closed by a larger task's entry be covered by the occurrence that entry closed."""
    closed = {
        (id(one.visit.closing.entry), one.course.task.bare_id): one
        for one in settled
        if one.visit.closing is not None and one.visit.closing.entry is not None
    }
    for one in settled:
        closing = one.visit.closing
        if closing is not None and closing.by:
            one.covered_by = closed.get((id(closing.entry), closing.by))
