"""From `lift-* half-month` to series: which task of which assets is meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from itertools import groupby
from operator import attrgetter
from typing import Final

import typer

from fmplan.assets.estate import Asset
from fmplan.assets.mistakes import did_you_mean, listing
from fmplan.cli.asking import pick
from fmplan.cli.session import Opened
from fmplan.schedules.expiry import runs_out
from fmplan.schedules.series import Series

_WILD: Final = "*?["
"""Signs of a pattern that may fit several."""


class NotThereError(Exception):
    """No asset or task is called so; `key` tells which of the two, the text what there is instead."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


def targets(opened: Opened, given: Sequence[str] | None) -> list[Series]:
    """Return the series that `ASSET... TASK` names, in their order; asks where several tasks fit. Usage errors."""
    if not given or len(given) < 2:
        raise typer.BadParameter(_task_missing(opened, given), param_hint="ASSET... TASK")
    *patterns, task = given
    try:
        found = [_tasks_fitting(group, task, exact=exact) for group, exact in _assets_fitting(opened, patterns)]
    except NotThereError as error:
        raise typer.BadParameter(str(error), param_hint=error.key.upper()) from None
    found = [fitting for fitting in found if fitting]
    if not found:
        raise typer.BadParameter(f"none of these assets has a task {task!r}", param_hint="TASK")
    if any(len(fitting) > 1 for fitting in found):
        ids = sorted({one.task.id for fitting in found for one in fitting})
        chosen = ids[pick(f"several tasks fit {task!r}", ids, "Name one of them.", "TASK")]
        found = [[one for one in fitting if one.task.id == chosen] for fitting in found]
    return [one for fitting in found for one in fitting]


def is_an_asset(opened: Opened, word: str) -> bool:
    """Tell whether a word names an asset, also by an older id, or is a pattern for several."""
    return any(sign in word for sign in _WILD) or any(
        word in {one.id, *one.formerly} for one in opened.estate.assets.values()
    )


def series_of(opened: Opened, asset: str, task: str) -> Series:
    """Return the one series of an asset and a task, both by id. Raises NotThereError."""
    group = next(_assets_fitting(opened, [asset]))[0]
    found = _tasks_fitting(group, task, exact=True)
    if len(found) != 1:
        raise NotThereError("task", f"several tasks fit {task!r}: {listing([one.task.id for one in found])}")
    return found[0]


def asset_named(opened: Opened, id_: str) -> Asset:
    """Return the one asset of an id, also an older one. Raises a usage error."""
    assets = opened.estate.assets
    found = assets.get(id_) or next((one for one in assets.values() if id_ in one.formerly), None)
    if found is None:
        close = did_you_mean(id_, assets)
        raise typer.BadParameter(f"no asset is called {id_!r}{f': {close}' if close else ''}", param_hint="ASSET")
    return found


def _task_missing(opened: Opened, given: Sequence[str] | None) -> str:
    text = "write the assets, and then the task"
    if not given:
        return text
    try:
        groups = [group for group, _ in _assets_fitting(opened, given)]
    except NotThereError as error:
        return str(error)
    tasks = sorted({one.task.id for group in groups for one in group if not runs_out(one)})
    return f"{text}: {given[0]} has {listing(tasks)}" if tasks else text


def _assets_fitting(opened: Opened, patterns: Sequence[str]) -> Iterator[tuple[list[Series], bool]]:
    """Yield the series of each asset that is meant, and whether it was named by its own id."""
    groups = [list(group) for _, group in groupby(opened.series, key=attrgetter("asset.id"))]
    assets = {**opened.estate.assets, **{group[0].asset.id: group[0].asset for group in groups}}
    wanted: dict[str, bool] = {}
    for pattern in patterns:
        for asset in _matching(assets, pattern):
            exact = pattern in {asset.id, *asset.formerly}
            wanted[asset.id] = wanted.get(asset.id, False) or exact
    for group in groups:
        id_ = group[0].asset.id
        if id_ in wanted:
            yield group, wanted.pop(id_)
    for id_, exact in wanted.items():
        if exact:
            raise NotThereError("task", f"{id_} has no task at all")


def _matching(assets: Mapping[str, Asset], pattern: str) -> list[Asset]:
    exact = [one for one in assets.values() if pattern == one.id] or [
        one for one in assets.values() if pattern in one.formerly
    ]
    found = exact or [
        one for one in assets.values() if any(fnmatchcase(id_, pattern) for id_ in (one.id, *one.formerly))
    ]
    if not found:
        close = did_you_mean(pattern, assets)
        what = "fits" if any(sign in pattern for sign in _WILD) else "is called"
        raise NotThereError("asset", f"no asset {what} {pattern!r}{f': {close}' if close else ''}")
    return found


def _tasks_fitting(group: Sequence[Series], task: str, *, exact: bool) -> list[Series]:
    """Return the series of one asset whose task is called so; `exact` tells that it must have one."""
    for names in (lambda one: one.id, lambda one: one.bare_id, lambda one: f"{one.schedule}/{one.bare_id}"):
        found = [one for one in group if names(one.task) == task]
        if found:
            return found
    # Nobody does a certificate or a contract: a pattern means work alone.
    found = [
        one
        for one in group
        if not runs_out(one) and (fnmatchcase(one.task.id, task) or fnmatchcase(one.task.bare_id, task))
    ]
    if not found and exact:
        known = [one.task.id for one in group]
        close = did_you_mean(task, known) or f"its tasks: {listing(known)}"
        raise NotThereError("task", f"{group[0].asset.id} has no task {task!r}: {close}")
    return found
