"""From what a user types to an asset and its task; what is not there is a usage error that names what is near."""

from __future__ import annotations

import typer

from fmplan.assets.estate import Asset
from fmplan.assets.mistakes import did_you_mean, listing
from fmplan.cli.session import Opened
from fmplan.exports.plain import one_line
from fmplan.schedules.expiry import CONTRACT, is_contract
from fmplan.schedules.series import Series


def series_named(opened: Opened, asset: str, task: str) -> Series:
    """Return the series of a task of an asset, or of the contract of a team. Raises a usage error."""
    found = _asset(opened, asset, task)
    series = [one for one in opened.series if one.asset is found]
    for one in series:
        if one.task.id == task:
            return one
    for one in series:
        if task in {one.task.bare_id, f"{one.task.schedule}/{one.task.bare_id}"}:
            return one
    if (waiver := found.waive.get(task)) is not None:
        place = found.waived_at("", task, task).under(opened.folder)
        wrong = f"{found.id} waives {task!r} ({place.path}:{place.line}): {one_line(waiver.because)}"
        raise typer.BadParameter(wrong, param_hint="TASK")
    known = [one.task.id for one in series]
    close = did_you_mean(task, known) or f"its tasks: {listing(known)}" if known else "it has no tasks"
    raise typer.BadParameter(f"{found.id} has no task {task!r}: {close}", param_hint="TASK")


def _asset(opened: Opened, asset: str, task: str) -> Asset:
    assets = opened.estate.assets
    team = next((one.asset for one in opened.series if is_contract(one) and one.asset.id == asset), None)
    if team is not None and (task == CONTRACT or asset not in assets):
        return team
    if asset in assets:
        return assets[asset]
    for one in assets.values():
        if asset in one.formerly:
            return one
    close = did_you_mean(asset, assets)
    raise typer.BadParameter(f"no asset is called {asset!r}{f': {close}' if close else ''}", param_hint="ASSET")
