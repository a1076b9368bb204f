"""A file of schedules as people write it: the estate's own and the library's alike."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from fmplan.assets.form import Form
from fmplan.assets.task_form import SourceForm, TaskForm
from fmplan.assets.text import Text
from fmplan.assets.timing_form import FactTest
from fmplan.assets.written import Names


class ScheduleForm(Form, frozen=True, kw_only=True):
    """A named set of tasks for one or more classes.

    `pack` says which standards a schedule of the library belongs to, `edition` which form of it a lock holds.
    """

    title: Text | None = None
    edition: str | None = None
    pack: str | None = None
    applies_to: Names | None = None
    needs: Names | None = None
    source: SourceForm | None = None
    when: dict[str, FactTest] | None = None
    tasks: Annotated[dict[str, TaskForm], Meta(min_length=1)]


class ScheduleFileForm(Form, frozen=True, kw_only=True):
    """One file below `schedules/`; `edition` is the day a library file was last brought up to its sources."""

    edition: str | None = None
    schedules: dict[str, ScheduleForm]
