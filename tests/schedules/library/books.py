"""The whole library as its tests see it: every schedule, every rule, and which of them can meet on one asset."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from fmplan.assets.task_form import SourceForm, TaskForm
from fmplan.schedules.library.contents import contents
from fmplan.schedules.library.files import block_of
from fmplan.schedules.library.shelf import taken
from fmplan.schedules.library.words import classes
from fmplan.schedules.load import Schedule
from fmplan.schedules.settle import merged_source
from fmplan.yamlfile.block import Block

COUNTRIES: Final = ("CN", "GB", "US")


class Rule(NamedTuple):
    """One task of the library, in its schedule."""

    schedule: Schedule
    task: str
    form: TaskForm
    block: Block

    @property
    def id(self) -> str:
        return f"{self.schedule.id}/{self.task}"

    @property
    def source(self) -> SourceForm | None:
        return merged_source(self.schedule.source, self.form.source)

    @property
    def sources(self) -> tuple[SourceForm, ...]:
        """Its own source and those beside it."""
        return (*([self.source] if self.source else []), *(self.form.also or ()))


@cache
def schedules() -> tuple[Schedule, ...]:
    """Return every schedule of the library, by id."""
    return tuple(map(taken, contents()))


@cache
def rules() -> tuple[Rule, ...]:
    """Return every task of the library."""
    return tuple(
        Rule(one, task, layer.form, layer.block) for one in schedules() for task, (layer,) in one.layers.items()
    )


def country_of(schedule: Schedule) -> str | None:
    """Return the country whose rules a schedule tells, None for one that holds anywhere."""
    country: str | None = block_of("words/packs.yaml")["packs"][schedule.form.pack].get("country")
    return country


def meetings() -> Iterator[tuple[str, str, list[Rule]]]:
    """Yield for every class and country the rules that can meet on one asset: (class, country, rules)."""
    for class_ in classes():
        for country in COUNTRIES:
            met = [
                rule for rule in rules() if rule.schedule.fits(class_) and country_of(rule.schedule) in {None, country}
            ]
            if met:
                yield class_, country, met
