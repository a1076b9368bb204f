"""Allow a cap no longer than the period it caps.

*Why it matters*: a visit that would fall on a day off comes earlier. The next one then lies further from it than the
cap allows, so an extra visit is put between: several a year, each of them paid for. A period a day or two shorter
than the cap leaves room for days off.

*Example*:

    half-month: {name: Half-monthly service, every: 15 days, max_gap: 15 days}

*Mend it*: `every: 14 days` with `max_gap: 15 days`; or `from: completion`, where each visit counts from the one before.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from fmplan.assets.estate import Estate
from fmplan.assets.timing_form import Shift
from fmplan.checks.situation import Situation
from fmplan.dates.period import Period
from fmplan.findings import Finding, Severity
from fmplan.schedules.calendars import country_of, workweek_of
from fmplan.schedules.task import Every

SEVERITY: Final = Severity.WARNING


def check(situation: Situation) -> Iterator[Finding]:
    """Yield a warning for each fixed periodic task whose cap leaves no room for a day off."""

    @cache
    def has_days_off(calendar: str) -> bool:
        return _has_days_off(situation.estate, calendar)

    for task, sharing in situation.by_task:
        cap = task.max_gap
        if not isinstance(cap, Period) or not isinstance(task.timing, Every) or task.is_floating:
            continue
        period = task.timing.period
        if not isinstance(period, Period) or task.timing.on is not None or task.shift is Shift.KEEP:
            continue
        if cap.days > period.days:
            continue
        for series in sharing:
            if not has_days_off(series.calendar) or series.is_built_in("max_gap"):
                continue
            yield Finding(
                "tight-cap",
                SEVERITY,
                series.mended_at("max_gap"),
                f"every {period} under a cap of {cap} leaves no room: each visit moved before a day off makes "
                "an extra one",
                "Write every: a day or two shorter than the cap, or count from: completion.",
            )


def _has_days_off(estate: Estate, calendar: str) -> bool:
    form = estate.calendars[calendar] if calendar else estate.calendar
    return (
        len(workweek_of(estate, calendar)) < 7
        or country_of(estate, calendar) is not None
        or bool(form.holidays or form.closed or estate.calendar.closed)
    )
