"""The year of every series in a line or two, to be read by people: what the golden exports say, without their bulk.

A day is written `MM-DD`, its year before it where it is another one. What is drawn beside it:

- `02-04<02-11` planned on 4 February for 11 February, off days without work; `e<` laid over the eve of a long
  closure, `n<` drawn onto a smaller task's day, `c<` held inside the cap, `g<` kept off by the least gap,
  `f<` after its leader, `b<` at the begin of the series;
- `02-01+` an extra visit that the cap asks for;
- `[03-15 quarter]` done with the task `quarter`, `[03-15 03-20]` with the later date of its own;
- `03-15!` already due, overdue or in breach on the day the plan is seen;
- `01-04..01-29/7` every seventh day, `01-04..01-29/mon,thu` those days of each week, both ends in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from fmplan.assets.estate import Asset
from fmplan.assets.text import said
from fmplan.dates.day import ISO, Day, weekday
from fmplan.schedules.occurrence import Because, Occurrence, Status
from fmplan.schedules.plan import Plan
from fmplan.schedules.series import AnchorOrigin, Series
from fmplan.schedules.task import Every, OncePer

_MARKS: Final = {
    Because.NO_WORK: "<",
    Because.EVE: "e<",
    Because.CAP: "c<",
    Because.MIN_GAP: "g<",
    Because.BEGIN: "b<",
    Because.NESTED: "n<",
    Because.FOLLOWS: "f<",
    Because.LEADS: "b<",
}
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LEAST_RUN: Final = 6
_LONGEST_CYCLE: Final = 6
_LINE: Final = 118


def digest(plan: Plan) -> str:
    """Return two lines or three for each series, asset by asset: task, rule and anchor; then its planned days."""
    pairs = zip(plan.series, plan.by_series, strict=True)
    return "\n".join(
        "\n".join([_heading(asset), *(line for pair in group for line in _of_series(plan, *pair)), ""])
        for asset, group in groupby(pairs, key=lambda pair: pair[0].asset)
    )


def _heading(asset: Asset) -> str:
    parts = [
        f"{asset.id}: {said(asset.name, 'en')}",
        asset.location,
        f"in service {ISO[asset.in_service]}" if asset.in_service else "",
        f"manufactured {ISO[asset.manufactured]}" if asset.manufactured else "",
        f"out of service {ISO[asset.out_of_service]}" if asset.out_of_service else "",
        *(f"suspended {one}" for one in asset.suspended),
    ]
    return ", ".join(part for part in parts if part)


def _of_series(plan: Plan, series: Series, dates: Sequence[Occurrence]) -> Iterator[str]:
    task = series.task
    yield f"  {task.id} ({said(task.name, 'en')}): {_rule(plan, series)}"
    year = ISO[plan.range.start][:5]
    yield from _lines(_days(sorted(dates, key=lambda one: (one.planned, one.due)), year))


def _rule(plan: Plan, series: Series) -> str:
    task, anchor = series.task, series.anchor
    parts = [
        f"{task.timing}" + (" from completion" if task.is_floating else ""),
        f"{anchor.origin} {ISO[anchor.day]}" if _counts(series) else "",
        *(f"was {form.timing} until {ISO[form.until]}" for form, _ in series.older),
        f"cap {task.max_gap}" if task.max_gap else "",
        f"least gap {task.min_gap}" if task.min_gap else "",
        f"season {task.season}" if task.season else "",
        f"shift {task.shift}" if task.shift else "",
        f"window -{task.early} +{task.late}" if task.early or task.late else "",
        f"covers {', '.join(task.covers)}" if task.covers else "",
        f"not in years {', '.join(map(str, sorted(series.left_out)[:6]))} of age" if series.left_out else "",
        f"{task.impact.type}" if task.impact else "",
        f"{task.force}",
        f"calendar {series.calendar}" if series.calendar else "",
        f"begins {ISO[series.begin]}" if series.begin != plan.estate.starts else "",
        f"ends {ISO[series.end]}" if series.end is not None else "",
    ]
    return "; ".join(part for part in parts if part)


def _counts(series: Series) -> bool:
    """Whether its dates hang on the anchor at all."""
    return isinstance(series.task.timing, Every | OncePer) or series.anchor.origin is not AnchorOrigin.PLACE


def _days(dates: Sequence[Occurrence], year: str) -> list[str]:
    """Return the words for the dates, long regular runs drawn together."""
    words = [_word(one, year) for one in dates]
    plain = [word == _short(one.planned, year) for word, one in zip(words, dates, strict=True)]
    found: list[str] = []
    at = 0
    while at < len(dates):
        length, cycle = _run(dates, plain, at)
        if length < _LEAST_RUN + cycle:
            found.append(words[at])
            at += 1
            continue
        run = [one.planned for one in dates[at : at + length]]
        step = f"{run[1] - run[0]}" if cycle == 1 else ",".join(_WEEKDAYS[weekday(day)] for day in run[:cycle])
        found.append(f"{_short(run[0], year)}..{_short(run[-1], year)}/{step}")
        at += length
    return found


def _run(dates: Sequence[Occurrence], plain: Sequence[bool], at: int) -> tuple[int, int]:
    """Return how many dates from here on repeat in one step, or week by week on the same days, and in what cycle."""
    best = (1, 1)
    for cycle in range(1, _LONGEST_CYCLE + 1):
        if at + cycle >= len(dates):
            break
        step = dates[at + cycle].planned - dates[at].planned
        if cycle > 1 and step != 7:
            continue
        end = at + cycle
        while end < len(dates) and plain[end] and dates[end].planned - dates[end - cycle].planned == step:
            end += 1
        if all(plain[at:end]) and end - at > best[0]:
            best = (end - at, cycle)
    return best


def _word(one: Occurrence, year: str) -> str:
    day = _short(one.planned, year)
    if one.covered_by is not None:
        asset, task, tail = one.covered_by.split("/", 1)[0], *one.covered_by.split("/", 1)[1].rsplit("/", 1)
        own = f"{asset}/{task}" == one.series.key
        return f"[{day} {tail.removeprefix(year) if own else task}]"
    day += "+" if one.tail is not None and "+" in one.tail else ""
    day += "!" if one.status is not Status.PLANNED else ""
    moves = [move for move in one.moved if move.because is not Because.PLACED]
    if not moves:
        return day
    marks = dict.fromkeys(_MARKS.get(move.because, f"{move.because}<") for move in moves)
    return f"{day}{''.join(mark[:-1] for mark in marks)}<{_short(moves[0].start, year)}"


def _short(day: Day, year: str) -> str:
    return ISO[day].removeprefix(year)


def _lines(words: Sequence[str]) -> Iterator[str]:
    line = "   "
    for word in words or ["no date"]:
        if len(line) + 1 + len(word) > _LINE:
            yield line
            line = "   "
        line += f" {word}"
    yield line
