"""Allow a life whose end comes before its beginning.

*Why it matters*: an asset that leaves before it comes has no day on which anything is planned, and a contract that
expires before it begins is never in force. A year was mistyped, and the plan is silently empty.

*Example*:

    lift-2: {class: elevator, name: Lift 2, in_service: 2028-06-01, out_of_service: 2018-06-30}

*Mend it*: correct the date that is wrong; the finding names both.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fmplan.assets.estate import Asset, Team
from fmplan.assets.mistakes import item_places
from fmplan.checks.situation import Situation
from fmplan.dates.day import ISO
from fmplan.findings import Finding, Place, Severity
from fmplan.yamlfile.block import Block

SEVERITY: Final = Severity.ERROR

_IN_ORDER: Final = (
    ("manufactured", "in_service"),
    ("in_service", "out_of_service"),
    ("manufactured", "out_of_service"),
    ("starts", "out_of_service"),
)


def check(situation: Situation) -> Iterator[Finding]:
    """Yield an error for each pair of dates of an asset or contract that stand in the wrong order."""
    for asset in situation.estate.assets.values():
        # The later of each two; most assets have neither.
        if asset.in_service is not None or asset.out_of_service is not None:
            yield from _of_asset(asset)
    for team in situation.estate.teams.values():
        yield from _of_contract(team)


def _of_asset(asset: Asset) -> Iterator[Finding]:
    for earlier, later in _IN_ORDER:
        begin, end = getattr(asset, earlier), getattr(asset, later)
        if begin is not None and end is not None and begin > end:
            yield _finding(
                asset.block.value_place(later),
                f"{asset.id}: {later} {ISO[end]} lies before {earlier} {ISO[begin]}",
                earlier,
                later,
            )
    end = asset.out_of_service
    # A closure that the whole file shares may well come after one of its assets has left.
    if end is None or "suspended" not in asset.block:
        return
    for span, place in zip(asset.suspended, item_places(asset.block, "suspended"), strict=True):
        if span.start > end:
            yield _finding(
                place,
                f"{asset.id}: suspended from {ISO[span.start]}, after its last day in use, {ISO[end]}",
                "suspended",
                "out_of_service",
            )


def _of_contract(team: Team) -> Iterator[Finding]:
    contract = team.contract
    if contract is None or contract.from_ is None or contract.expires is None:
        return
    if contract.from_ > contract.expires:
        written = team.block["contract"]
        yield _finding(
            written.value_place("expires") if isinstance(written, Block) else team.block.place(),
            f"the contract of {team.id} expires on {ISO[contract.expires]}, before it begins on {ISO[contract.from_]}",
            "from",
            "expires",
        )


def _finding(place: Place, message: str, one: str, other: str) -> Finding:
    return Finding("life-backwards", SEVERITY, place, message, f"Correct {one}: or {other}:, perhaps the year.")
