"""Nothing of the standards document is lost on the way into the library, and nothing in it came from nowhere.

`standards/` has a table for each of the document's sections: its tasks by id, in its order, each with the tasks of
the library it became, and a note where that is not one to one. `*-added.csv` names what the document lacks.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from tests.schedules.library.books import rules

STANDARDS: Final = Path(__file__).parent / "standards"

ROWS: Final = {
    "4.1.1": 36,
    "4.1.2": 8,
    "4.1.3": 5,
    "4.2.1": 28,
    "4.2.2": 51,
    "4.2.3": 19,
    "4.2.4": 12,
    "4.3": 44,
    "4.4": 34,
    "4.5": 32,
    "4.6": 10,
    "4.7": 18,
    "4.8": 37,
    "4.9": 29,
    "4.10": 36,
    "4.11": 25,
}
"""How many tasks each section of the document has, counted there."""

ANNEXES: Final = {
    "A-1": 31,
    "A-2": 13,
    "A-3": 15,
    "A-4": 17,
    "B-1": 30,
    "B-2": 13,
    "B-3": 9,
    "B-4": 14,
    "C-1": 20,
    "C-2": 8,
    "C-3": 10,
    "C-4": 14,
    "D-1": 33,
    "D-2": 5,
    "D-3": 12,
    "D-4": 13,
}
"""How many items each table of TSG T5002's annexes has: lifts (A), hydraulic (B), service lifts (C), escalators (D)."""

WITH_A_CHECKLIST: Final = (
    "cn-fire-patrol-daily",
    "cn-fire-check-highrise-residential",
    "cn-fire-check-highrise-public",
    "cn-fire-check-enterprise",
    "cn-fire-check-institution",
    "cn-fas-quarter",
    "cn-fas-year",
    "cn-firewater-pump-manual",
    "cn-firewater-pump-auto",
    "cn-firewater-pump-flow",
    "cn-firewater-level",
    "cn-firewater-winter-temp",
    "cn-firewater-valves-month",
    "cn-sprinkler-month",
    "cn-sprinkler-quarter",
    "cn-sprinkler-year",
    "cn-hydrant-quarter",
    "cn-smoke-quarter",
    "cn-smoke-half-year",
    "cn-smoke-year",
    "cn-fire-door-quarter",
    "cn-emergency-light-month",
    "cn-emergency-light-year",
    "cn-gas-suppression-month",
    "cn-gas-suppression-quarter",
    "cn-gas-suppression-year",
    "cn-extinguisher-month",
    "cn-fire-control-room-watch",
    "cn-fire-annual-test",
)
"""The document's fire tasks that its section 5.9 has a checklist for."""


class Row(NamedTuple):
    """One task of the document, and what became of it."""

    section: str
    id: str
    tasks: tuple[str, ...]
    note: str


def _rows() -> list[Row]:
    return [
        Row(path.stem, cells["id"], tuple(cells["tasks"].split()), cells["note"])
        for path in _tables(added=False)
        for cells in _read(path, ["id", "tasks", "note"])
    ]


def _added() -> list[tuple[str, str]]:
    """Return the tasks that the document lacks, each with why it is there."""
    return [
        (task, cells["note"])
        for path in _tables(added=True)
        for cells in _read(path, ["tasks", "note"])
        for task in cells["tasks"].split()
    ]


def _tables(*, added: bool) -> list[Path]:
    return [path for path in sorted(STANDARDS.glob("*.csv")) if path.stem.endswith("-added") is added]


def _read(path: Path, head: list[str]) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file)
        assert table.fieldnames == head, path.name
        for cells in table:
            assert None not in cells, f"{path.name}: a cell too many at {cells[head[0]]}"
            yield {key: (cells[key] or "").strip() for key in head}


def test_every_task_of_the_document_has_its_row() -> None:
    assert Counter(row.section for row in _rows()) == ROWS
    assert sum(ROWS.values()) == 424


def test_no_task_of_the_document_is_told_twice() -> None:
    assert [id_ for id_, number in Counter(row.id for row in _rows()).items() if number > 1] == []


def test_every_task_that_is_named_is_in_the_library() -> None:
    known = {rule.id for rule in rules()}
    named = [(row.id, task) for row in _rows() for task in row.tasks] + [("added", task) for task, _ in _added()]
    assert [one for one in named if one[1] not in known] == []


def test_every_task_of_the_library_is_from_the_document_or_named_as_added() -> None:
    named = {task for row in _rows() for task in row.tasks} | {task for task, _ in _added()}
    assert [rule.id for rule in rules() if rule.id not in named] == []


def test_what_was_left_out_says_why() -> None:
    assert [row.id for row in _rows() if not row.tasks and not row.note] == []


def test_what_became_several_tasks_says_how() -> None:
    assert [row.id for row in _rows() if len(row.tasks) > 1 and not row.note] == []


def test_what_was_merged_says_so_somewhere() -> None:
    """Where one task of the library stands for several of the document, one of the rows at least tells it."""
    notes: dict[str, list[str]] = {}
    for row in _rows():
        for task in row.tasks:
            notes.setdefault(task, []).append(row.note)
    assert [task for task, told in notes.items() if len(told) > 1 and not any(told)] == []


def test_what_was_added_says_why_and_is_not_in_the_document() -> None:
    from_document = {task for row in _rows() for task in row.tasks}
    assert _added()
    assert [task for task, note in _added() if not note or task in from_document] == []


@pytest.mark.parametrize("annex", ANNEXES)
def test_every_item_of_an_annex_is_on_the_checklist_of_one_rule(annex: str) -> None:
    """Numbered from 01 without a gap, on one rule; a larger service holds only what it adds to the smaller ones."""
    items = [(rule.id, item.id) for rule in rules() for item in rule.form.checklist or () if item.id.startswith(annex)]
    assert [id_ for _, id_ in items] == [f"{annex}-{number:02}" for number in range(1, ANNEXES[annex] + 1)]
    assert len({rule for rule, _ in items}) == 1


def test_the_annexes_have_257_items() -> None:
    assert sum(ANNEXES.values()) == 257


@pytest.mark.parametrize("id_", WITH_A_CHECKLIST)
def test_a_fire_task_with_a_checklist_in_the_document_has_it_in_the_library(id_: str) -> None:
    became = {task for row in _rows() if row.id == id_ for task in row.tasks}
    with_items = [rule.id for rule in rules() if rule.id in became and len(rule.form.checklist or ()) > 1]
    assert with_items
