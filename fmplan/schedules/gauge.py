"""A gauge: the readings of a meter, and the day on which it reaches a mark.

Between two readings a meter is taken to run evenly. Ahead of the newest it runs at the rate since the last reading at
least thirty days older; a day is rounded down.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from fmplan.dates.day import LAST_DAY, Day
from fmplan.logbook.entries import Logbook
from fmplan.logbook.entry import Entry
from fmplan.schedules.series import Series
from fmplan.schedules.task import Meter

if TYPE_CHECKING:
    from fractions import Fraction

_SPAN: Final = 30
"""A rate is reckoned over no fewer days: readings of one week say little of a month."""


class Rate(Struct, frozen=True):
    """How many units a meter runs in how many days, up to its newest reading."""

    units: Fraction
    days: int

    @property
    def a_day(self) -> Fraction:
        """The units of one day."""
        return self.units / self.days


class Mark(Struct, frozen=True):
    """How the day was reckoned on which a meter reaches its mark.

    At `start`, when the work was done, it stood at `value`. It reaches `value` and the units of the task on `day`:
    that of the reading that was past it, where `rate` is None, else reckoned from the newest reading at that rate.
    """

    start: Day
    value: Fraction
    mark: Fraction
    day: Day
    rate: Rate | None


class Gauge:
    """What the logbook tells of one meter of one asset."""

    def __init__(self, meter: Meter, readings: Iterable[tuple[Day, Fraction]]) -> None:
        self.meter = meter
        newest: dict[Day, Fraction] = {}
        for day, value in readings:
            newest[day] = max(value, newest.get(day, value))
        self._readings = sorted(newest.items())
        self._days = [day for day, _ in self._readings]

    @property
    def newest(self) -> Day | None:
        """The day of the newest reading; None where nobody ever read it."""
        return self._days[-1] if self._days else None

    def fall_after(self, done: Day | None) -> tuple[tuple[Day, Fraction], tuple[Day, Fraction]] | None:
        """Return the newest reading after it was done that is less than the one before it, behind that one."""
        falls = [(before, after) for before, after in pairwise(self._readings) if after[1] < before[1]]
        return next((fall for fall in reversed(falls) if done is None or fall[1][0] > done), None)

    def due_after(self, done: Day | None) -> Day | None:
        """Return the day on which so many units have run since it was done; None where that cannot be told."""
        mark = self.mark_after(done)
        return None if mark is None else mark.day

    def mark_after(self, done: Day | None) -> Mark | None:
        """Return how that day is reckoned.

        Before it was ever done it counts from the first reading. Once a reading is past the mark, due is that
        reading's day, and stays.
        """
        if not self._readings:
            return None
        start = self._days[0] if done is None else done
        value = self._value_on(start)
        if value is None:
            return None
        mark = value + self.meter.every
        for day, reading in self._readings:
            if day > start and reading >= mark:
                return Mark(start, value, mark, day, None)
        rate = self.rate
        if rate is None:
            return None
        newest_day, newest_value = self._readings[-1]
        day = newest_day + (mark - newest_value) // rate.a_day
        return Mark(start, value, mark, day, rate) if day <= LAST_DAY else None

    @property
    def readings(self) -> Sequence[tuple[Day, Fraction]]:
        """The readings it reckons with, one a day, oldest first."""
        return self._readings

    def _value_on(self, day: Day) -> Fraction | None:
        """Return the reading of a day, between two readings as if it ran evenly, past the newest at its rate."""
        here = bisect_right(self._days, day)
        if here == 0:
            return self._readings[0][1]
        before_day, before = self._readings[here - 1]
        if here < len(self._days):
            after_day, after = self._readings[here]
            return before + (after - before) * (day - before_day) / (after_day - before_day)
        rate = self.rate
        if day == before_day:
            return before
        return None if rate is None else before + rate.a_day * (day - before_day)

    @property
    def rate(self) -> Rate | None:
        """How fast it runs; None where no reading is old enough, or it does not run."""
        if not self._readings:
            return None
        newest_day, newest = self._readings[-1]
        here = bisect_right(self._days, newest_day - _SPAN)
        if here == 0:
            return None
        day, value = self._readings[here - 1]
        return Rate(newest - value, newest_day - day) if newest > value else None


def gauge_of(series: Series, logbook: Logbook) -> Gauge | None:
    """Return the meter that a series goes by, with all that was read of it; None where it goes by none."""
    meter, asset = series.task.meter, series.asset
    if meter is None:
        return None
    return Gauge(meter, readings_of(logbook.readings((asset.id, *asset.formerly), meter.of)))


def readings_of(entries: Iterable[Entry]) -> list[tuple[Day, Fraction]]:
    """Return the readings that entries tell, as exact numbers: a day must not hang on how a fraction is rounded."""
    from fractions import Fraction

    found = []
    for entry in entries:
        value = entry.more.get("value")
        if isinstance(value, str):  # a line without one, or with a word for it, is a finding of its own
            found.append((entry.on, Fraction(value)))
    return found
