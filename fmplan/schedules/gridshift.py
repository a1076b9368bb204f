"""Between fixed and floating: a delay beyond the tolerance shifts the whole grid by a share of it."""

from __future__ import annotations

from fmplan.dates.day import Day
from fmplan.dates.period import Period
from fmplan.schedules.series import AnchorOrigin, Series
from fmplan.schedules.task import Between, Every


class GridShift:
    """The grid of a series as it stands after what was done: the number of its next date, and the days it moved by."""

    __slots__ = ("_between", "_number", "_period", "_series", "_shift")

    def __init__(self, series: Series, number: int | None = None, shift: int = 0) -> None:
        timing, between = series.task.timing, series.task.between
        assert isinstance(timing, Every)  # noqa: S101 - settled: only `every` stands between
        assert between is not None  # noqa: S101 - asked only of what does
        self._series = series
        self._between: Between = between
        self._period = timing.period if isinstance(timing.period, Period) else timing.period.steps[0][1]
        self._shift = shift
        self._number = self._first() if number is None else number

    def due(self) -> Day:
        """Return the next due day."""
        return max(self._period.after(self._series.anchor.day, self._number) + self._shift, self._series.begin)

    def after(self, due: Day, done: Day | None, passed: Day) -> GridShift:
        """Return the grid after its date `due` was done on a day, or passed over where `done` is None.

        One date is open at a time: those up to `passed` went by while it was.
        """
        delay = 0 if done is None else done - due
        share = self._between.late if delay > 0 else self._between.early
        moved = abs(delay) * share // 100 if abs(delay) > self._between.tolerance else 0
        shift = self._shift + (moved if delay > 0 else -moved)
        first = self._period.first_n_on_or_after(self._series.anchor.day, passed - shift + 1)
        return GridShift(self._series, max(self._number + 1, first), shift)

    def _first(self) -> int:
        anchor = self._series.anchor
        if anchor.is_done:
            return 1  # what fell due since it was last done is owed on the begin, once
        number = self._period.first_n_on_or_after(anchor.day, self._series.begin)
        return max(number, 0) if anchor.origin is AnchorOrigin.FIRST else number
