"""What of a kept register few commands look at: taken out only when somebody does.

There is one of these for each series and each asset, so they are Structs, which are quick to make.
"""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, KeysView, Mapping, Sequence, ValuesView
from typing import Any, Generic, TypeVar

from msgspec import Struct

T = TypeVar("T")


class ListApart(Struct, Generic[T], frozen=True, eq=False):
    """The sequence that `take(number)` returns when anything is asked of it."""

    take: Callable[[int], Sequence[T]]
    number: int

    def __getitem__(self, index: Any) -> Any:
        return self.take(self.number)[index]

    def __len__(self) -> int:
        return len(self.take(self.number))

    def __iter__(self) -> Iterator[T]:
        return iter(self.take(self.number))

    def __reversed__(self) -> Iterator[T]:
        return reversed(self.take(self.number))

    def __contains__(self, value: object) -> bool:
        return value in self.take(self.number)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # what it holds hashes as little

    def __reduce__(self) -> Any:
        return tuple, (tuple(self),)


Sequence.register(ListApart)


class MapApart(Struct, Generic[T], frozen=True, eq=False):
    """The mapping by text that `take(number)` returns when anything is asked of it."""

    take: Callable[[int], Mapping[str, T]]
    number: int

    def __getitem__(self, key: str) -> T:
        return self.take(self.number)[key]

    def __len__(self) -> int:
        return len(self.take(self.number))

    def __iter__(self) -> Iterator[str]:
        return iter(self.take(self.number))

    def __contains__(self, key: object) -> bool:
        return key in self.take(self.number)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mapping) and dict(self.items()) == dict(other.items())

    def keys(self) -> KeysView[str]:
        """As of any mapping."""
        return self.take(self.number).keys()

    def items(self) -> ItemsView[str, T]:
        """As of any mapping."""
        return self.take(self.number).items()

    def values(self) -> ValuesView[T]:
        """As of any mapping."""
        return self.take(self.number).values()

    def get(self, key: str, default: Any = None) -> Any:
        """As of any mapping."""
        return self.take(self.number).get(key, default)

    __hash__ = None  # type: ignore[assignment]  # as above

    def __reduce__(self) -> Any:
        return dict, (dict(self.items()),)


Mapping.register(MapApart)
