"""What the benchmark's registers hold: assets by number, each with three tasks and their dated history.

Everything follows from an asset's number, so two runs measure the same register. The days of the monthly and
yearly tasks stop at the 28th: how a 31st is clamped differs among the peers, and is not what is measured.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

START = date(2027, 1, 1)
END = date(2027, 12, 31)
TODAY = START - timedelta(days=1)

TEAM = "own-staff"
CLASSES = ("plant/pump", "plant/fan", "plant/valve", "plant/panel")


@dataclass(frozen=True, slots=True)
class BenchTask:
    """One task of an asset: `days` or `months` is its period, `last` inside the period before `START`."""

    id: str
    name: str
    every: str
    last: date
    days: int = 0
    months: int = 0


@dataclass(frozen=True, slots=True)
class BenchAsset:
    id: str
    name: str
    asset_class: str
    location: str
    tasks: tuple[BenchTask, ...]


def assets(size: int) -> Iterator[BenchAsset]:
    """Yield the first `size` assets; a larger register begins with the smaller one."""
    return (_asset(number) for number in range(size))


def occurrences(size: int) -> int:
    """How many dates the register has from `START` to `END`, by arithmetic alone."""
    return sum(_dates(task) for asset in assets(size) for task in asset.tasks)


def _asset(number: int) -> BenchAsset:
    # Each kind of date uses all its days before one comes again: 15, 84 (3 x 28) and 336 (12 x 28) of them.
    half_month = date(2026, 12, 17) + timedelta(days=number % 15)
    quarter = date(2026, 10 + number % 3, 1 + number // 3 % 28)
    year = date(2026, 1 + number % 12, 1 + number // 12 % 28)
    return BenchAsset(
        id=f"asset-{number:06}",
        name=f"Asset {number}",
        asset_class=CLASSES[number % len(CLASSES)],
        location=f"tower-{number % 40}/room-{number // 40}",
        tasks=(
            BenchTask("half-month", "Half-monthly service", "15 days", half_month, days=15),
            BenchTask("quarter", "Quarterly service", "3 months", quarter, months=3),
            BenchTask("year", "Yearly service", "1 year", year, months=12),
        ),
    )


def _dates(task: BenchTask) -> int:
    if task.months:
        return 12 // task.months
    return (END - task.last).days // task.days
