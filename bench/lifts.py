"""The lifts of Lakeside in a year with Spring Festival and National Day: well spread, and close enough?"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench import targets
from bench.caches import FMPLAN
from bench.process import RunError, run_cold
from bench.register import TODAY
from bench.starting import LAKESIDE
from bench.table import Row, measured

LIFTS = 24
SERVICES = frozenset({"half-month", "quarter", "half-year", "year"})


@dataclass(frozen=True, slots=True)
class LiftYear:
    """How the year's visits lie: days with any, most lifts on one day, widest gap between two of one lift."""

    days_in_use: int
    most_on_one_day: int
    widest_gap: int


def lift_rows(folder: Path) -> Iterator[Row]:
    try:
        visits = visits_by_lift(_occurrences(folder / "lifts.json"))
        if len(visits) != LIFTS:
            raise RunError(f"{len(visits)} lifts with services in {LAKESIDE} instead of {LIFTS}")
        year = lift_year(visits)
    except RunError as error:
        yield Row(f"{LIFTS} lifts of Lakeside, a year", None, "", str(error), failed=True)
        return
    what = f"{LIFTS} lifts of Lakeside, a year"
    number = f"{sum(map(len, visits.values()))} visits"
    yield measured(f"{what}: widest gap", "days", lambda: (year.widest_gap, number), targets.LIFT_WIDEST_GAP)
    yield measured(f"{what}: in use", "days", lambda: (year.days_in_use, number), targets.LIFT_DAYS_IN_USE)
    yield measured(
        f"{what}: most on one day",
        "lifts",
        lambda: (year.most_on_one_day, number),
        targets.LIFT_MOST_ON_ONE_DAY,
    )


def visits_by_lift(occurrences: Iterable[Mapping[str, Any]]) -> dict[str, list[date]]:
    """Return each lift's days of service, in order, each once; what another service covers is no visit."""
    days: dict[str, set[date]] = {}
    for found in occurrences:
        # A task that two schedules bring is written schedule/task.
        task = found["task"].rpartition("/")[2]
        if task in SERVICES and found["status"] != "covered":
            days.setdefault(found["asset"], set()).add(date.fromisoformat(found["planned"]))
    return {lift: sorted(some) for lift, some in days.items()}


def lift_year(visits: Mapping[str, list[date]]) -> LiftYear:
    """Return how these visits lie; `visits` has at least one lift."""
    load = Counter(day for days in visits.values() for day in days)
    gaps = [(later - earlier).days for days in visits.values() for earlier, later in pairwise(days)]
    return LiftYear(len(load), max(load.values()), max(gaps, default=0))


def _occurrences(output: Path) -> list[dict[str, Any]]:
    lifts = ("--year", "2027", "--class", "elevator/traction", "--today", f"{TODAY}")
    try:
        run_cold((FMPLAN, "calendar", LAKESIDE, *lifts, "--format", "json"), output)
    except RunError as error:
        raise RunError(f"fmplan calendar: {error}") from error
    found: list[dict[str, Any]] = json.loads(output.read_bytes())["occurrences"]
    return found
