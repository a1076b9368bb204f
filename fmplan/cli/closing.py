"""Recording what concerns one date of a task: done, skipped, deferred or booked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from fmplan.assets.mistakes import listing
from fmplan.cli.asking import is_terminal, pick
from fmplan.cli.recording import Recording, RefusedError, said
from fmplan.cli.targets import targets
from fmplan.dates.day import ISO, Day
from fmplan.dates.ranges import parse_day
from fmplan.logbook.entry import Kind
from fmplan.logbook.values import NO_ACCESS, parse_for
from fmplan.schedules.expiry import certificate_id, certificate_of, is_certificate, is_contract, runs_out
from fmplan.schedules.occurrence import Occurrence
from fmplan.schedules.resolving import (
    Act,
    Outcome,
    View,
    chosen,
    is_closed,
    named,
    next_open,
    outcome,
    tail_of,
    view_of,
)
from fmplan.schedules.series import Series
from fmplan.schedules.task import Task

_ARRANGING: Final = frozenset({Kind.DEFERRED, Kind.BOOKED})


def add_closings(
    recording: Recording, given: Sequence[str] | None, kind: Kind, for_: str | None, keys: Mapping[str, Any]
) -> None:
    """Gather what became of one date of each series that is named. Raises RefusedError."""
    named_ones = targets(recording.opened, given)
    recording.look_up(one.asset for one in named_ones)
    for series in named_ones:
        add_closing(recording, series, kind, recording.day, for_, keys)


def add_closing(
    recording: Recording, series: Series, kind: Kind, day: Day, for_: str | None, keys: Mapping[str, Any]
) -> bool:
    """Gather what was done on a day of one date of a series, and tell what comes of it; `for_` names the date.

    `keys` are those of the line over and above who, when and for what. Tells whether it is new. Raises
    RefusedError.
    """
    if runs_out(series):
        raise RefusedError("TASK", _renewed_otherwise(series))
    for_ = None if for_ is None else _name(for_)
    act: Act = {"entry": kind.value, "on": ISO[day], "asset": series.asset.id, "task": series.task.id, **keys}
    before = _same(recording, series, act, for_)
    numbered = recording.numbered(act, before)
    if numbered is None:
        _tell_known(recording, series, act, before)
        return False
    opened = recording.opened
    view = view_of(
        opened.estate, opened.series, series, recording.logbook_for(series.asset.id), opened.lock, recording.today
    )
    one = _meant(recording, view, kind, day, for_, act)
    if one is not None:
        if kind in _ARRANGING:
            _require_inside(view, one, kind, parse_day(act["to"]), day)
        numbered = {**numbered, "for": tail_of(one)}
    result = outcome(view, numbered)
    if result.smaller:
        numbered = {**numbered, "closes": result.closes}
    # With its date named it may be another act than it was, or one that was taken back.
    numbered = recording.numbered(numbered, []) or numbered
    _tell(recording, series, numbered, one, result)
    recording.acts.append(numbered)
    return True


def _renewed_otherwise(series: Series) -> str:
    if is_contract(series):
        return f"the end of {series.asset.id}'s contract is no work: renew it, and correct `expires` in estate.yaml"
    tasks = certificate_of(series).from_
    how = f"record {' or '.join(tasks)} with --next" if tasks else "correct its date in the register"
    return f"{certificate_id(series)} is a certificate, and no work: {how}"


def _name(for_: str) -> str:
    try:
        return parse_for(for_)
    except ValueError as error:
        raise RefusedError("for", str(error)) from None


def _same(recording: Recording, series: Series, act: Act, for_: str | None) -> list[Mapping[str, Any]]:
    """Return what is recorded of this kind, asset, task and day; with `for_`, unless it is of another date."""
    task = series.task
    names = {task.id, task.bare_id, f"{task.schedule}/{task.bare_id}"}
    return [
        line
        for line in recording.lines_of(series.asset)
        if line["entry"] == act["entry"]
        and line["on"] == act["on"]
        and line.get("task") in names
        and (for_ is None or line.get("for", for_) == for_)
    ]


def _tell_known(recording: Recording, series: Series, act: Act, before: Sequence[Mapping[str, Any]]) -> None:
    known = before[-1]
    who = f"{series.asset.id} {series.task.id}"
    if known.get("to") != act.get("to"):
        raise RefusedError(
            "to",
            f"{who} was {known['entry']} to {known['to']} on this very day: take that back first, "
            f"fmplan undo {said(known).strip('[]')} --reason …",
        )
    named_for = f" for {known['for']}" if "for" in known else ""
    recording.tell(
        f"{who}: already recorded as {known['entry']} on {known['on']}{named_for} {said(known)}; nothing changes. "
        "A real second time: --again"
    )


def _meant(recording: Recording, view: View, kind: Kind, day: Day, for_: str | None, act: Act) -> Occurrence | None:
    """Return the occurrence that an act is for, None for none; asks where nobody can tell."""
    who = f"{view.series.asset.id} {view.series.task.id}"
    if for_ is not None:
        return _named(view, who, for_)
    found = chosen(view, parse_day(act["to"])) if kind is Kind.BOOKED else []
    found = found or chosen(view, day)
    if not found and kind is not Kind.DONE:
        ahead = next_open(view)
        if ahead is None:
            raise RefusedError("TASK", f"{who} has no open date")
        if ahead.planned - day > (view.series.task.period_days or _A_YEAR):
            raise RefusedError(
                "for", f"the next date of {who} is far ahead: {_described(ahead)}. Name it, if it is meant"
            )
        found = [ahead]
    if len(found) > 1:
        question, remedy = f"{who} has several dates it may be for", "Name one with --for."
        if not (recording.asks and is_terminal()):
            raise RefusedError("for", f"{question}: {_several(found)}. {remedy if recording.asks else ''}".rstrip())
        return found[pick(question, [_described(one) for one in found], remedy, "--for")]
    return found[0] if found else None


def _named(view: View, who: str, for_: str) -> Occurrence:
    found, open_ = named(view, for_)
    if found is None:
        there = listing([tail_of(one) for one in open_[:8]])
        raise RefusedError(
            "for", f"{who} has no date {for_}; open are: {there}" if open_ else f"{who} has no open date"
        )
    if is_closed(found):
        how = f"{found.status}{f' on {ISO[found.done_on]}' if found.done_on is not None else ''}"
        raise RefusedError("for", f"{who} of {for_} is {how} already: take that back first, with fmplan undo")
    return found


def _require_inside(view: View, one: Occurrence, kind: Kind, to: Day, day: Day) -> None:
    """Refuse a day that an occurrence cannot be moved to: into the past, and past what must not pass."""
    if to < day:
        raise RefusedError("to", f"{ISO[to]} lies before {ISO[day]}")
    if kind is Kind.DEFERRED and to <= one.planned and to <= one.due:
        raise RefusedError(
            "to", f"{ISO[to]} is no later than it is planned, {ISO[one.planned]}: fmplan book brings it there"
        )
    task = view.series.task
    if one.limit is not None and to > one.limit:
        if one.limit < view.today:
            raise RefusedError(
                "to", f"{_cap(task)} ran out on {ISO[one.limit]} already: it is in breach until it is done"
            )
        raise RefusedError("to", f"{ISO[to]} would breach {_cap(task)}: the last day is {ISO[one.limit]}")
    if kind is Kind.BOOKED:
        return
    for other in view.dates(until=to).values():
        if (
            is_certificate(other.series)
            and not is_closed(other)
            and one.due <= other.due < to
            and _is_from(other.series, view.series)
        ):
            name = certificate_id(other.series)
            raise RefusedError("to", f"{ISO[to]} would breach the certificate {name}: it expires on {ISO[other.due]}")


def _cap(task: Task) -> str:
    return f"the cap of {task.max_gap}" if task.max_gap is not None and str(task.max_gap)[:1].isdigit() else "the cap"


def _is_from(certificate: Series, series: Series) -> bool:
    return bool({series.task.id, series.task.bare_id} & set(certificate_of(certificate).from_ or ()))


def _tell(recording: Recording, series: Series, act: Act, one: Occurrence | None, result: Outcome) -> None:
    """Tell what an act closes, which smaller ones with it, and what comes next."""
    entry, on = act["entry"], act["on"]
    to = f" to {act['to']}{' at ' + act['at'] if 'at' in act else ''}" if "to" in act else f" {on}"
    before = _last_done(recording, series, act) if one is None else ""
    recording.tell(
        f"{series.asset.id} {series.task.id}: {entry}{to}, {_what(series, act, one, result, before)} {said(act)}"
    )
    in_use = series.asset.in_service
    if in_use is not None and parse_day(on) < in_use:
        recording.tell(f"  that is before {series.asset.id} came into use on {ISO[in_use]}: is it the right year?")
    for smaller in result.smaller:
        recording.tell(f"  with it {smaller.key}, due {ISO[smaller.due]}")
    for renewed in result.renewed:
        recording.tell(f"  the certificate {certificate_id(renewed.series)} now runs until {ISO[renewed.due]}")
    owed = [other for other in result.owed if one is None or other.key != one.key]
    if owed:
        recording.tell(f"  still owed: {_several(owed)}")
    if result.next is not None and (one is None or result.next.key != one.key):
        recording.tell(f"  next: {_described(result.next)}")
    if entry == Kind.SKIPPED.value:
        _tell_cap(recording, series.task, (*owed, *((result.next,) if result.next else ())))


def _tell_cap(recording: Recording, task: Task, open_: Sequence[Occurrence]) -> None:
    """Tell by when the work has to be done though a date of it was skipped: caps count from what was done."""
    limit = min((one.limit for one in open_ if one.limit is not None), default=None)
    if task.max_gap is not None and limit is not None:
        when = "ran out on" if limit < recording.today else "ends on"
        recording.tell(f"  a skip is no service: {_cap(task)} {when} {ISO[limit]}")


def _last_done(recording: Recording, series: Series, act: Act) -> str:
    """Return when the work of an act was done before it, as words behind others; nothing where it never was."""
    names = {series.task.id, series.task.bare_id}
    done = Kind.DONE.value
    days = [
        str(line["on"])
        for line in recording.lines_of(series.asset)
        if line["entry"] == done and line.get("task") in names and line["on"] <= act["on"]
    ]
    return f", and it was done on {max(days)}" if days else ""


def _what(series: Series, act: Act, one: Occurrence | None, result: Outcome, before: str) -> str:
    if act.get("result") == NO_ACCESS:
        return (
            f"nobody got in: {one.key}, due {ISO[one.due]}, stays open" if one else "nobody got in: it closes nothing"
        )
    if one is None and parse_day(act["on"]) < series.begin:
        return f"closes nothing: its plan begins on {ISO[series.begin]}, and what was done before is history"
    if one is None:
        return f"closes nothing: no date of its own lies near{before}; it counts as done on that day"
    verb = {Kind.DEFERRED.value: "moves", Kind.BOOKED.value: "fixes"}.get(act["entry"], "closes")
    text = f"{verb} {one.key}, due {ISO[one.due]}"
    after = result.one
    if act["entry"] != Kind.DONE.value:
        return text
    if after is None or not is_closed(after):
        return f"too early to close {one.key}, due {ISO[one.due]}; it counts as done on that day"
    late = parse_day(act["on"]) - one.latest
    return f"{text}, {late} day{'s' * (late > 1)} late" if late > 0 else text


def _several(ones: Sequence[Occurrence]) -> str:
    more = f"; and {len(ones) - _MOST_TOLD} more" if len(ones) > _MOST_TOLD else ""
    return "; ".join(map(_described, ones[:_MOST_TOLD])) + more


_MOST_TOLD: Final = 8
_A_YEAR: Final = 366


def _described(one: Occurrence) -> str:
    name = f"{tail_of(one)}, " if tail_of(one) != ISO[one.due] else ""
    planned = f", planned {ISO[one.planned]}" if one.planned != one.due else ""
    covered = f", with {one.covered_by}" if one.covered_by else ""
    return f"{name}due {ISO[one.due]}{planned}{covered}"
