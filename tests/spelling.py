"""Values spelled out to their last detail, so that two registers can be compared as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import Any

from msgspec import Struct

from fmplan.yamlfile.block import Block, Items


class Speller:
    """Spells values; each thing that is met again is spelled once."""

    def __init__(self) -> None:
        self._spelled: dict[int, str] = {}
        self._held: list[Any] = []  # what is gone could lend its id to something else

    def spell(self, value: Any) -> str:
        if isinstance(value, str | int | float | Enum) or value is None:
            return f"{type(value).__name__} {value!r}"
        found = self._spelled.get(id(value))
        if found is None:
            self._held.append(value)
            found = self._spelled[id(value)] = self._spell(value)
        return found

    def _spell(self, value: Any) -> str:
        if isinstance(value, Block):
            marks = [value.at, *value.marks, *(str(value.key_place(key)) for key in value)]
            return f"Block {value.path} {marks} {self._pairs(value)}"
        if isinstance(value, Items):
            return f"Items {value.path} {value.at} {value.marks} {list(map(self.spell, value))}"
        if isinstance(value, Mapping):
            return f"mapping {self._pairs(value)}"
        if isinstance(value, Sequence):
            return f"sequence {list(map(self.spell, value))}"
        if isinstance(value, frozenset):
            return f"set {sorted(map(self.spell, value))}"
        if isinstance(value, Struct):
            fields = {field: getattr(value, field) for field in value.__struct_fields__}
            return f"{type(value).__name__} {self._pairs(fields)}"
        return f"{type(value).__name__} {value!r}"

    def _pairs(self, value: Mapping[str, Any]) -> list[tuple[str, str]]:
        return [(self.spell(key), str(hash(self.spell(one)))) for key, one in value.items()]


def who_is_who(things: Iterable[Any]) -> list[int]:
    """The number of each thing, the first 0: things that are one and the same have one."""
    held = list(things)
    numbers: dict[int, int] = {}
    return [numbers.setdefault(id(one), len(numbers)) for one in held]
