"""Loading the estate's own schedules: every file below `schedules/`."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct
from msgspec.structs import replace

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
    """A named set of tasks for one or more classes; a schedule for `elevator` also fits `elevator/traction`.

    `layers` holds for each task where it is written, the weakest first: that of the library, and over it what an
    estate says otherwise. `edition` is the day the library wrote it, "" for a schedule of the estate's own.
    """

    id: str
    form: ScheduleForm
    block: Block
    layers: Mapping[str, tuple[Layer, ...]]
    classes: tuple[str, ...]
    edition: str = ""
    within: Block | None = None

    def place(self) -> Place:
        """Where the schedule is written: at its id, where an estate wrote it."""
        return self.block.place() if self.within is None else self.within.key_place(self.id)

    @property
    def is_built_in(self) -> bool:
        """Whether it comes from the library."""
        return bool(self.edition)

    @property
    def source(self) -> SourceForm | None:
        """Where its tasks come from, unless a task says otherwise."""
        return self.form.source

    def is_needed(self, used: Collection[str]) -> bool:
        """Tell whether an estate has what the schedule is there for; `used` are the classes of its assets."""
        needs = self.form.needs
        return not needs or any(class_ == one or class_.startswith(f"{one}/") for one in needs for class_ in used)

    def fits(self, class_: str) -> bool:
        """Tell whether the schedule applies to assets of a class."""
        return any(class_ == one or class_.startswith(f"{one}/") for one in self.classes)


def load_schedules(tree: Tree) -> tuple[tuple[Schedule, ...], list[Finding]]:
    """Return the schedules below `schedules/`, by id, and all that is wrong in their files.

    One that names no class has none here: it is meant to say something otherwise in one of the library.
    """
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
            schedules.setdefault(id_, replace(schedule_of(id_, schedule, written[id_], findings), within=written))
    findings += look_alikes(ids, "the schedule")
    return tuple(schedules[id_] for id_ in sorted(schedules)), findings


def schedule_of(id_: str, form: ScheduleForm, block: Block, findings: list[Finding], edition: str = "") -> Schedule:
    """Return one schedule as it is written in `block`; what is wrong with its ids goes to `findings`."""
    tasks: Block = block["tasks"]
    layers = {}
    for task, task_form in form.tasks.items():
        if wrong := bad_id(task, "a task", tasks.key_place(task)):
            findings.append(wrong)
            continue
        block_of_task, first, last = tasks[task], task_form.first, task_form.last
        layers[task] = (Layer(f"schedule {id_}", block_of_task, task_form, first, last, tasks, bool(edition)),)
    findings += look_alikes([(task, tasks.key_place(task)) for task in tasks], "the task")
    return Schedule(id_, form, block, layers, form.applies_to or (), edition)
