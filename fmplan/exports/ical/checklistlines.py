"""A checklist as lines of text, each with a box to tick and a gap for what is read off."""

from __future__ import annotations

from collections.abc import Iterator

from fmplan.assets.task_form import ItemForm, ReadForm
from fmplan.assets.text import said
from fmplan.exports.plain import one_line
from fmplan.schedules.task import Task


def checklist_lines(task: Task, language: str) -> Iterator[str]:
    """Yield a line for each item of a task's checklist: `☐ A-1-07 Levelling: ___ mm (≤ 10)`."""
    for item in task.checklist:
        yield one_line(f"☐ {item.id} {said(item.text, language)}{_read(item)}")


def _read(item: ItemForm) -> str:
    return f": ___ {item.read.unit}{_bounds(item.read)}" if item.read else ""


def _bounds(read: ReadForm) -> str:
    if read.min is not None and read.max is not None:
        return f" ({read.min:g}–{read.max:g})"
    if read.max is not None:
        return f" (≤ {read.max:g})"
    return f" (≥ {read.min:g})" if read.min is not None else ""
