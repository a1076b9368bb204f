"""What a YAML file holds, as plain dicts, lists and text that remember where they were written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, SupportsIndex

from fmplan.findings import Place

COLUMN_BITS: Final = 20
"""A position is one int, `line << COLUMN_BITS | column`, both from 0; objects would double the reading."""

COLUMN_MASK: Final = (1 << COLUMN_BITS) - 1


class Block(dict[str, Any]):
    """A mapping as written: text keys; values are `str`, None, `Block` or `Items`.

    `at` is the position of the mapping itself. `marks` holds for the n-th key, in the order of writing, its
    position at 2n and that of its value at 2n + 1. So a Block is to be read, never changed.
    """

    __slots__ = ("_rank", "at", "marks", "path")

    path: str
    at: int
    marks: list[int]
    _rank: dict[str, int]

    def __eq__(self, other: object) -> bool:
        # To ask for its length has a Block read that was not yet (see unread.py): dict compares what is there so far.
        return isinstance(other, dict) and len(self) == len(other) and dict.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = None  # as of any dict

    def place(self) -> Place:
        """Return where the mapping begins: at its first key, or at its brace."""
        return place_of(self.path, self.at)

    def key_place(self, key: str) -> Place:
        """Return where `key` is written; for a key that is not there, where the mapping begins."""
        rank = self._ranks().get(key)
        return place_of(self.path, self.at if rank is None else self.marks[2 * rank])

    def value_place(self, key: str) -> Place:
        """Return where the value of `key` begins; for a key that is not there, where the mapping begins.

        A value that was left empty has its place right behind the colon.
        """
        rank = self._ranks().get(key)
        return place_of(self.path, self.at if rank is None else self.marks[2 * rank + 1])

    def _ranks(self) -> dict[str, int]:
        """Return the place of each key in the order of writing, reckoned when first asked for."""
        try:
            ranks = self._rank
        except AttributeError:
            ranks = {}
        if len(ranks) != len(self):
            ranks = self._rank = {key: rank for rank, key in enumerate(self)}
        return ranks


class SourcedBlock(Block):
    """A Block that asks its `source` for some of its parts. Pickled and copied it is one that has them all."""

    __slots__ = ("source",)

    source: Any

    def __reduce_ex__(self, protocol: SupportsIndex) -> Any:
        return _whole, (self.path, self.at, self.marks, dict(self))


def _whole(path: str, at: int, marks: list[int], said: dict[str, Any]) -> Block:
    block = Block(said)
    block.path, block.at, block.marks = path, at, marks
    return block


class Items(list[Any]):
    """A list as written; its values are `str`, None, `Block` or `Items`.

    `at` is the position of the list itself, `marks[i]` that of its i-th value. To be read, never changed.
    """

    __slots__ = ("at", "marks", "path")

    path: str
    at: int
    marks: list[int]

    def place(self) -> Place:
        """Return where the list begins: at its first dash, or at its bracket."""
        return place_of(self.path, self.at)

    def item_place(self, index: int) -> Place:
        """Return where the value at `index` begins; for one that is not there, where the list begins."""
        if -len(self) <= index < len(self):
            return place_of(self.path, self.marks[index])
        return self.place()


def place_of(path: str, at: int) -> Place:
    """Turn a position inside a file into a Place, which counts from 1."""
    return Place(path, (at >> COLUMN_BITS) + 1, (at & COLUMN_MASK) + 1)


def place_at(root: Block, route: Sequence[str | int], *, key: bool) -> Place:
    """Return the place that `route`, keys and list indices from `root` inwards, leads to.

    Segments that lead nowhere (names of alternatives that a model adds to its errors, keys that are missing)
    are skipped, so the place is that of the innermost thing that was written. With `key` it is the last key's
    own place, else its value's.
    """
    here: Any = root
    place = root.place()
    for segment in route:
        if isinstance(here, Block):
            name = segment if isinstance(segment, str) else str(segment)
            if name in here:
                place = here.key_place(name) if key else here.value_place(name)
                here = here[name]
        elif isinstance(here, Items) and isinstance(segment, int) and 0 <= segment < len(here):
            place = here.item_place(segment)
            here = here[segment]
    return place
