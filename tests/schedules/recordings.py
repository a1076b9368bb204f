"""Random logbooks for the properties: whatever may be recorded of an asset, right, wrong, late and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from hypothesis import strategies as st

from fmplan.logbook.entry import id_of
from tests.schedules.factories import Act, Opened, opened
from tests.schedules.registers import task_blocks

IDS: Final = ("pump", "old-pump")
DAYS: Final = st.dates(date(2026, 12, 1), date(2027, 9, 30))
SPAN: Final = "2027"

Lines = Sequence[tuple[str, Act]]
"""Acts, each with the day on which it was recorded."""


@st.composite
def logbooks(draw: st.DrawFn) -> tuple[str, Lines]:
    """An asset that had another id once, and whatever may be recorded of it: right, wrong, late and taken back."""
    rules = draw(task_blocks())
    one = an_estate_with(rules)
    keys = [date_.key.split("/")[1:] for date_ in one.plan(SPAN).occurrences]
    tasks = sorted({series.task.id for series in one.series})
    acts: list[Act] = [draw(_acts(tasks, keys)) for _ in range(draw(st.integers(1, 12)))]
    for _ in range(draw(st.integers(0, 4))):
        named = draw(st.sampled_from(acts))
        more = {"asset": named["asset"], "task": named.get("task")} if draw(st.booleans()) and "task" in named else {}
        acts.append({"entry": "undone", "on": str(draw(DAYS)), "undoes": id_of(named), "asset": "pump", **more})
    return rules, [(str(draw(st.dates(date.fromisoformat(act["on"]), date(2027, 9, 30)))), act) for act in acts]


def an_estate_with(tasks: str) -> Opened:
    return opened(tasks=tasks, asset="formerly: [old-pump]")


@st.composite
def _acts(draw: st.DrawFn, tasks: Sequence[str], keys: Sequence[Sequence[str]]) -> Act:
    day, task = draw(DAYS), draw(st.sampled_from(tasks))
    kind = draw(st.sampled_from(["done", "done", "done", "skipped", "deferred", "booked"]))
    act: dict[str, Any] = {"entry": kind, "on": str(day), "asset": draw(st.sampled_from(IDS)), "task": task}
    if keys and draw(st.booleans()):
        act["task"], act["for"] = draw(st.sampled_from(keys))
    elif draw(st.booleans()):
        act["for"] = draw(st.one_of(DAYS.map(str), st.integers(1, 9).map("#{}".format)))
    if kind == "done":
        if keys and draw(st.booleans()):
            closed = draw(st.lists(st.sampled_from(keys), max_size=2))
            act |= {"closes": {name: _as_number(tail) for name, tail in closed}} if closed else {}
        if draw(st.integers(0, 5)) == 0:
            act["next"] = str(day + timedelta(draw(st.integers(1, 400))))
        if draw(st.integers(0, 5)) == 0:
            act["result"] = "no-access"
    if kind in {"deferred", "booked"}:
        act["to"] = str(day + timedelta(draw(st.integers(0, 60))))
    if kind in {"skipped", "deferred"}:
        act["reason"] = "rain"
    return act


def _as_number(tail: str) -> int | str:
    return int(tail[1:]) if tail.startswith("#") else tail
