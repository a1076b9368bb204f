"""Rotation: which of many units are due on each date, so that all are within a year (docs/dates.md, 1).

The units of an asset are numbered from 1. They take turns: the n-th date of a series has those that follow
the units of the date before, so that none comes again before all others have been.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Final

from msgspec import Struct

from fmplan.assets.timing_form import RotateForm
from fmplan.assets.written import parse_count
from fmplan.dates.day import Day
from fmplan.schedules.complaints import Lack, MissingFact, Settled, Want, complain
from fmplan.schedules.task import Rotation

_NEVER: Final = 0
"""A day before all days."""


class Turn(Struct, frozen=True):
    """How many of an asset's units are due on each date of one series.

    `units` is how many there are, None where nobody says it. `asked` are so many on each date as the task asks
    for, `each` so many as are due: more, where the `dates` of a year would not come to all units.
    """

    units: int | None
    asked: int
    each: int
    dates: int

    @property
    def is_raised(self) -> bool:
        """Whether more are due on each date than the task asks for."""
        return self.units is not None and self.each > self.asked


def settled_rotation(
    form: RotateForm | None, share: int | None, facts: Mapping[str, str | None], settled: Settled
) -> Rotation | None:
    """Return the rotation that `rotate` or `sample` asks for; None, and a complaint, where both do."""
    if form is None:
        return None if share is None else Rotation(None, share=share)
    if share is not None:
        complain(
            settled,
            "rotate-and-sample",
            "sample",
            "rotate and sample both say which units are due",
            "Keep one of the two: rotate for a number of units on each date, sample for a share of them.",
        )
        return None
    if not isinstance(form.units, str):
        return Rotation(form.units, form.each)
    name = form.units
    value = facts.get(name)
    if value is None:
        settled.missing.append(MissingFact(name, "rotate", Lack.UNITS))
        return Rotation(None, form.each, of=name)
    try:
        return Rotation(parse_count(value), form.each, of=name)
    except ValueError:
        settled.missing.append(MissingFact(name, "rotate", Lack.UNITS, Want.COUNT))
        return Rotation(None, form.each, of=name)


def turn_of(rotation: Rotation, quantity: int, dates: int) -> Turn:
    """Return how many units are due on each date of a series that has so many dates in a year.

    `quantity` is the asset's. As many are due as the task asks for, or as it takes to come to all within a year;
    never more than there are.
    """
    units = quantity if rotation.units is None and not rotation.of else rotation.units
    if units is None:
        return Turn(None, rotation.each, rotation.each, dates)
    asked = ceil(units * rotation.share / 100) if rotation.share else rotation.each
    asked = min(asked, units)
    return Turn(units, asked, max(asked, ceil(units / dates)), dates)


def least_recent_first(units: int, last_covered: Mapping[int, Day]) -> Sequence[int]:
    """Return the numbers of all units, that which was covered longest ago first, those never covered before it.

    `last_covered` are the days on which units were last done, by number, as the logbook tells them.
    """
    numbers = range(1, units + 1)
    return sorted(numbers, key=lambda unit: last_covered.get(unit, _NEVER)) if last_covered else numbers


def units_from(order: Sequence[int], each: int, start: int) -> Sequence[int]:
    """Return so many units by turns in `order`, from the one at `start` on, round to its beginning.

    The n-th date of a series, from 0, starts at n × each.
    """
    start %= len(order)
    here = order[start : start + each]
    beyond = start + each - len(order)
    return (*here, *order[:beyond]) if beyond > 0 else here


def as_ranges(units: Sequence[int]) -> str:
    """Return units as text, those that follow one another as a range: `7-12`, `39-40, 1-2`."""
    runs: list[list[int]] = []
    for unit in units:
        if runs and unit == runs[-1][-1] + 1:
            runs[-1][1:] = [unit]
        else:
            runs.append([unit])
    return ", ".join("-".join(map(str, run)) for run in runs)
