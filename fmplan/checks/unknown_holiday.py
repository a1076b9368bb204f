"""Allow a task before a holiday that the estate's calendar does not have.

*Why it matters*: work that is to be ready before Spring Festival has no date where the festival is misspelt, or where
the calendar has no country.

*Example*:

    lights: {name: Festive lights, before: {holiday: spring-festval, by: 3 days}}

*Mend it*: write the holiday as the country's calendar has it; the finding names the nearest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from fmplan.assets.mistakes import did_you_mean, listing, sentence
from fmplan.checks.situation import Situation
from fmplan.dates.publicholidays import is_known, named_holidays
from fmplan.findings import Finding, Place, Severity
from fmplan.schedules.calendars import country_of
from fmplan.schedules.lock import Lock
from fmplan.schedules.series import Series
from fmplan.schedules.task import Before
from fmplan.yamlfile.block import Block

SEVERITY: Final = Severity.ERROR


def check(situation: Situation) -> Iterator[Finding]:
    """Yield an error for each `before:` that names a holiday nobody has."""
    country = country_of(situation.estate, "")
    naming = [series for task, sharing in situation.by_task if isinstance(task.timing, Before) for series in sharing]
    if country is None:
        yield from _of_the_library(situation, naming)
        naming = [series for series in naming if not series.is_built_in("before")]
    for series in naming:
        timing = series.task.timing
        if not isinstance(timing, Before) or timing.holiday is None:
            continue
        if country is None:
            yield Finding(
                "unknown-holiday",
                SEVERITY,
                _place(series),
                f"the estate's calendar has no country, so nobody knows when {timing.holiday!r} is",
                "Write the country in estate.yaml, for example calendar: {country: CN}; or use dates:.",
            )
        elif _is_pinned(situation.lock, country, timing.holiday):
            continue
        elif is_known(country) and timing.holiday not in (holidays := named_holidays(country)):
            yield Finding(
                "unknown-holiday",
                SEVERITY,
                _place(series),
                f"{country} has no holiday {timing.holiday!r}",
                sentence(did_you_mean(timing.holiday, holidays)) or f"Known there: {listing(list(holidays), 20)}.",
            )


def _of_the_library(situation: Situation, naming: Sequence[Series]) -> Iterator[Finding]:
    """Yield one warning for all tasks of the library that hang on a holiday, where no country says when that is."""
    timings = [one.task.timing for one in naming if one.is_built_in("before")]
    holidays = sorted({one.holiday for one in timings if isinstance(one, Before) and one.holiday is not None})
    if holidays:
        yield Finding(
            "unknown-holiday",
            Severity.WARNING,
            situation.estate.written_at("calendar"),
            "the estate's calendar has no country, so what the library asks before "
            f"{listing([repr(one) for one in holidays], 4)} has no dates",
            "Write the country in estate.yaml, for example calendar: {country: CN}.",
        )


def _is_pinned(lock: Lock | None, country: str, holiday: str) -> bool:
    """Tell whether the lock has the holiday in some year: then nobody else, who takes time to load, need be asked."""
    years = lock.years.items() if lock is not None else ()
    return any(its_country == country and off.slug_days(holiday) for (its_country, _), off in years)


def _place(series: Series) -> Place:
    for layer in reversed(series.layers):
        before = layer.block.get("before")
        if isinstance(before, Block):
            return before.value_place("holiday")
    return series.written_in()
