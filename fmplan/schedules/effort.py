"""How much work an occurrence is, in person-hours, and what it costs."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from fmplan.schedules.series import Series

_CENTS: Final = Decimal("0.01")
_MINUTES: Final = Decimal(60)


def person_hours(series: Series) -> Decimal | None:
    """Return the hours of all people and times on one day, to 2 decimals; None where no duration is said."""
    hours = _hours(series)
    return None if hours is None else tidy(hours)


def cost(series: Series) -> Decimal | None:
    """Return what one occurrence costs, with 2 decimals: hours at the team's rate, and the task's own cost.

    None where neither is said. The currency is the estate's.
    """
    hours = _hours(series)
    rate = series.team.form.rate if series.team else None
    parts = [] if series.task.cost is None else [Decimal(str(series.task.cost))]
    if hours is not None and rate is not None:
        parts.append(hours * Decimal(str(rate)))
    return sum(parts, Decimal(0)).quantize(_CENTS, ROUND_HALF_UP) if parts else None


def tidy(number: float | Decimal) -> Decimal:
    """Return a number to 2 decimals, without zeros at its end: 60, 1.5, 0.25."""
    rounded = Decimal(str(number)).quantize(_CENTS, ROUND_HALF_UP).normalize()
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded


def _hours(series: Series) -> Decimal | None:
    if series.minutes is None:
        return None
    return Decimal(str(series.minutes)) * series.task.people * series.times / _MINUTES
