"""A logbook is a set of acts: however its lines lie in files, and compacted or not, no date of the plan changes."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from fmplan.dates.ranges import parse_day
from fmplan.logbook.compact import compact
from fmplan.logbook.read import read_logbook
from fmplan.logbook.write import lines_of, record
from fmplan.tree import Folder, Tree
from tests.memorytree import MemoryTree
from tests.schedules.factories import Opened, told
from tests.schedules.recordings import SPAN, Lines, an_estate_with, logbooks

TODAY: Final = "2027-08-15"

_PLACE: Final = re.compile(r" at logbook/\S+:\d+:\d+")


def _seen(one: Opened, tree: Tree) -> tuple[object, ...]:
    """Return all that can be seen of a logbook: every date, and what is found, but not where it is written."""
    logbook, findings = read_logbook(tree, "logbook")
    plan = one.plan(SPAN, TODAY, logbook)
    found = {(finding.code, _PLACE.sub("", finding.message)) for finding in (*findings, *plan.findings)}
    return told(plan), found, sorted(entry.id for entry in (*logbook.entries, *logbook.undones))


def _in_files(lines: Lines, files: Sequence[int]) -> Mapping[str, str | bytes]:
    """Return the lines spread over files, some of them by months, and some that people named."""
    found: dict[str, bytes] = {}
    for (recorded, act), number in zip(lines, files, strict=True):
        month = recorded[:7].replace("-", "/")
        path = f"logbook/{month}/{number}.jsonl" if number % 2 else f"logbook/by-hand-{number}.jsonl"
        found[path] = found.get(path, b"") + lines_of([{**act, "recorded": f"{recorded}T12:00Z"}])
    return dict(found)


@settings(max_examples=80, deadline=None)
@given(data=st.data(), made=logbooks())
def test_wherever_a_line_lies_and_however_often_every_date_stays(data: st.DataObject, made: tuple[str, Lines]) -> None:
    one, lines = an_estate_with(made[0]), made[1]
    numbers = st.lists(st.integers(0, 5), min_size=len(lines), max_size=len(lines))
    together = _seen(one, MemoryTree(_in_files(lines, [0] * len(lines))))
    apart = _seen(one, MemoryTree(_in_files(lines, data.draw(numbers))))
    shuffled = data.draw(st.permutations(lines))
    again = [(later, act) for recorded, act in shuffled for later in (recorded, "2027-09-30")]
    twice = _seen(one, MemoryTree(_in_files(again, [number % 6 for number in range(len(again))])))
    assert apart == together
    assert twice == together


@settings(max_examples=40, deadline=None)
@given(made=logbooks(), day=st.dates(date(2027, 1, 1), date(2027, 12, 31)))
def test_compacting_changes_nothing_that_can_be_seen(made: tuple[str, Lines], day: date) -> None:
    one, lines = an_estate_with(made[0]), made[1]
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top) / "logbook"
        for recorded, act in lines:
            record(folder, [act], f"{recorded}T12:00Z", "desk", parse_day(recorded))
        before = _seen(one, Folder(Path(top)))
        months = list(compact(folder, parse_day(str(day))))
        assert len(list(folder.rglob("*.jsonl"))) <= len(lines)
        assert all(month.written.stem[:7] < f"{day}"[:7] for month in months)
        assert _seen(one, Folder(Path(top))) == before
