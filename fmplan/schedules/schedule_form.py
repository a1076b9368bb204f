"""A file of schedules as people write it: the estate's own and the library's alike."""

from pydantic import Field

from fmplan.assets.task_form import SourceForm, TaskForm
from fmplan.assets.text import Text
from fmplan.assets.timing_form import FactTest
from fmplan.assets.written import Form, Names


class ScheduleForm(Form):
    """A named set of tasks for one or more classes."""

    title: Text | None = None
    applies_to: Names
    source: SourceForm | None = None
    when: dict[str, FactTest] | None = None
    tasks: dict[str, TaskForm] = Field(min_length=1)


class ScheduleFileForm(Form):
    """One file below `schedules/`."""

    schedules: dict[str, ScheduleForm]
