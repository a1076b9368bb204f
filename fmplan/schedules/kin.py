"""Assets whose tasks nest alike: what one of them was planned with holds for the others, only the names differ."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import overload

from fmplan.schedules.likeness import is_shared, likeness
from fmplan.schedules.occurrence import Occurrence
from fmplan.schedules.series import Series


def kinship_of(together: Sequence[Series]) -> Hashable | None:
    """Return what all dates of the series of an asset that look at one another hang on.

    None where more than that counts: a cap and turns bring the asset's own number in, meters its readings.
    """
    of_each = []
    for one in together:
        task = one.task
        if (
            not is_shared(task)
            or task.max_gap is not None
            or task.between is not None
            or task.meter is not None
            or one.turn is not None
            or one.asset.suspended
        ):
            return None
        of_each.append((id(task), one.calendar, likeness(one, one.begin)))
    return tuple(of_each)


class Kin(Sequence[Occurrence]):
    """The occurrences of one series whose asset has its dates in common with another, made when they are looked at.

    `model` are those of the other asset: the series is another, and so are the keys of what covers and is covered.
    """

    __slots__ = ("model", "series")

    def __init__(self, series: Series, model: Sequence[Occurrence]) -> None:
        self.series = series
        self.model = model

    def __len__(self) -> int:
        return len(self.model)

    def __iter__(self) -> Iterator[Occurrence]:
        if not self.model:
            return
        new, series = tuple.__new__, self.series
        own, other = series.asset.oldest_id, len(self.model[0].series.asset.oldest_id)
        for _, due, planned, latest, status, limit, moved, tail, by, covers, done_on in self.model:
            if by is not None:
                by = own + by[other:]
            if covers:
                covers = tuple([own + key[other:] for key in covers])
            yield new(Occurrence, (series, due, planned, latest, status, limit, moved, tail, by, covers, done_on))

    @overload
    def __getitem__(self, at: int) -> Occurrence: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Occurrence]: ...
    def __getitem__(self, at: int | slice) -> Occurrence | Sequence[Occurrence]:
        return tuple(self)[at]
