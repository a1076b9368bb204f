"""Many values of one kind as columns, one for each of their fields: quick to take out of what was kept.

Ten thousand assets have thirty thousand tasks, and most of their fields say the same.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import repeat
from operator import attrgetter
from types import NoneType
from typing import Any, Final, TypeVar

from msgspec import Struct

S = TypeVar("S", bound=Struct)

_BY_VALUE: Final = frozenset({str, int, frozenset})
_EMPTY: Final[dict[str, Any]] = {}
# Not "L": it is as wide as the machine likes.
_CODES: Final = (("B", 1 << 8), ("H", 1 << 16), ("I", 1 << 32), ("Q", 1 << 64))


class Column(Struct, frozen=True):
    """One field of `count` things: its different values, and where among them that of each thing is.

    `places` is None where all things have the one value, and where each has its own.
    """

    count: int
    values: Sequence[Any]
    places: array[int] | None = None

    def all(self) -> Iterable[Any]:
        """Return the value of each thing."""
        if self.places is not None:
            return map(self.values.__getitem__, self.places)
        return self.values if len(self.values) == self.count else repeat(self.values[0], self.count)


def column(values: Sequence[Any], by_value: Collection[type] = ()) -> Column:
    """Return some values as a column.

    What is one and the same thing now is so again when it is taken out; so are empty dicts, and equal values where all
    are of one of the types `by_value`, which hash.
    """
    if len(set(map(id, values))) <= 1:
        return Column(len(values), list(values[:1]))
    kinds = set(map(type, values))
    if dict in kinds:
        values = [_EMPTY if value == _EMPTY else value for value in values]
    if kinds == {int}:
        with suppress(OverflowError):
            return _numbers(values)
    keys: Sequence[Any] = values
    if len(kinds - {NoneType}) > 1 or not kinds <= {NoneType, *_BY_VALUE, *by_value}:
        keys = list(map(id, values))
    distinct = dict(zip(keys, values, strict=True))
    if len(distinct) == 1:
        return Column(len(values), list(distinct.values()))
    if len(distinct) == len(values):
        return Column(len(values), list(values))
    numbers = dict(zip(distinct, range(len(distinct)), strict=True))
    return Column(len(values), list(distinct.values()), _packed(list(map(numbers.__getitem__, keys))))


def _numbers(values: Sequence[int]) -> Column:
    """Return whole numbers as a column. Raises OverflowError where one is too large for it."""
    numbers = array("q", values)
    return Column(len(values), list(values[:1]) if numbers.count(numbers[0]) == len(numbers) else numbers)


def places_among(known: Iterable[Any], values: Iterable[Any]) -> array[int]:
    """Return where each value is in a list, as the very thing it is. Raises KeyError for one that is not there."""
    numbers = {id(one): number for number, one in enumerate(known)}
    return _packed([numbers[one] for one in map(id, values)])


def columns(
    kind: type[S], things: Sequence[S], apart: Collection[str], by_value: Collection[type] = ()
) -> dict[str, Column]:
    """Return the fields of some things as columns, without those that are kept apart."""
    fields = [field for field in kind.__struct_fields__ if field not in apart]
    return {field: column(list(map(attrgetter(field), things)), by_value) for field in fields}


def things(kind: type[S], fields: Mapping[str, Column], apart: Mapping[str, Iterable[Any]]) -> list[S]:
    """Return what the columns were made of; `apart` has the fields that were kept apart."""
    return list(
        map(kind, *(apart[field] if field in apart else fields[field].all() for field in kind.__struct_fields__))
    )


def _packed(places: Sequence[int]) -> array[int]:
    most = max(places, default=0)
    return array(next(code for code, end in _CODES if most < end), places)
