"""Loading the estate's own schedules: every file below `schedules/`."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from fmplan.assets.estate import Layer
from fmplan.assets.ids import bad_id, look_alikes
from fmplan.assets.mistakes import read_form
from fmplan.assets.register import yaml_blocks
from fmplan.assets.task_form import SourceForm
from fmplan.findings import Finding, Place
from fmplan.schedules.schedule_form import ScheduleFileForm, ScheduleForm
from fmplan.tree import Tree
from fmplan.yamlfile.block import Block


class Schedule(Struct, frozen=True):
    """A named set of tasks for one or more classes; a schedule for `elevator` also fits `elevator/traction`."""

    id: str
    form: ScheduleForm
    block: Block
    layers: Mapping[str, Layer]

    @property
    def source(self) -> SourceForm | None:
        """Where its tasks come from, unless a task says otherwise."""
        return self.form.source

    def fits(self, class_: str) -> bool:
        """Tell whether the schedule applies to assets of a class."""
        return any(class_ == one or class_.startswith(f"{one}/") for one in self.form.applies_to)


def load_schedules(tree: Tree) -> tuple[tuple[Schedule, ...], list[Finding]]:
    """Return the schedules below `schedules/`, by id, and all that is wrong in their files."""
    blocks, findings = yaml_blocks(tree, "schedules")
    schedules: dict[str, Schedule] = {}
    ids: list[tuple[str, Place]] = []
    for _, block in blocks:
        form, mistakes = read_form(ScheduleFileForm, block)
        findings += mistakes
        if form is None:
            continue
        written: Block = block["schedules"]
        for id_, schedule in form.schedules.items():
            place = written.key_place(id_)
            ids.append((id_, place))
            if wrong := bad_id(id_, "a schedule", place):
                findings.append(wrong)
                continue
            schedules.setdefault(id_, _schedule(id_, schedule, written[id_], findings))
    findings += look_alikes(ids, "the schedule")
    return tuple(schedules[id_] for id_ in sorted(schedules)), findings


def _schedule(id_: str, form: ScheduleForm, block: Block, findings: list[Finding]) -> Schedule:
    tasks: Block = block["tasks"]
    layers = {}
    for task, task_form in form.tasks.items():
        if wrong := bad_id(task, "a task", tasks.key_place(task)):
            findings.append(wrong)
            continue
        layers[task] = Layer(f"schedule {id_}", tasks[task], task_form, task_form.first, task_form.last, tasks)
    findings += look_alikes([(task, tasks.key_place(task)) for task in tasks], "the task")
    return Schedule(id_, form, block, layers)
