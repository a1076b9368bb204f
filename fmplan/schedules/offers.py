"""Which tasks an asset is offered: by the schedules that fit its class and facts, and by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from fmplan.assets.estate import Asset, Estate, Layer
from fmplan.assets.mistakes import listing
from fmplan.assets.task_form import SourceForm
from fmplan.findings import Finding, Severity
from fmplan.schedules.complaints import Lack, MissingFact, Want
from fmplan.schedules.facts import holds
from fmplan.schedules.load import Schedule
from fmplan.schedules.overriding import duty_of_a_rule
from fmplan.schedules.wanting import Wanting


class Offer(Struct, frozen=True):
    """A task that a schedule or the asset itself offers to an asset.

    `id` is written `schedule/task` where two schedules bring a task of that name; `schedule` is empty for one of the
    asset's own.
    """

    id: str
    bare_id: str
    schedule: str
    layers: tuple[Layer, ...]
    source: SourceForm | None


class Offers:
    """Tells what the schedules of an estate offer to its assets; `findings` are what was wrong on the way."""

    def __init__(self, estate: Estate, schedules: Sequence[Schedule], wanting: Wanting) -> None:
        """Facts that are missing are added to `wanting`."""
        self.findings: list[Finding] = []
        self._estate = estate
        self._schedules = schedules
        self._wanting = wanting
        self._fitting: dict[str, tuple[Schedule, ...]] = {}

    def to(self, asset: Asset) -> list[Offer]:
        """Return what an asset is offered, without what it waives for ever."""
        by_task: dict[str, list[tuple[Schedule, tuple[Layer, ...]]]] = {}
        for schedule in self._holding(asset):
            for task, layers in schedule.layers.items():
                by_task.setdefault(task, []).append((schedule, layers))
        own = dict(asset.tasks)
        offers: list[Offer] = []
        for task, givers in by_task.items():
            for schedule, layers in givers:
                id_ = task if len(givers) == 1 else f"{schedule.id}/{task}"
                over = own.pop(id_, ())
                self._say_duties(schedule, task, over)
                offers.append(Offer(id_, task, schedule.id, (*layers, *over), schedule.source))
        for task, layers in own.items():
            if len(by_task.get(task, ())) > 1:
                self.findings.append(_ambiguous(task, layers[-1], [schedule.id for schedule, _ in by_task[task]]))
            else:
                offers.append(Offer(task, task, "", layers, None))
        return [offer for offer in offers if not _is_waived(asset, offer)] if asset.waive else offers

    def names(self, asset: Asset, offers: Sequence[Offer]) -> set[str]:
        """Return every task that an asset has by these offers, or could have, were the facts others."""
        has = {name for offer in offers for name in (offer.id, offer.bare_id)}
        could_have = {
            name
            for schedule in self._fitting_for(asset.class_)
            for task in schedule.layers
            for name in (task, f"{schedule.id}/{task}")
        }
        return has | could_have | set(asset.tasks)

    def _holding(self, asset: Asset) -> Iterator[Schedule]:
        """Yield the schedules that fit the class of an asset and hold under its facts."""
        for schedule in self._fitting_for(asset.class_):
            if schedule.form.when:
                verdict = holds(schedule.form.when, lambda name: self._estate.fact(asset, name))
                if isinstance(verdict, str):
                    place = None if schedule.is_built_in else schedule.block.key_place("when")
                    self._wanting.add(asset, MissingFact(verdict, "when", Lack.TASK, Want.NUMBER), schedule.id, place)
                if verdict is not True:
                    continue
            yield schedule

    def _fitting_for(self, class_: str) -> tuple[Schedule, ...]:
        fitting = self._fitting.get(class_)
        if fitting is None:
            fitting = self._fitting[class_] = tuple(one for one in self._schedules if one.fits(class_))
        return fitting

    def _say_duties(self, schedule: Schedule, task: str, over: Sequence[Layer]) -> None:
        """Say that assets and types change the duty of a rule of the library, which stays."""
        for layer in over if schedule.is_built_in else ():
            if "duty" in layer.block:
                self.findings.append(duty_of_a_rule(f"{schedule.id}/{task}", layer.block.key_place("duty")))


def _ambiguous(task: str, layer: Layer, schedules: list[str]) -> Finding:
    return Finding(
        "ambiguous-task",
        Severity.ERROR,
        layer.place(),
        f"the schedules {listing(schedules)} each bring a task {task!r}",
        f"Name the one you mean: {' or '.join(f'{one}/{task}' for one in schedules)}.",
    )


def _is_waived(asset: Asset, offer: Offer) -> bool:
    waiver = asset.waiver_of(offer.schedule, offer.id, offer.bare_id)
    return waiver is not None and waiver.until is None
