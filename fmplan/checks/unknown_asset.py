"""Allow a part of an asset that does not exist.

*Why it matters*: `part_of:` leads from the part to the whole, in lists and in notices. Where it leads nowhere, the part
is lost from sight.

*Example*:

    rope-1: {class: elevator/rope, name: Ropes, part_of: lift-1}     # and the lift is called lift-1a

*Mend it*: write the id of the asset as the register has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fmplan.assets.mistakes import did_you_mean, sentence
from fmplan.checks.situation import Situation
from fmplan.findings import Finding, Severity

SEVERITY: Final = Severity.ERROR


def check(situation: Situation) -> Iterator[Finding]:
    """Yield an error for each `part_of:` that names no asset, or the asset itself."""
    assets = situation.estate.assets
    for asset in assets.values():
        whole = asset.part_of
        if whole == asset.id:
            yield Finding(
                "unknown-asset",
                SEVERITY,
                asset.block.value_place("part_of"),
                f"{asset.id} is part of itself",
                "Write the asset it is a part of, or take part_of: out.",
            )
        elif whole is not None and whole not in assets:
            yield Finding(
                "unknown-asset",
                SEVERITY,
                asset.block.value_place("part_of"),
                f"{asset.id} is part of {whole!r}, and there is no such asset",
                sentence(did_you_mean(whole, assets)) or f"Register {whole}, or take part_of: out.",
            )
