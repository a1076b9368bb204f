"""Reading the tasks of assets: typed once for all that say the same, however many assets do."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from fmplan.assets.estate import Layer
from fmplan.assets.ids import bad_id, have_look_alikes, is_id, look_alikes
from fmplan.assets.mistakes import divided, read_form
from fmplan.assets.task_form import TaskForm
from fmplan.dates.day import Day
from fmplan.dates.ranges import parse_day
from fmplan.findings import Finding, Severity
from fmplan.yamlfile.block import Block

# Most assets have tasks of the same names.
_have_look_alikes = lru_cache(maxsize=4096)(have_look_alikes)


class TaskReader:
    """Types the `tasks:` of one estate.

    Ten thousand pumps with the same monthly check say the same thing ten thousand times, but for the
    dates `first` and `last`: those are read apart, and the rest is typed once.
    """

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._forms: dict[tuple[tuple[str, Any], ...], TaskForm] = {}

    def read(self, tasks: Mapping[str, Any] | None, origin: str) -> dict[str, Layer]:
        """Return the layer that each task of one `tasks:` block writes; mistakes go to `findings`."""
        layers: dict[str, Layer] = {}
        if not tasks:
            return layers
        assert isinstance(tasks, Block)  # noqa: S101 - the model lets no other mapping through
        if _have_look_alikes(tuple(tasks)):
            self.findings += look_alikes([(id_, tasks.key_place(id_)) for id_ in tasks], "the task")
        for id_, block in tasks.items():
            if isinstance(block, Block):
                layer = self._layer(block, origin, tasks)
                if not is_id(id_) and (wrong_id := bad_id(id_, "a task", tasks.key_place(id_))):
                    self.findings.append(wrong_id)
                elif layer:
                    layers[id_] = layer
            else:
                self.findings.append(
                    Finding(
                        "wrong-form",
                        Severity.ERROR,
                        tasks.key_place(id_),
                        f"the task {id_!r} wants a block of keys",
                        f"Write its keys below it, for example\n  {id_}:\n    name: Check\n    every: 1 month",
                    )
                )
        return layers

    def _layer(self, block: Block, origin: str, within: Block) -> Layer | None:
        said = dict(block)
        first, last = said.pop("first", None), said.pop("last", None)
        shared = tuple(said.items())
        try:
            form = self._forms.get(shared)
        except TypeError:  # a list or a block inside: not to be compared cheaply, so typed by itself
            form, shared = None, ()
        if form is None:
            form, findings = read_form(TaskForm, block)
            self.findings += findings
            if form is None:
                return None
            if shared:
                self._forms[shared] = form
        return Layer(
            origin,
            block,
            form,
            None if first is None else self._date(block, "first"),
            None if last is None else self._date(block, "last"),
            within,
        )

    def _date(self, block: Block, key: str) -> Day | None:
        text = block[key]
        try:
            return parse_day(text)
        except (ValueError, TypeError) as error:
            # Seldom both: a form typed by itself has said it already, at the same place and in the same words.
            message, remedy = divided(str(error))
            self.findings.append(
                Finding(
                    "bad-date",
                    Severity.ERROR,
                    block.value_place(key),
                    message,
                    remedy,
                )
            )
            return None
