"""A sieve: of a logbook only the lines that may speak of some assets, for those who ask about no others.

Telling what one entry leads to would else take as long as reading all that was ever done.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from fmplan.tree import Tree

_ALWAYS = (b'"undone"', b'"event"')
"""What speaks of entries and of the estate as a whole."""


class Sieve:
    """A tree of whose files only the lines are there that hold one of some ids; lines are not where they were."""

    def __init__(self, tree: Tree, ids: Iterable[str]) -> None:
        self._tree = tree
        self._words = (*(msgspec.json.encode(id_) for id_ in ids), *_ALWAYS)

    @property
    def name(self) -> str:
        """What to call it in messages."""
        return self._tree.name

    def paths(self, folder: str) -> list[str]:
        """Return every file below `folder`, sorted. Raises TreeError."""
        return self._tree.paths(folder)

    def has(self, path: str) -> bool:
        """Tell whether there is a file at `path`."""
        return self._tree.has(path)

    def read(self, path: str) -> bytes:
        """Return the lines of a file that are looked for. Raises TreeError."""
        data = self._tree.read(path)
        if not self._may_speak(data):
            return b""
        return b"".join(line for line in data.splitlines(keepends=True) if self._may_speak(line))

    def _may_speak(self, data: bytes) -> bool:
        # Letters written as numbers may spell any id. The sign they begin with is found ten times as fast as both.
        return any(word in data for word in self._words) or (b"\\" in data and b"\\u" in data)
