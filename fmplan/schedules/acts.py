"""From the logbook to acts: which entries concern a series, its own and those of larger tasks that include it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from fmplan.logbook.entry import Entry, Kind
from fmplan.logbook.values import NO_ACCESS, parse_for
from fmplan.schedules.act import Act, ActKind
from fmplan.schedules.series import Anchor, AnchorOrigin, Series
from fmplan.schedules.task import Task

KINDS: Final = {
    Kind.DONE.value: ActKind.DONE,
    Kind.SKIPPED.value: ActKind.SKIPPED,
    Kind.DEFERRED.value: ActKind.DEFERRED,
    Kind.BOOKED.value: ActKind.BOOKED,
}


def acts_of(series: Series, by_task: Mapping[str, Sequence[Entry]], larger: Sequence[Task]) -> list[Act]:
    """Return what the logbook says of one series; `larger` are the tasks of the asset that include its task.

    A larger task's entry closes what it says under `closes`; one that says nothing closes this task's next, unless
    that was recorded for the same day already, by itself or with another larger task. One that names others, and not
    this task, closes nothing of it.
    """
    acts = [act for entry in _entries(series.task, by_task) if (act := _own(entry)) is not None]
    if not larger:
        return acts
    included = [
        act
        for task in larger
        for entry in _entries(task, by_task)
        if (act := _included(entry, series.task, task)) is not None
    ]
    days = {act.on for act in acts if act.kind is ActKind.DONE} | {act.on for act in included if act.named is not None}
    for act in sorted(included, key=lambda one: one.is_left_out):
        if act.named is not None or act.on not in days:
            acts.append(act)
            days.add(act.on)
    return acts


def _entries(task: Task, by_task: Mapping[str, Sequence[Entry]]) -> Iterator[Entry]:
    for name in names_of(task):
        yield from by_task.get(name, ())


def names_of(task: Task) -> Iterator[str]:
    """Yield every name a task has or had: with its schedule's, where two bring the same id."""
    yield task.id
    if task.bare_id != task.id:
        yield task.bare_id
    elif task.schedule:
        yield f"{task.schedule}/{task.bare_id}"


def names_of_all(tasks: Iterable[Task]) -> Collection[str]:
    """Return every name of some tasks: the entries of all of them, and of no other."""
    return {name for task in tasks for name in names_of(task)}


def _own(entry: Entry) -> Act | None:
    kind = KINDS.get(entry.kind)
    if kind is None or entry.result == NO_ACCESS:
        return None
    return Act(kind, entry.on, entry, _name(entry.for_), "", entry.to, entry.next)


def _name(named: str | None) -> str | None:
    """Return what an entry names as keys have it: an extra visit may be written `+1` or `+02` as well."""
    return parse_for(named) if named is not None and "+" in named else named


def _included(entry: Entry, task: Task, larger: Task) -> Act | None:
    if entry.kind != Kind.DONE.value or entry.result == NO_ACCESS:
        return None
    closes = entry.closes
    if not closes:
        return Act(ActKind.DONE, entry.on, entry, None, larger.bare_id)
    named: object = closes.get(task.id, closes.get(task.bare_id))
    if named is None:
        # Numbers have to be written, due dates need not: a list of numbers alone is not all that was closed.
        if task.hangs_on_the_logbook:
            return None
        only_numbers = all(isinstance(one, int) for one in closes.values())
        return Act(ActKind.DONE, entry.on, entry, None, larger.bare_id, is_left_out=not only_numbers)
    name = f"#{named}" if isinstance(named, int) else _name(str(named))
    return Act(ActKind.DONE, entry.on, entry, name, larger.bare_id)


def since_the_newest(series: Series, acts: Iterable[Act]) -> Series:
    """Return the series as it counts from what was done before it begins: an entry there counts as `last`."""
    before = (act for act in acts if act.kind is ActKind.DONE and act.on < series.begin and not act.is_left_out)
    newest = max((act.on for act in before), default=None)
    if newest is None or (series.last is not None and series.last >= newest):
        return series
    last = Anchor(newest, AnchorOrigin.LAST)
    older = tuple((form, anchor if anchor.origin is AnchorOrigin.FIRST else last) for form, anchor in series.older)
    is_set = series.anchor.origin is AnchorOrigin.FIRST and not series.task.is_floating
    return replace(series, last=newest, anchor=series.anchor if is_set else last, older=older)
