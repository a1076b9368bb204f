"""Allow older forms of a rule that last longer than they may.

*Why it matters*: `was:` keeps the past as it was planned. Each older form holds until its day, the newest from
`starts:` on. Where these days overlap, two rules hold at once, and nobody can say which dates were right.

*Example*:

    check: {name: Check, every: 3 months, starts: 2027-07-01, was: [{until: 2027-12-31, every: 1 month}]}

*Mend it*: let each older form end before the next begins, the last of them on the day before `starts:`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fmplan.assets.mistakes import item_places
from fmplan.checks.situation import Situation
from fmplan.dates.day import ISO
from fmplan.findings import Finding, Place, Severity
from fmplan.schedules.series import Series
from fmplan.yamlfile.block import Items

SEVERITY: Final = Severity.ERROR


def check(situation: Situation) -> Iterator[Finding]:
    """Yield an error for each older form that ends on or after `starts`, or on the day another one ends."""
    formed = (series for task, sharing in situation.by_task if task.was for series in sharing)
    for series in formed:
        starts = series.task.starts
        ends: set[int] = set()
        for form in series.task.was:
            if starts is not None and form.until >= starts:
                yield Finding(
                    "was-order",
                    SEVERITY,
                    _place(series, form.until),
                    f"the older form of {series.task.id} holds until {ISO[form.until]}, and the newest begins on "
                    f"{ISO[starts]}",
                    f"Let it end before, for example until: {ISO[starts - 1]}.",
                )
            elif form.until in ends:
                yield Finding(
                    "was-order",
                    SEVERITY,
                    _place(series, form.until),
                    f"two older forms of {series.task.id} hold until {ISO[form.until]}",
                    "Let each end on a day of its own.",
                )
            ends.add(form.until)


def _place(series: Series, until: int) -> Place:
    """Return where the form that holds until a day is written: the last of several."""
    for layer in reversed(series.layers):
        was = layer.block.get("was")
        if isinstance(was, Items):
            numbers = [n for n, form in enumerate(was) if form.get("until") == ISO[until]]
            return was[numbers[-1]].value_place("until") if numbers else item_places(layer.block, "was")[0]
    return series.written_in()
