"""Which units are due on a date, as text: `7-12`, `39-40, 1-2`."""

from __future__ import annotations

from collections.abc import Sequence

from fmplan.dates.day import ISO
from fmplan.exports.plain import one_line
from fmplan.schedules.occurrence import Occurrence
from fmplan.schedules.plan import Plan
from fmplan.schedules.rotation import as_ranges, least_recent_first, units_from
from fmplan.schedules.series import Series


class Turns:
    """The units of the occurrences of one plan, reckoned when they are asked for."""

    def __init__(self, plan: Plan) -> None:
        self._earlier = plan.earlier
        self._dates: dict[int, Sequence[Occurrence]] = {}
        if plan.earlier:
            pairs = zip(plan.series, plan.by_series, strict=True)
            self._dates = {one.rank: dates for one, dates in pairs if one.turn is not None}
        self._by_rank: dict[int, dict[str, str]] = {}
        self._texts = _Texts()

    def units_of(self, series: Series, key: str) -> str | None:
        """Return the units due on the date of this key; None where none take turns, or nobody says how many."""
        if series.turn is None:
            return None
        units = self._by_rank.get(series.rank)
        if units is None:
            units = self._by_rank[series.rank] = self._of_series(series)
        return units.get(key)

    def _of_series(self, series: Series) -> dict[str, str]:
        turn = series.turn
        if turn is None or turn.units is None:
            return {}
        stem = f"{series.key}/"
        dates = enumerate(self._dates.get(series.rank, ()), self._earlier.get(series.rank, 0))
        return {
            stem + (one.tail or ISO[one.due]): self._texts[turn.units, turn.each, n * turn.each % turn.units]
            for n, one in dates
        }


class _Texts(dict[tuple[int, int, int], str]):
    """The units of a date by how many there are, how many are due and where in their order; thousands are alike."""

    def __missing__(self, turn: tuple[int, int, int]) -> str:
        units, each, start = turn
        # No unit was covered yet that the planner knew of: the logbook will say.
        found = self[turn] = as_ranges(units_from(least_recent_first(units, {}), each, start))
        return found


def with_units(text: str, units: str | None) -> str:
    """Return the name of a task with the units that are due behind it."""
    return one_line(f"{text} ({units})") if units else text
