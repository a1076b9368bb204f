"""Whether all that was recorded of a task closes dates of its rule by naming them: then nothing can be amiss with it.

So it is of nearly every task. It is seen from the sets of days that were found in reading, without a look at an entry.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import Final

from fmplan.dates.day import LAST_DAY, Day
from fmplan.dates.dayset import Days, days_of
from fmplan.logbook.closed import DUE, Closed
from fmplan.logbook.entries import Logbook
from fmplan.logbook.entry import Entry
from fmplan.logbook.outline import ACT, CLOSES
from fmplan.schedules.acts import acts_of, including_tasks, names_of, names_of_all
from fmplan.schedules.likeness import is_shared, likeness
from fmplan.schedules.series import AnchorOrigin, Series
from fmplan.schedules.slots import due_days
from fmplan.schedules.task import After, Before, Event, Meter, OncePer, Task

_HANGING: Final = (After, Before, Event, Meter)
"""Such rules have dates only beside what they hang on."""

_FURTHER: Final = 62
"""So many days more are laid out at once, as far as what was recorded of others alike may reach."""


class Named:
    """Tells which series of an asset have to be looked at, and remembers the due days that series alike share."""

    def __init__(self, logbook: Logbook) -> None:
        """`logbook` is the whole one: what fits a rule with all that is written fits it as far as it is seen, too."""
        self._logbook = logbook
        self._days: dict[Hashable, tuple[Day, Days]] = {}

    def in_doubt(self, group: Sequence[Series], seen: Logbook) -> Collection[int]:
        """Return the ranks of the series of an asset with an act that may not close a date of its own by naming it.

        `seen` is the logbook as it is seen.
        """
        asset = group[0].asset
        ids = (asset.id, *asset.formerly)
        told = {task: outline for task, outline in seen.outlines_of(ids).items() if outline.count(ACT)}
        if not told:
            return ()
        closed = self._logbook.closed_of(ids)
        including = including_tasks({one.task.bare_id: one.task for one in group})
        doubts = []
        for one in group:
            names = names_of_all(including.get(one.task.bare_id, ())) & told.keys()
            if names and any(told[name].days[0] < one.begin for name in names):
                doubts.append(one.rank)  # it counts from another day
                continue
            naming = [name for name in names if told[name].count(CLOSES)]
            named = _named_by(one, including[one.task.bare_id], seen.tasks_of(ids, naming)) if naming else ()
            is_spoken_of = not told.keys().isdisjoint(names_of(one.task))
            if (is_spoken_of or named) and not self._is_all(one, closed if is_spoken_of else {}, named):
                doubts.append(one.rank)
        return frozenset(doubts)

    def _is_all(self, series: Series, closed: Mapping[str, Closed], named: Collection[str]) -> bool:
        """Tell whether each entry of a series closes a date of its own by naming it, and larger tasks' name others.

        What a larger task closes without naming it is never what somebody else has named.
        """
        task = series.task
        if task.hangs_on_the_logbook or isinstance(task.timing, _HANGING):
            return False
        of_it = [closed[name] for name in names_of(task) if name in closed]
        days = 0
        if of_it:
            said = of_it[0]
            if len(of_it) > 1 or not said.is_all or said.first < series.begin:
                return False
            days = said.days
        since = self._logbook.since
        for due in map(DUE.__getitem__, named):
            if due < since or days >> due - since & 1:
                return False
            days |= 1 << due - since
        return not days & ~self._due_days(series, since + days.bit_length())

    def _due_days(self, series: Series, end: Day) -> Days:
        """Return the due days of a series up to `end`, and perhaps later ones."""
        if not is_shared(series.task) or series.asset.suspended:
            return self._reckoned(series, end)
        key = (id(series.task), _shared_by(series))
        until, days = self._days.get(key, (0, 0))
        if until < end:
            until = end + _FURTHER
            days = self._reckoned(series, until)
            self._days[key] = until, days
        return days

    def _reckoned(self, series: Series, end: Day) -> Days:
        return days_of(due_days(series, min(end, LAST_DAY)), self._logbook.since)


def _named_by(series: Series, larger: Sequence[Task], by_task: Mapping[str, Sequence[Entry]]) -> Collection[str]:
    """Return the dates of a series that entries of larger tasks name."""
    return {act.named for act in acts_of(series, by_task, larger) if act.named is not None}


def _shared_by(series: Series) -> Hashable:
    if not isinstance(series.task.timing, OncePer):
        return likeness(series, series.begin)
    # Where in its period a date is to stand changes nothing about when it is due.
    anchor = series.anchor
    is_set = anchor.is_done or anchor.origin is AnchorOrigin.FIRST
    return anchor.day if is_set else None, id(anchor.origin), series.begin, series.end
