"""Allow a duty of law or of a regulator to be waived for ever.

*Why it matters*: what the law asks is rarely waived for good: a test was done under the contract, an inspector agreed
to it for a time. Without a last day nobody looks at it again, and the duty is gone from every calendar.

*Example*:

    waive:
      load-test: {because: done 2026-11-02 under contract}

*Mend it*: write until when it holds, or by when somebody is to look at it again. Where the rule never holds for the
thing, its class or a fact says so better than a waiver.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fmplan.assets.asset_form import WaiverForm
from fmplan.assets.estate import Asset
from fmplan.assets.mistakes import listing
from fmplan.assets.task_form import BINDING
from fmplan.checks.situation import Situation
from fmplan.findings import Finding, Place, Severity
from fmplan.schedules.facts import holds
from fmplan.schedules.load import Schedule

SEVERITY: Final = Severity.WARNING


def check(situation: Situation) -> Iterator[Finding]:
    """Yield a warning for each rule that binds and would hold, which assets waive without `until`."""
    found: dict[str, list[tuple[Place, str]]] = {}
    for asset in situation.estate.assets.values():
        endless = {id_: waiver for id_, waiver in asset.waive.items() if waiver.until is None}
        for schedule in situation.schedules if endless else ():
            for id_, task in _bound_by(situation, asset, schedule, endless):
                place = asset.waived_at(schedule.id, id_, task)
                found.setdefault(f"{schedule.id}/{task}", []).append((place, asset.id))
    for rule, waiving in found.items():
        ids = [id_ for _, id_ in waiving]
        yield Finding(
            "endless-waiver",
            SEVERITY,
            min(place for place, _ in waiving),
            f"{listing(ids, 3)} {'waives' if len(ids) == 1 else 'waive'} {rule!r} for ever, and it binds",
            "Say until when the waiver holds, or is looked at again, for example until: 2028-12-31.",
        )


def _bound_by(
    situation: Situation, asset: Asset, schedule: Schedule, waived: dict[str, WaiverForm]
) -> Iterator[tuple[str, str]]:
    """Yield each binding task of a schedule that a waiver leaves out, after the name it is waived by."""
    if not schedule.fits(asset.class_):
        return
    for task, layers in schedule.layers.items():
        form = layers[0].form
        named = next((id_ for id_ in (task, f"{schedule.id}/{task}") if id_ in waived), None)
        if named is None or form.force not in BINDING:
            continue
        if all(
            holds(when or {}, lambda name: situation.estate.fact(asset, name)) is not False
            for when in (schedule.form.when, form.when)
        ):
            yield named, task
