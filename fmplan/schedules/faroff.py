"""Days that lie where nobody means them, seen from today: work done in the future, a begin in a far year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from fmplan.assets.estate import ESTATE_CLASS, Asset, Estate
from fmplan.dates.day import ISO, Day
from fmplan.findings import Finding, Severity
from fmplan.schedules.series import Series

FAR: Final = 10 * 366
"""Nobody writes of a thing that begins so many days ahead: it is a slip of the pen."""


def far_off(estate: Estate, series: Sequence[Series], today: Day) -> Iterator[Finding]:
    """Yield a finding for each `last` after today, and for each estate and asset that begins in a far year.

    Before the plan begins, what is to be done until then may be written down: the plan counts from it.
    """
    yield from _done_ahead(series, max(today, estate.starts - 1))
    if estate.starts > today + FAR:
        yield _far("the estate", estate.itself, "starts", estate.starts)
    for asset in estate.assets.values():
        for key, day in (("starts", asset.starts), ("in_service", asset.in_service)):
            if day is not None and day > max(today, estate.starts) + FAR and asset.class_ != ESTATE_CLASS:
                yield _far(asset.id, asset, key, day)


def _done_ahead(series: Sequence[Series], latest: Day) -> Iterator[Finding]:
    for one in series:
        if one.last is not None and one.last > latest:
            yield Finding(
                "last-ahead",
                Severity.WARNING,
                one.mended_at("last"),
                f"{one.asset.id} {one.task.id} was last done on {ISO[one.last]}, it says, which is still to come",
                "Write the day it was last done; where a date is planned for then, write it as first: instead.",
            )


def _far(name: str, asset: Asset, key: str, day: Day) -> Finding:
    place = asset.block.key_place(key) if key in asset.block else asset.place()
    return Finding(
        "begins-far-off",
        Severity.WARNING,
        place,
        f"{name} begins on {ISO[day]} by {key}: until then nothing of it is planned or owed",
        f"Write {key}: with the right year.",
    )
