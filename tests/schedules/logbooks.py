"""Random logbooks for the properties: what people could have written down of a register, in any order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import strategies as st

from fmplan.dates.day import ISO
from tests.schedules.factories import Act, Opened, entry

Deed = tuple[int, int, str, bool]
"""Which date of the plan, how many days after it, what was done of it, and whether the line names the date."""

KINDS = ("done", "done", "done", "done", "skipped", "deferred", "booked")

deeds: st.SearchStrategy[list[Deed]] = st.lists(
    st.tuples(st.integers(0, 200), st.integers(-20, 25), st.sampled_from(KINDS), st.booleans()), max_size=12
)
named_deeds: st.SearchStrategy[list[Deed]] = st.lists(
    st.tuples(st.integers(0, 200), st.integers(-20, 25), st.sampled_from(KINDS), st.just(True)), max_size=12
)


def acts_of(opened: Opened, deeds: Sequence[Deed], span: str = "2027..2028") -> list[Act]:
    """Return the lines that say these deeds of a register's dates, as fmplan writes them where they are named.

    Of one date no two closings, and what a floating series closes has its numbers in the order of time.
    """
    plan = opened.plan(span)
    dates = [one for one in plan.occurrences if one.covered_by is None]
    found: dict[tuple[str, str, str], Act] = {}
    numbers: dict[str, int] = {}
    drawn = [(dates[number % len(dates)], days, kind, is_named) for number, days, kind, is_named in deeds if dates]
    for one, days, kind, is_named in sorted(drawn, key=lambda deed: (deed[0].planned + deed[1], deed[0].key)):
        series = one.series
        tail = one.key.rpartition("/")[2]
        on = ISO[one.planned + days]
        is_closing = kind in {"done", "skipped"}
        if series.task.hangs_on_the_logbook:
            numbers.setdefault(series.key, 1)
            tail = f"#{numbers[series.key]}"
            if is_closing:
                numbers[series.key] += 1
        for_ = tail if is_named else None
        asset, task = series.asset.id, series.task.id
        to = str(date.fromisoformat(on) + timedelta(days=abs(days) + 1))
        more = {"to": to} if kind in {"deferred", "booked"} else {}
        why = {"reason": "rain"} if kind in {"skipped", "deferred"} else {}
        act = entry(kind, on, for_, task, asset, **more, **why)
        found.setdefault((series.key, on if for_ is None else tail, "closing" if is_closing else kind), act)
    return list(found.values())
