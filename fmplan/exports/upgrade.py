"""What a new lock changes: days off, rules of the library, and the dates that come of both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fmplan.dates.day import ISO, Day
from fmplan.dates.publicholidays import YearOff
from fmplan.exports.plain import one_line
from fmplan.schedules.library.words import renamed
from fmplan.schedules.load import Schedule
from fmplan.schedules.occurrence import Occurrence
from fmplan.schedules.plan import Plan


def changed_days_off(
    before: Mapping[tuple[str, int], YearOff], after: Mapping[tuple[str, int], YearOff]
) -> Iterator[str]:
    """Yield a line for each day that changes in a year that was pinned, by country and day."""
    for country, year in sorted(before):
        old, new = _kinds(before[country, year]), {}
        if (country, year) in after:
            new = _kinds(after[country, year])
        for day in sorted({*old, *new}):
            was, is_now = old.get(day, "an ordinary day"), new.get(day, "an ordinary day")
            if was != is_now:
                yield f"{country} {ISO[day]}: {is_now}, was {was}"


def _kinds(year: YearOff) -> dict[Day, str]:
    off = {day: f"off ({name})" for day, name in year.off.items()}
    return off | {day: f"worked ({name})" for day, name in year.work.items()}


def changed_rules(before: Sequence[Schedule], after: Sequence[Schedule]) -> Iterator[str]:
    """Yield a line for each task of the library that is new, gone, renamed, or says something otherwise."""
    old, new = _rules(before), _rules(after)
    for task in sorted({*old, *new}):
        if task not in new:
            now = renamed().get(task)
            yield f"{task}: {f'is called {now} now' if now else 'withdrawn'}"
        elif task not in old:
            yield f"{task}: new"
        else:
            for key in dict.fromkeys((*old[task], *new[task])):
                was, is_now = old[task].get(key), new[task].get(key)
                if was != is_now:
                    yield one_line(f"{task}: {key}: {_told(is_now)}, was {_told(was)}")


def _rules(schedules: Sequence[Schedule]) -> dict[str, Mapping[str, Any]]:
    return {f"{one.id}/{task}": layers[0].block for one in schedules for task, layers in one.layers.items()}


def _told(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {_told(one)}' for key, one in value.items())}}}"
    return ", ".join(map(_told, value)) if isinstance(value, list) else str(value)


def changed_dates(before: Plan, after: Plan) -> Iterator[str]:
    """Yield a line for each occurrence that is planned on another day, is no longer planned, or is new, by day."""
    old, new = _by_key(before), _by_key(after)
    lines: list[tuple[Day, str, str]] = []
    for key in {*old, *new}:
        was, is_now = old.get(key), new.get(key)
        if was is None:
            assert is_now is not None  # noqa: S101 - it stands in one of the two
            lines.append((is_now.planned, key, f"{ISO[is_now.planned]}: new"))
        elif is_now is None:
            lines.append((was.planned, key, f"{ISO[was.planned]}: no longer planned"))
        elif was.planned != is_now.planned:
            lines.append((was.planned, key, f"{ISO[is_now.planned]}, was {ISO[was.planned]}"))
    yield from (f"{key}: {text}" for _, key, text in sorted(lines))


def _by_key(plan: Plan) -> dict[str, Occurrence]:
    return {one.key: one for one in plan.occurrences}
