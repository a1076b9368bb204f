"""Allow an estate to ask for less than a rule of law, of a regulator, or than a cap.

*Why it matters*: the library says what the law asks. What an estate says otherwise is planned as the estate says, so an
override that asks for less puts every date of that task outside the law, and nothing in the calendar shows it.

*Example*:

    schedules:
      cn-elevator-traction:
        tasks:
          half-month: {every: 1 month, max_gap: 31 days, because: the contract says monthly}

*Mend it*: leave out what is laxer. Where the rule truly does not hold here, waive the task on the asset, with the
reason and until when.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fmplan.assets.estate import Asset, Layer
from fmplan.assets.task_form import BINDING
from fmplan.checks.situation import Situation
from fmplan.findings import Finding, Severity
from fmplan.schedules.facts import holds
from fmplan.schedules.layers import written_at
from fmplan.schedules.series import Series
from fmplan.schedules.settle import Settler
from fmplan.schedules.strictness import is_binding, laxer_keys
from fmplan.schedules.task import Task

SEVERITY: Final = Severity.WARNING


def check(situation: Situation) -> Iterator[Finding]:
    """Yield a warning for each override of a binding rule that asks for less, at the key that does."""
    settler = Settler(situation.estate)
    for task, sharing in situation.by_task:
        layers = sharing[0].layers
        if layers[0].built_in and not layers[-1].built_in:
            yield from _laxer(settler, sharing[0], task)
    yield from _left_out(situation)


def _laxer(settler: Settler, series: Series, task: Task) -> Iterator[Finding]:
    built_in = tuple(layer for layer in series.layers if layer.built_in)
    own = series.layers[len(built_in) :]
    rule = settler.settle(series.asset, task.id, task.bare_id, task.schedule, built_in, task.source).task
    if rule is None or not is_binding(rule):
        return
    for key in laxer_keys(rule, task, series):
        place = written_at(own, key)
        if place is not None:
            yield Finding(
                "laxer-than-rule",
                SEVERITY,
                place,
                f"{key} asks for less of {task.id!r} than {_rule(rule)}",
                "Leave it out, or waive the task on the asset with the reason.",
            )


def _rule(rule: Task) -> str:
    cited = rule.source
    where = ", ".join(part for part in (cited.standard, cited.clause) if part) if cited else "the library"
    cap = f", at most {rule.max_gap} apart" if rule.max_gap is not None else ""
    return f"{where} asks: {rule.timing}{cap}"


def _left_out(situation: Situation) -> Iterator[Finding]:
    """Find conditions of the estate's own that leave a binding rule out: there is no series then."""
    saying: dict[str, list[Asset]] = {}
    for asset in situation.estate.assets.values():
        for task, written in asset.tasks.items():
            if any(layer.form.when is not None for layer in written):
                saying.setdefault(task, []).append(asset)
    for schedule in situation.schedules:
        for task, layers in schedule.layers.items():
            if not (layers[0].built_in and layers[0].form.force in BINDING):
                continue
            own = [layer for layer in layers[1:] if layer.form.when is not None]
            assets = situation.estate.assets.values() if own else saying.get(task, ())
            told: set[int] = set()
            for asset in assets:
                if not schedule.fits(asset.class_):
                    continue
                for layer in (*own, *asset.tasks.get(task, ())):
                    if id(layer) not in told and _is_left_out(situation, asset, layers[0], layer):
                        told.add(id(layer))
                        yield Finding(
                            "laxer-than-rule",
                            SEVERITY,
                            layer.block.key_place("when"),
                            f"when leaves '{schedule.id}/{task}' out where its rule does not",
                            "Leave it out, or waive the task on the asset with the reason.",
                        )


def _is_left_out(situation: Situation, asset: Asset, rule: Layer, own: Layer) -> bool:
    """Tell whether a condition of the estate's own leaves an asset out that the rule does not."""

    def fact(name: str) -> str | None:
        return situation.estate.fact(asset, name)

    if own.form.when is None or holds(own.form.when, fact) is True:
        return False
    return holds(rule.form.when or {}, fact) is not False
