"""Numbering: which number each act of a floating series has, and the history that comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from fmplan.dates.day import Day
from fmplan.schedules.act import ARRANGING, Act, ActKind, in_order
from fmplan.schedules.history import Arranged, Closing, History, Link, Mismatch
from fmplan.schedules.series import Series


def number_in(named: str | None) -> int:
    """Return the number in `#12`; 0 for a text that names no number."""
    digits = named[1:] if named is not None and named.startswith("#") else ""
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 7 else 0


def floating_history(series: Series, acts: Iterable[Act]) -> History:
    """Return the history of a floating series.

    The open occurrence has the highest recorded number, plus later completions without one, plus one: so an older
    entry that is added, undone or compacted renumbers nothing.
    """
    ordered = in_order(acts)
    closing = [act for act in ordered if act.kind not in ARRANGING]
    before = [act for act in closing if act.on < series.begin]
    done_before = [act for act in before if act.kind is ActKind.DONE]
    numbers = _Numbers(before)
    numbers.give(closing[len(before) :])
    links = [
        Link(number, Closing(act.kind, act.on, act.entry, act.by), act.next)
        for number, act in sorted(numbers.taken.items(), key=lambda one: (one[1].on, one[0]))
    ]
    return History(
        arranged=_arranged((act for act in ordered if act.kind in ARRANGING), links, numbers.top + 1),
        completions=tuple(sorted([*(act.on for act in done_before), *numbers.left_over])),
        links=tuple(links),
        number=numbers.top + 1,
        mismatches=tuple(numbers.mismatches),
        set_first=done_before[-1].next if done_before else None,
    )


class _Numbers:
    """The numbers that acts take: `top` is the highest, `left_over` are completions for which there was none."""

    def __init__(self, before: Iterable[Act]) -> None:
        """`before` is what was done before the series begins: history, and only its numbers go on."""
        self.taken: dict[int, Act] = {}
        self.top = max((number_in(act.named) for act in before), default=0)
        self.left_over: list[Day] = []
        self.mismatches: list[Mismatch] = []

    def give(self, acts: Sequence[Act]) -> None:
        """Give each act the number it names; those that name none go on from the highest, where they are later."""
        for act in acts:
            number = number_in(act.named)
            if number:
                self._take(number, act)
            elif act.named is not None:
                self.mismatches.append(Mismatch("names-nothing", act.entry, act.named))
        since = self.taken[max(self.taken)].on if self.taken else None
        self.top = max(self.taken, default=self.top)
        for act in acts:
            if number_in(act.named):
                continue
            if since is None or act.on > since:
                self.top += 1
                self.taken[self.top] = act
            else:
                self._leave(act)

    def _take(self, number: int, act: Act) -> None:
        other = self.taken.get(number)
        if other is None:
            self.taken[number] = act
            return
        stands, falls = (act, other) if act.stands_over(other) else (other, act)
        self.taken[number] = stands
        if not falls.by:
            self.mismatches.append(Mismatch("closed-twice", falls.entry, f"#{number}", stands.entry))
        self._leave(falls)

    def _leave(self, act: Act) -> None:
        if act.kind is ActKind.DONE:
            self.left_over.append(act.on)


def _arranged(acts: Iterable[Act], links: Sequence[Link], open_: int) -> Mapping[str, Arranged]:
    """Return the day that was agreed on for each number: without one, of what was open on the day of the act."""
    found = {}
    for act in acts:
        if act.to is not None:
            named = number_in(act.named) or next((one.number for one in links if one.closing.on >= act.on), open_)
            found[f"#{named}"] = Arranged(act.kind, act.to, act.entry)
    return found
