"""History: what the logbook says of one series, matched to its occurrences (docs/dates.md, 5).

An entry that names its occurrence closes that one. One that names none closes what an engineer would say it was
for. What closes nothing still counts as a completion: caps and least gaps look back at it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from itertools import pairwise
from typing import Final

from msgspec import Struct, field

from fmplan.dates.day import ISO, LAST_DAY, Day
from fmplan.dates.ranges import parse_day
from fmplan.logbook.entry import Entry
from fmplan.schedules.due import calendar_parts
from fmplan.schedules.series import Series
from fmplan.schedules.slots import Slot
from fmplan.schedules.task import After, Event, OncePer, Timing, period_days


class Act(Struct, frozen=True):
    """One entry of the logbook as it concerns one series.

    `named` is the occurrence it names, None for none: a due date or `#12`. `by` is the bare id of the larger task
    that was done, where it is that task's entry. `next` is the date an inspector set.
    """

    kind: ActKind
    on: Day
    entry: Entry
    named: str | None = None
    by: str = ""
    to: Day | None = None
    next: Day | None = None
    is_left_out: bool = False


class ActKind(Enum):
    """What an act does to an occurrence."""

    DONE = 0
    SKIPPED = 1
    DEFERRED = 2
    BOOKED = 3


ARRANGING: Final = frozenset({ActKind.DEFERRED, ActKind.BOOKED})
"""What closes nothing, and only agrees on a day."""


class Closing(Struct, frozen=True):
    """How an occurrence was closed: done or skipped, on which day, by which entry.

    `by` is the bare id of the larger task it was done with, empty for one done by itself; `with_` the key of the
    occurrence it was done with, where that is one it hangs on.
    """

    kind: ActKind
    on: Day
    entry: Entry | None
    by: str = ""
    with_: str = ""


class Arranged(Struct, frozen=True):
    """The day an open occurrence was deferred to, or booked for."""

    kind: ActKind
    to: Day
    entry: Entry


class Link(Struct, frozen=True):
    """One closed occurrence of a floating series: its number, and the completions between it and the one before."""

    number: int
    closing: Closing
    next: Day | None


class Mismatch(Struct, frozen=True):
    """An entry that does not go together with the plan: `code` of the finding, what it named, and who closed that."""

    code: str
    entry: Entry
    named: str
    closed_by: Entry | None = None


class History(Struct, frozen=True):
    """What the logbook says of one series.

    `closings` and `arranged` go by the end of the key of an occurrence: its due date, `#12`. `completions` are days
    on which it was done without closing anything, in order. `links` are the closed occurrences of a floating
    series in the order they were closed, `number` is that of its open one; `set_first` is the date that an inspector
    set for its first before it begins. `slots` are those of a fixed series, the inspectors' dates among them.
    """

    slots: Sequence[Slot] = ()
    closings: Mapping[str, Closing] = field(default_factory=dict)
    arranged: Mapping[str, Arranged] = field(default_factory=dict)
    completions: Sequence[Day] = ()
    links: Sequence[Link] = ()
    number: int = 1
    mismatches: Sequence[Mismatch] = ()
    set_first: Day | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the logbook says nothing of the series."""
        return not (self.closings or self.arranged or self.completions or self.links)


NONE: Final = History()
"""The history of a series that the logbook says nothing of."""


def in_order(acts: Iterable[Act]) -> list[Act]:
    """Return acts by day, those of one day by the ids of their entries: the order they are read in changes nothing."""
    ordered = sorted(acts, key=lambda act: act.on)
    if any(one.on == other.on for one, other in pairwise(ordered)):
        ordered.sort(key=lambda act: (act.on, act.entry.id))  # an id is reckoned from the whole line
    return ordered


def looked_ahead(series: Series, acts: Iterable[Act], horizon: Day) -> Day:
    """Return how far the dates of a series have to be laid out so that each act finds its own, in any range."""
    far = horizon
    period = int(max(map(period_days, (series.task.timing, *(form.timing for form, _ in series.older)))) or _LONG)
    for act in acts:
        far = max(far, act.on + period + 31)
        if act.named is not None and act.named > ISO[horizon] and not act.named.startswith("#"):
            far = max(far, parse_day(act.named[:10]))
    return min(far, LAST_DAY)


def name_of(slot: Slot) -> str:
    """Return the end of the key of a slot's occurrence."""
    return slot.tail or ISO[slot.due]


def timing_on(series: Series, day: Day) -> Timing:
    """Return the form of the rule that holds on a day: an older one until its own."""
    return next((form.timing for form, _ in series.older if day <= form.until), series.task.timing)


def _stands_over(act: Act, other: Act) -> bool:
    """Whether an act stands where both close one occurrence: work done over skipped, by itself over with another.

    Of two alike the newer one, then that of the higher id: so they come here in order.
    """
    return _weight(act) >= _weight(other)


def _weight(act: Act) -> int:
    if act.kind is not ActKind.DONE:
        return 0
    return 1 if act.by else 2


# Fixed series


def fixed_history(series: Series, slots: Sequence[Slot], acts: Iterable[Act]) -> History:
    """Return the history of a fixed series; the order of the acts changes nothing."""
    matcher = _Matcher(series, slots)
    ordered = in_order(acts)
    matcher.reserve(ordered)
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
    def __init__(self, series: Series, slots: Sequence[Slot]) -> None:
        self.series = series
        self.task = series.task
        self.slots: Sequence[Slot] = slots
        self.closings: dict[str, Act] = {}
        self.arranged: dict[str, Arranged] = {}
        self.completions: list[Day] = []
        self.mismatches: list[Mismatch] = []
        self._reserved: set[str] = set()
        self._names: dict[str, str] | None = None
        self._opening_days: list[Day] | None = None

    def reserve(self, acts: Iterable[Act]) -> None:
        """Keep what these acts close by name from those that name nothing."""
        closing = [act for act in acts if act.kind not in ARRANGING]
        named = ((act, self._known(act.named)) for act in closing)
        self._reserved = {name for act, name in named if name is not None and not self._is_too_early(act, name)}

    def match(self, act: Act) -> None:
        if act.is_left_out:
            # Where nothing was left to close, it was done once more; else somebody says that it was not done.
            if act.on >= self.series.begin and self._chosen(act) is None:
                self._count(act)
            return
        name = self._known(act.named)
        if name is None:
            if act.on < self.series.begin:  # history: nothing is owed for it
                self._count(act)
                return
            if act.named is not None:
                self.mismatches.append(Mismatch("names-nothing", act.entry, act.named))
            name = self._chosen(act)
        if act.kind in ARRANGING:
            if name is not None and act.to is not None:
                self.arranged[name] = Arranged(act.kind, act.to, act.entry)
        elif name is None:
            self._count(act)
            if act.next is not None:
                self.go_on_at(act.next, bisect_right(self._days(), act.on) - 1)
        elif self._is_too_early(act, name):
            self._count(act)
        else:
            self._close(name, act)

    def _close(self, name: str, act: Act) -> None:
        other = self.closings.get(name)
        if other is not None:
            stands, falls = (act, other) if _stands_over(act, other) else (other, act)
            if not falls.by and other.entry is not act.entry:
                self.mismatches.append(Mismatch("closed-twice", falls.entry, name, stands.entry))
            self._count(falls)
            self.closings[name] = stands
            if stands is other:
                return
        self.closings[name] = act
        if act.next is not None:
            here = next((number for number, one in enumerate(self.slots) if name_of(one) == name), None)
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
            self._names = {ISO[slot.due]: name_of(slot) for slot in self.slots}
            self._names |= {name_of(slot): name_of(slot) for slot in self.slots}
        found = self._names.get(named)
        if found is None and "+" in named and named.partition("+")[0] in self._names:
            return named
        return found

    def _days(self) -> list[Day]:
        """Return from which day on each slot may be meant: when it is due, or when what it follows was done."""
        if self._opening_days is None:
            timing = self.task.timing
            if isinstance(timing, Event):
                self._opening_days = [parse_day(name_of(slot)) for slot in self.slots]
            elif isinstance(timing, After):
                self._opening_days = [min(slot.target, timing.within.after(slot.due, -1)) for slot in self.slots]
            else:
                self._opening_days = [slot.due for slot in self.slots]
        return self._opening_days

    def _chosen(self, act: Act) -> str | None:
        """Return the open occurrence that an act names by its day alone; None where it is for none.

        A larger task closes the next of this one, however far it is.
        """
        timing = timing_on(self.series, act.on)
        if isinstance(timing, OncePer):
            return self._oldest_of_period(act, timing)
        days = self._days()
        here = bisect_right(days, act.on)
        for number in range(here - 1, -1, -1):
            if not act.by and act.on - days[number] >= self._period(days[number]):
                break
            if self._is_open(self.slots[number], act):
                return name_of(self.slots[number])
        if isinstance(timing, Event) or (isinstance(timing, After) and not act.by):
            return None  # nobody looks at the damage before the storm, nor takes the sample before the cleaning
        for number in range(here, len(days)):
            if not act.by and self._is_too_far(act.on, days[number]):
                break
            if self._is_open(self.slots[number], act):
                return name_of(self.slots[number])
        return None

    def _period(self, day: Day) -> float:
        return period_days(timing_on(self.series, day)) or _LONG

    def _is_too_far(self, on: Day, due: Day) -> bool:
        keep = self.task.keep_anchor
        return due - on > self._period(due) // 2 if keep is None else on < keep.after(due, -1)

    def _oldest_of_period(self, act: Act, timing: OncePer) -> str | None:
        whole = calendar_parts(timing.period, 1, act.on, act.on, self.task.season)
        if not whole:
            return None
        start, end = whole[0].start, whole[-1].end
        return next((name_of(one) for one in self.slots if start <= one.due <= end and self._is_open(one, act)), None)

    def _is_open(self, slot: Slot, act: Act) -> bool:
        name = name_of(slot)
        # What is put off now may be closed by name later.
        return name not in self.closings and (act.kind in ARRANGING or name not in self._reserved)

    def _is_too_early(self, act: Act, name: str) -> bool:
        """Whether work was done so long before it was due that it does not close it: China's lift inspection.

        Where the inspector set the date of the next one, that counts.
        """
        keep = self.task.keep_anchor
        if keep is None or act.kind is not ActKind.DONE or act.next is not None:
            return False
        slot = next((one for one in self.slots if name_of(one) == name), None)
        return slot is not None and act.on < keep.after(slot.due, -1)

    def go_on_at(self, day: Day, here: int) -> None:
        """Let the date an inspector set take the place of the rule's next after slot `here`, and of those up to it.

        What was closed stays, also by an entry of a later day: a sheet may be recorded long after its time.
        """
        closed = self.closings.keys() | self._reserved
        later = [one for one in self.slots[here + 1 :] if name_of(one) not in closed]
        gone = {name_of(one) for one in later if one.due <= day}
        if later and not gone and self._is_meant_by(later[0], day):
            gone.add(name_of(later[0]))
        left = [one for number, one in enumerate(self.slots) if number <= here or name_of(one) not in gone]
        is_in_life = self.series.end is None or day <= self.series.end
        if is_in_life and all(one.due != day for one in left):
            left.append(Slot(day, day, self.series.begin))
        self.slots = sorted(left, key=lambda one: one.due)
        self._names = self._opening_days = None

    def _is_meant_by(self, slot: Slot, day: Day) -> bool:
        """Whether an inspector's date stands for a later one of the rule, rather than for a visit in between."""
        timing = timing_on(self.series, slot.due)
        if isinstance(timing, OncePer):
            return slot.low <= day
        return slot.due - day <= self._period(slot.due) // 2


_LONG: Final = 366.0
"""For rules without a period of their own, such as a list of dates."""


# Floating series


def floating_history(series: Series, acts: Iterable[Act]) -> History:
    """Return the history of a floating series.

    The open occurrence has the highest recorded number, plus later completions without one, plus one: so an older
    entry that is added, undone or compacted renumbers nothing.
    """
    ordered = in_order(acts)
    numbered: dict[int, Act] = {}
    unnumbered: list[Act] = []
    completions: list[Day] = []
    mismatches: list[Mismatch] = []
    top = 0
    set_first: Day | None = None
    for act in ordered:
        if act.kind in ARRANGING:
            continue
        number = number_in(act.named) or None
        if act.on < series.begin:  # history: only its numbers go on
            top = max(top, number or 0)
            if act.kind is ActKind.DONE:
                completions.append(act.on)
                set_first = act.next
        elif number is None:
            if act.named is not None:
                mismatches.append(Mismatch("names-nothing", act.entry, act.named))
            unnumbered.append(act)
        else:
            other = numbered.get(number)
            if other is None:
                numbered[number] = act
                continue
            stands, falls = (act, other) if _stands_over(act, other) else (other, act)
            numbered[number] = stands
            if not falls.by:
                mismatches.append(Mismatch("closed-twice", falls.entry, f"#{number}", stands.entry))
            if falls.kind is ActKind.DONE:
                completions.append(falls.on)
    since = numbered[max(numbered)].on if numbered else None
    top = max(numbered, default=top)
    for act in unnumbered:
        if since is None or act.on > since:
            top += 1
            numbered[top] = act
        elif act.kind is ActKind.DONE:
            completions.append(act.on)
    links = [
        Link(number, Closing(act.kind, act.on, act.entry, act.by), act.next)
        for number, act in sorted(numbered.items(), key=lambda one: (one[1].on, one[0]))
    ]
    arranged = {}
    for act in ordered:
        if act.kind in ARRANGING and act.to is not None:
            named = number_in(act.named)
            if not named:
                # Whatever was open that day.
                named = next((link.number for link in links if link.closing.on >= act.on), top + 1)
            arranged[f"#{named}"] = Arranged(act.kind, act.to, act.entry)
    return History(
        (), {}, arranged, tuple(sorted(completions)), tuple(links), top + 1, tuple(mismatches), set_first
    )  # fmt: skip


def number_in(named: str | None) -> int:
    """Return the number in `#12`; 0 for a text that names no number."""
    digits = named[1:] if named is not None and named.startswith("#") else ""
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 7 else 0
