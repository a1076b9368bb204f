"""Allow a certificate that comes from a task its asset does not have.

*Why it matters*: the certificate is renewed by doing the task. Where the name is wrong, nobody is sent, and the
certificate runs out.

*Example*:

    certificates:
      inspection-mark: {from: periodic-inspction, expires: 2027-09}

*Mend it*: write the id of the task as the schedule or the asset has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fmplan.assets.estate import Asset
from fmplan.assets.mistakes import did_you_mean, listing, sentence
from fmplan.checks.situation import Situation
from fmplan.findings import Finding, Place, Severity
from fmplan.yamlfile.block import Block

SEVERITY: Final = Severity.ERROR


def check(situation: Situation) -> Iterator[Finding]:
    """Yield an error for each `from:` of a certificate that names no task of the asset."""
    for asset in situation.estate.assets.values():
        for id_, certificate in asset.certificates.items():
            for task in certificate.from_ or ():
                known = _tasks_of(situation, asset)
                if task in known:
                    continue
                yield Finding(
                    "certificate-task",
                    SEVERITY,
                    _place(asset, id_),
                    f"the certificate {id_!r} comes from {task!r}, and {asset.id} has no such task",
                    sentence(did_you_mean(task, sorted(known)))
                    or (
                        f"Its tasks: {listing(sorted(known))}."
                        if known
                        else f"Give {asset.id} a task {task!r}, or take from: out."
                    ),
                )


def _tasks_of(situation: Situation, asset: Asset) -> set[str]:
    """Return every task the asset could have, were the facts others."""
    offered = {
        name
        for schedule in situation.schedules
        if schedule.fits(asset.class_)
        for task in schedule.layers
        for name in (task, f"{schedule.id}/{task}")
    }
    return offered | set(asset.tasks)


def _place(asset: Asset, id_: str) -> Place:
    certificates = asset.block.get("certificates")
    if isinstance(certificates, Block) and isinstance(certificates.get(id_), Block):
        block: Block = certificates[id_]
        return block.value_place("from")
    return asset.place()
