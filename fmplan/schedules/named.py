"""Whether all that was recorded of a task closes dates of its rule by naming them: then nothing can be amiss with it.

So it is of nearly every task. It is seen from the sets of days that were found in reading, without a look at an entry.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import Final

from fmplan.dates.day import FIRST_DAY, LAST_DAY, Day
from fmplan.dates.dayset import Days, days_of, span_of
from fmplan.logbook.closed import DUE, Closed
from fmplan.logbook.entries import Logbook
from fmplan.logbook.entry import Entry
from fmplan.logbook.outline import ACT, CLOSES
from fmplan.schedules.acts import acts_of, names_of, names_of_all
from fmplan.schedules.covering import including_tasks
from fmplan.schedules.likeness import is_shared, likeness
from fmplan.schedules.series import AnchorOrigin, Series
from fmplan.schedules.slots import due_days
from fmplan.schedules.task import After, Before, Event, Meter, OncePer

_HANGING: Final = (After, Before, Meter)
"""Such rules have dates only beside what they hang on."""

_FURTHER: Final = 62
"""So many days more are laid out at once, as far as what was recorded of others alike may reach."""


class Named:
    """Tells which series of an asset have to be looked at, and remembers the due days that series alike share."""

    def __init__(self, logbook: Logbook, today: Day) -> None:
        # What fits a rule with all that is written fits it as far as it is seen, too.
        self._whole = logbook
        self._seen = logbook.seen_on(today)
        self._is_all_seen = all(volume.contents.newest <= today for volume in logbook.volumes)
        self._shared: dict[int, bool] = {}
        self._days: dict[Hashable, tuple[Day, Days]] = {}
        self._events: dict[str, Days] = {}

    def in_doubt(self, group: Sequence[Series]) -> Collection[int]:
        """Return the ranks of the series of an asset with an act that may not close a date of its own by naming it."""
        asset = group[0].asset
        ids = (asset.id, *asset.formerly)
        are_alone = not any(one.task.covers for one in group)
        if are_alone and self._is_all_seen:
            return self._in_doubt_alone(group, self._closed_of(ids, group))
        told = {task: outline for task, outline in self._seen.outlines_of(ids).items() if outline.count(ACT)}
        if not told:
            return ()
        closed = self._closed_of(ids, group)
        if are_alone:
            return self._in_doubt_alone(group, {task: closed[task] for task in told if task in closed})
        including = including_tasks({one.task.bare_id: one.task for one in group})
        naming = self._naming(ids, [task for task in told if told[task].count(CLOSES)])
        doubts = []
        for one in group:
            larger = including.get(one.task.bare_id, ())
            names = names_of_all(larger) & told.keys()
            if any(told[name].days[0] < one.begin for name in names):
                doubts.append(one.rank)  # it counts from another day
                continue
            named = {act.named for act in acts_of(one, naming, larger) if act.by and act.named} if names else set()
            is_spoken_of = not told.keys().isdisjoint(names_of(one.task))
            if (is_spoken_of or named) and not self._is_all(one, closed if is_spoken_of else {}, named):
                doubts.append(one.rank)
        return frozenset(doubts)

    def _in_doubt_alone(self, group: Sequence[Series], closed: Mapping[str, Closed]) -> Collection[int]:
        """Return what `in_doubt` does of an asset none of whose tasks covers another."""
        spoken_of = (one for one in group if not closed.keys().isdisjoint(names_of(one.task)))
        return frozenset(one.rank for one in spoken_of if not self._is_all(one, closed, ()))

    def _closed_of(self, ids: Sequence[str], group: Sequence[Series]) -> Mapping[str, Closed]:
        # What is taken back on a later day is still there.
        logbook = self._seen if self._whole.takes_back(ids) else self._whole
        return logbook.closed_of(ids, names_of_all(one.task for one in group))

    def _naming(self, ids: Sequence[str], tasks: Collection[str]) -> Mapping[str, Sequence[Entry]]:
        """Return the entries of tasks that name dates of smaller ones."""
        if not tasks:
            return {}
        by_task = self._seen.tasks_of(ids, tasks)
        return {task: [entry for entry in entries if entry.closes] for task, entries in by_task.items()}

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
        since = self._whole.since
        for due in map(DUE.__getitem__, named):
            if due < since or days >> due - since & 1:
                return False
            days |= 1 << due - since
        return not days & ~self._due_days(series, since + days.bit_length())

    def _due_days(self, series: Series, end: Day) -> Days:
        """Return the days that name the dates of a series up to `end`, and perhaps later ones."""
        if isinstance(series.task.timing, Event):
            return self._days_of_event(series.task.timing.name, series)
        task = id(series.task)
        if task not in self._shared:
            self._shared[task] = is_shared(series.task)
        if not self._shared[task] or series.asset.suspended:
            return self._reckoned(series, end)
        key = (task, _shared_by(series))
        until, days = self._days.get(key, (0, 0))
        if until < end:
            until = end + _FURTHER
            days = self._reckoned(series, until)
            self._days[key] = until, days
        return days

    def _days_of_event(self, name: str, series: Series) -> Days:
        """Return the days of an event, which name what is done after it; none where some may not count."""
        if series.end is not None or series.asset.suspended or series.task.season is not None:
            return 0
        if name not in self._events:
            self._events[name] = days_of((entry.on for entry in self._seen.events(name)), self._whole.since)
        return self._events[name] & ~span_of(FIRST_DAY, series.begin - 1, self._whole.since)

    def _reckoned(self, series: Series, end: Day) -> Days:
        return days_of(due_days(series, min(end, LAST_DAY)), self._whole.since)


def _shared_by(series: Series) -> Hashable:
    if not isinstance(series.task.timing, OncePer):
        return likeness(series, series.begin)
    # Where in its period a date is to stand changes nothing about when it is due.
    anchor = series.anchor
    is_set = anchor.is_done or anchor.origin is AnchorOrigin.FIRST
    return anchor.day if is_set else None, id(anchor.origin), series.begin, series.end
