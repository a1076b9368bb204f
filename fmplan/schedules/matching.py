"""Matching: which date of a fixed series each act is for, and the history that comes of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from fmplan.dates.day import ISO, LAST_DAY, Day
from fmplan.dates.ranges import parse_day
from fmplan.schedules.act import ARRANGING, Act, ActKind, in_order
from fmplan.schedules.history import Arranged, Closing, History, Mismatch
from fmplan.schedules.meant import LONG, opening_days, period_on, slot_meant
from fmplan.schedules.series import Series
from fmplan.schedules.slots import Slot
from fmplan.schedules.task import OncePer, period_days


def looked_ahead(series: Series, acts: Iterable[Act], horizon: Day) -> Day:
    """Return how far the slots of a series have to be laid out so that each act finds its own, in any range."""
    far = horizon
    period = int(max(map(period_days, (series.task.timing, *(form.timing for form, _ in series.older)))) or LONG)
    for act in acts:
        far = max(far, act.on + period + 31)
        if act.named is not None and act.named > ISO[horizon] and not act.named.startswith("#"):
            far = max(far, parse_day(act.named[:10]))
    return min(far, LAST_DAY)


def fixed_history(series: Series, slots: Sequence[Slot], acts: Iterable[Act]) -> History:
    """Return the history of a fixed series; the order of the acts changes nothing."""
    ordered = in_order(acts)
    matcher = _Matcher(series, slots, ordered)
    done = [act for act in ordered if act.kind is ActKind.DONE and not act.is_left_out]
    before = [act for act in done if act.on < series.begin]
    if before and before[-1].next is not None:
        matcher.go_on_at(before[-1].next, -1)
    for act in ordered:
        matcher.match(act)
    return History(
        matcher.slots,
        {name: Closing(act.kind, act.on, act.entry, act.by) for name, act in matcher.closings.items()},
        matcher.arranged,
        tuple(sorted(matcher.completions)),
        mismatches=tuple(matcher.mismatches),
    )


class _Matcher:
    """The slots of a series while its acts, in order, are matched to them: which are closed, and what is left over."""

    def __init__(self, series: Series, slots: Sequence[Slot], acts: Iterable[Act]) -> None:
        self.series = series
        self.slots: Sequence[Slot] = slots
        self.closings: dict[str, Act] = {}
        self.arranged: dict[str, Arranged] = {}
        self.completions: list[Day] = []
        self.mismatches: list[Mismatch] = []
        self._names: dict[str, str] | None = None
        self._opening: list[Day] | None = None
        # What acts close by name is kept from those that name nothing.
        named = ((act, self._known(act.named)) for act in acts if act.kind not in ARRANGING)
        self._reserved = {name for act, name in named if name is not None and not self._is_too_early(act, name)}

    def match(self, act: Act) -> None:
        """Let an act close a date or agree on its day, or count it as a completion."""
        if act.is_left_out:
            # Where nothing was left to close, it was done once more; else somebody says that it was not done.
            if act.on >= self.series.begin and self._meant(act) is None:
                self._count(act)
            return
        name = self._known(act.named)
        if name is None:
            if act.on < self.series.begin:  # history: nothing is owed for it
                self._count(act)
                return
            if act.named is not None:
                self.mismatches.append(Mismatch("names-nothing", act.entry, act.named))
            name = self._meant(act)
        if act.kind in ARRANGING:
            if name is not None and act.to is not None:
                self.arranged[name] = Arranged(act.kind, act.to, act.entry)
        elif name is None:
            self._count(act)
            if act.next is not None:
                self.go_on_at(act.next, bisect_right(self._opening_days(), act.on) - 1)
        elif self._is_too_early(act, name):
            self._count(act)
        else:
            self._close(name, act)

    def go_on_at(self, day: Day, here: int) -> None:
        """Let the date an inspector set take the place of the rule's next after slot `here`, and of those up to it.

        What was closed stays, also by an entry of a later day: a sheet may be recorded long after its time.
        """
        closed = self.closings.keys() | self._reserved
        later = [one for one in self.slots[here + 1 :] if one.name not in closed]
        gone = {one.name for one in later if one.due <= day}
        if later and not gone and self._is_meant_by(later[0], day):
            gone.add(later[0].name)
        left = [one for number, one in enumerate(self.slots) if number <= here or one.name not in gone]
        is_in_life = self.series.end is None or day <= self.series.end
        if is_in_life and all(one.due != day for one in left):
            left.append(Slot(day, day, self.series.begin))
        self.slots = sorted(left, key=lambda one: one.due)
        self._names = self._opening = None

    def _close(self, name: str, act: Act) -> None:
        other = self.closings.get(name)
        if other is not None:
            stands, falls = (act, other) if act.stands_over(other) else (other, act)
            if not falls.by and other.entry is not act.entry:
                self.mismatches.append(Mismatch("closed-twice", falls.entry, name, stands.entry))
            self._count(falls)
            self.closings[name] = stands
            if stands is other:
                return
        self.closings[name] = act
        if act.next is not None:
            here = next((number for number, one in enumerate(self.slots) if one.name == name), None)
            if here is not None:
                self.go_on_at(act.next, here)

    def _count(self, act: Act) -> None:
        if act.kind is ActKind.DONE:
            self.completions.append(act.on)

    def _known(self, named: str | None) -> str | None:
        """Return the occurrence that a text names; an extra visit between two slots ends with a plus."""
        if named is None:
            return None
        if self._names is None:
            self._names = {ISO[slot.due]: slot.name for slot in self.slots}
            self._names |= {slot.name: slot.name for slot in self.slots}
        found = self._names.get(named)
        if found is None and "+" in named and named.partition("+")[0] in self._names:
            return named
        return found

    def _opening_days(self) -> list[Day]:
        if self._opening is None:
            self._opening = opening_days(self.series, self.slots)
        return self._opening

    def _meant(self, act: Act) -> str | None:
        """Return the open occurrence that an act is for by its day alone; None where it is for none."""
        # What is put off now may be closed by name later.
        kept: set[str] = set() if act.kind in ARRANGING else self._reserved

        def is_open(slot: Slot) -> bool:
            return (name := slot.name) not in self.closings and name not in kept

        slot = slot_meant(self.series, self.slots, self._opening_days(), act, is_open)
        return None if slot is None else slot.name

    def _is_too_early(self, act: Act, name: str) -> bool:
        """Whether work was done so long before it was due that it does not close it: China's lift inspection.

        Where the inspector set the date of the next one, that counts.
        """
        keep = self.series.task.keep_anchor
        if keep is None or act.kind is not ActKind.DONE or act.next is not None:
            return False
        slot = next((one for one in self.slots if one.name == name), None)
        return slot is not None and act.on < keep.after(slot.due, -1)

    def _is_meant_by(self, slot: Slot, day: Day) -> bool:
        """Whether an inspector's date stands for a later one of the rule, rather than for a visit in between."""
        if isinstance(self.series.timing_on(slot.due), OncePer):
            return slot.low <= day
        return slot.due - day <= period_on(self.series, slot.due) // 2
