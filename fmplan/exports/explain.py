"""Why the dates of one series are what they are: its rule, where each part was written, and how each date came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from fmplan.assets.estate import Estate
from fmplan.assets.mistakes import listing
from fmplan.assets.text import said
from fmplan.assets.written import Choice
from fmplan.dates.day import DATE, ISO, Day
from fmplan.dates.duration import clock
from fmplan.dates.period import Period
from fmplan.exports.citation import citations
from fmplan.exports.metering import gauge_of, meter_lines
from fmplan.exports.plain import harmless, one_line
from fmplan.exports.reckoning import Reckoning, reason
from fmplan.exports.recorded import Recorded, recorded_of
from fmplan.exports.rule import written
from fmplan.exports.turns import Turns
from fmplan.findings import Place
from fmplan.logbook.entries import EMPTY, Logbook
from fmplan.schedules.anchor import asset_begin
from fmplan.schedules.effort import person_hours
from fmplan.schedules.marks import birth_of
from fmplan.schedules.occurrence import Status
from fmplan.schedules.plan import Plan
from fmplan.schedules.rounds import hours_of, times_of_day
from fmplan.schedules.series import AnchorOrigin, Series
from fmplan.schedules.task import After, Ages, Before, CalendarPeriod, Every, OncePer

_RULE_KEYS: Final = [
    "every",
    "once_per",
    "count",
    "ages",
    "rrule",
    "dates",
    "meter",
    "event",
    "within",
    "after",
    "before",
    "on",
    "from",
    "whichever",
    "first",
    "last",
    "max_gap",
    "min_gap",
    "keep_anchor",
    "season",
    "shift",
    "window",
    "covers",
    "missed",
    "tracked",
    "times",
    "round",
    "rotate",
    "sample",
    "ends",
    "starts",
    "was",
    "when",
    "duty",
    "kind",
    "force",
    "trade",
    "team",
    "duration",
    "people",
]
_LABEL: Final = 10
_VALUE: Final = 28
_MOST_TIMES: Final = 13
"""So many times of the day are named: a day round the clock, every two hours."""


def explained(
    plan: Plan, series: Series, logbook: Logbook = EMPTY, language: str | None = None, folder: str = ""
) -> Iterator[str]:
    """Yield the explanation of one series of a plan, line by line; `folder` is put before the paths."""
    recorded = recorded_of(plan, series, logbook, folder)
    series, gauge = recorded.series, gauge_of(recorded)
    spoken = language or plan.estate.language
    asset, task = said(series.asset.name, spoken), said(series.task.name, spoken)
    yield one_line(f"{asset} ({series.asset.id}): {task} ({series.task.id})") + "\n\n"
    yield from _labelled("rule", _rule(plan.estate, series, folder))
    yield from _labelled("because", _because(series, folder))
    yield from _labelled("begin", _begin(plan.estate, series, folder))
    yield from _labelled("counts", _anchor(plan.estate, recorded))
    if gauge is not None:
        yield from _labelled("meter", list(meter_lines(recorded, gauge, plan.today)))
    yield from _labelled("times", _times(series))
    yield from _labelled("units", _units(series))
    yield from _labelled("work", _work(series, spoken))
    yield from _labelled("source", _source(series, spoken))
    dates = [one for one in plan.occurrences if one.series.rank == series.rank]
    yield f"\n{plan.range}, seen on {ISO[plan.today]}\n\n"
    if not dates:
        yield f"  no date lies here; look further with --to, for example --to {ISO[_later(plan.range.end)]}\n"
    reckoning = Reckoning(plan, series, dates, recorded, gauge)
    turns = Turns(plan)
    for number in range(len(dates)):
        yield from _date(reckoning, number, turns)


def _labelled(label: str, lines: Sequence[str]) -> Iterator[str]:
    for number, text in enumerate(lines):
        yield f"{(label if number == 0 else '').ljust(_LABEL)}{harmless(text)}\n"


# The rule


def _rule(estate: Estate, series: Series, folder: str) -> list[str]:
    basis = " from completion" if series.task.is_floating else ""
    lines = [f"{series.task.timing}{basis}"]
    overridden = _overridden(series)
    for key in _RULE_KEYS:
        for layer in reversed(series.layers):
            if key in layer.block and key not in overridden:
                text = one_line(f"{key}: {written(layer.block[key])}")
                lines.append(f"{text.ljust(_VALUE)}  {_line(layer.block.key_place(key), folder)}")
                lines += _chosen(estate, series, layer.form.__dict__.get(key))
                break
    return lines


def _overridden(series: Series) -> set[str]:
    """Return keys that a weaker layer says in vain, because a stronger one says the same by another."""
    task = series.task
    times = "round" if task.rounds is None else "times"
    return {times, "sample" if task.rotation is None or not task.rotation.share else "rotate"}


def _chosen(estate: Estate, series: Series, value: Any) -> list[str]:
    if not isinstance(value, Choice):
        return []
    fact = estate.fact(series.asset, value.by)
    return [] if fact is None else [f"{value.by} is {fact} here"]


# Where it begins, and what it counts from


def _because(series: Series, folder: str) -> list[str]:
    """Return why somebody of the estate says otherwise than the rule, each with where it stands."""
    return [
        f"{one_line(layer.form.because)} ({_line(layer.block.key_place('because'), folder)})"
        for layer in series.layers
        if layer.form.because is not None and "because" in layer.block
    ]


def _waived(series: Series, folder: str) -> list[str]:
    """Return until when the asset waived the task, and why."""
    task, asset = series.task, series.asset
    waiver = asset.waiver_of(task.schedule, task.id, task.bare_id)
    if waiver is None or waiver.until is None:
        return []
    place = _line(asset.waived_at(task.schedule, task.id, task.bare_id), folder)
    return [f"waived until {ISO[waiver.until]}: {one_line(waiver.because)} ({place})"]


def _begin(estate: Estate, series: Series, folder: str) -> list[str]:
    reasons = [f"the estate starts {ISO[estate.starts]}"]
    for name, day in (
        ("the asset starts", series.asset.starts),
        ("it is in service since", series.asset.in_service),
        ("the task starts", None if series.older else series.task.starts),
    ):
        if day is not None:
            reasons.append(f"{name} {ISO[day]}")
    lines = [f"{ISO[series.begin]}: {', '.join(reasons)}"]
    lines += _waived(series, folder)
    lines += [f"until {ISO[form.until]} in an older form: {form.timing}" for form, _ in series.older]
    lines += [f"suspended {one}" for one in series.asset.suspended]
    if series.end is not None:
        lines.append(f"ends {ISO[series.end]}")
    return lines


def _anchor(estate: Estate, recorded: Recorded) -> list[str]:
    series, folder = recorded.series, recorded.folder
    day = series.anchor.day
    begin = asset_begin(estate, series.asset)
    match series.anchor.origin:
        case AnchorOrigin.FIRST:
            return [f"first due {ISO[day]}{_at(series, 'first', folder)}"]
        case AnchorOrigin.LAST:
            at = recorded.done_on(day)
            at = f" ({at})" if at else _at(series, "last", folder)
            return [f"last done {ISO[day]}{at}{_plus_period(series)}"]
        case AnchorOrigin.IN_SERVICE:
            return [f"in service since {ISO[day]}, done never yet{_plus_period(series)}"]
        case AnchorOrigin.UNKNOWN:
            days = series.number % 30
            return [
                f"last done unknown, so from {ISO[day]}: {ISO[begin]} + {days} days, of its hash within 30",
                "write last: with the day it was last done, and it counts from there",
            ]
    match series.task.timing:
        case Every():
            return _spread(begin, series)
        case OncePer(on=None, count=1, period=period) if period is not CalendarPeriod.SEASON:
            return _spread(begin, series)
        case OncePer(on=None):
            share = f"{series.number % 365} of 365"
            return [f"its place in each part of the period: {share} of its days (hash of {series.asset.oldest_id})"]
        case OncePer(on=on):
            return [f"{on}, in each calendar {series.task.timing.period}"]
        case Ages(of=of):
            born = birth_of(series.asset, series.task)
            since = of.replace("_", " ")
            return [f"its age, {since} {ISO[born]}" if born is not None else f"its age; {since}: not known, so no date"]
        case Before() | After() as timing:
            return [f"{timing}, wherever that stands"]
    return [f"its rule, from {ISO[series.begin]}"]


def _spread(begin: Day, series: Series) -> list[str]:
    """Return how the hash of its id gives an asset its place, step by step (docs/dates.md, 2)."""
    id_, timing = series.asset.oldest_id, series.task.timing
    days = series.number % 365
    place = begin + days
    lines = [f"its place in the year: {ISO[begin]} + {days} days (hash of {id_} mod 365) = {ISO[place]}"]
    day = series.anchor.day
    if day == place:
        return lines
    if series.task.season is not None and series.task.period_days >= 365:
        lines = [f"its place among the days in season, by the hash of {id_}: {ISO[day]}"]
    elif day - place < 7:
        week = len(series.workweek) or 7
        number = series.number // 365 % week
        lines.append(f"its weekday: hash div 365 mod {week} = {number}, {DATE[day]:%A}: {ISO[day]}")
    elif isinstance(timing, Every) and isinstance(timing.period, Period):
        years = DATE[day].year - DATE[place].year
        lines.append(f"its year: + {years} (hash of {series.key} mod the years of {timing.period}) = {ISO[day]}")
    return lines


def _plus_period(series: Series) -> str:
    timing = series.task.timing
    if isinstance(timing, Every) and isinstance(timing.period, Period) and timing.on is None:
        return f", + {timing.period} = {ISO[timing.period.after(series.anchor.day)]}"
    return ""


def _at(series: Series, key: str, folder: str) -> str:
    place = series.written_at(key)
    return "" if place is None else f" ({_line(place, folder)})"


# How often on the day, with which units, by whom, and why


def _times(series: Series) -> list[str]:
    rounds = series.task.rounds
    if rounds is None:
        return []
    times = times_of_day(rounds, series.team_hours)
    count = "1 round" if len(times) == 1 else f"{len(times)} rounds"
    last = ", the last one closing" if rounds.closing else ""
    hours = hours_of(rounds, series.team_hours)
    return [f"{listing([clock(time) for time in times], _MOST_TIMES)}: {count} within {hours}{last}"]


def _units(series: Series) -> list[str]:
    turn, rotation = series.turn, series.task.rotation
    if turn is None or rotation is None:
        return []
    if turn.units is None:
        return [f"nobody says the fact {rotation.of}: which units are due is not known"]
    units = f"{turn.units} ({rotation.of})" if rotation.of else str(turn.units)
    if turn.is_raised:
        dates = "1 date" if turn.dates == 1 else f"{turn.dates} dates"
        return [f"{units}, {turn.each} on each date: with {turn.asked} the {dates} of a year would not come to all"]
    return [f"{units}, {turn.each} on each date by turns"]


def _work(series: Series, language: str) -> list[str]:
    team = said(series.team.name, language) if series.team else "no team"
    hours = person_hours(series)
    effort = "" if hours is None else f", {hours} person-hours"
    calendar = f"calendar {series.calendar}" if series.calendar else "the estate's calendar"
    return [f"{team}{effort}, {calendar}"]


def _source(series: Series, language: str) -> list[str]:
    return citations(series.task, language)


# Its dates


def _date(reckoning: Reckoning, number: int, turns: Turns) -> Iterator[str]:
    one = reckoning.dates[number]
    status = "" if one.status is Status.PLANNED else f", {one.status.value}"
    due = one_line(f"due {ISO[one.due]}{reckoning.of(number)}{status}")
    yield f"  {ISO[one.planned]} {DATE[one.planned]:%a}  {due}\n"
    margin = " " * 18
    recorded = reckoning.recorded
    for move in one.moved:
        why = recorded.agreed(one, move) or one_line(reason(one.series, move))
        yield f"{margin}{ISO[move.start]} > {ISO[move.to]}: {why}\n"
    units = turns.units_of(one.series, one.key)
    if units is not None:
        yield f"{margin}units {units}\n"
    if one.limit is not None:
        yield f"{margin}cap: no later than {ISO[one.limit]}{reckoning.of_cap(number)}\n"
    if one.latest != one.planned:
        yield f"{margin}overdue after {ISO[one.latest]}\n"
    for line in recorded.of(one):
        yield f"{margin}{line}\n"
    if one.covered_by is not None:
        yield f"{margin}covered by {one.covered_by}\n"
    for key in one.covers:
        yield f"{margin}covers {key}\n"


def _line(place: Place, folder: str) -> str:
    return f"{place.under(folder).path}:{place.line}"


def _later(day: Day) -> Day:
    return day + 5 * 366
