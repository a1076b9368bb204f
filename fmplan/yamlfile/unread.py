"""Blocks that know where they stand, and are read only when somebody looks into them.

Planning asks of a register's blocks at most where one of them begins, and of nearly all of them nothing. A file of
plain lines is quick to read anew, from the bytes that were seen when the estate was opened; of others it is kept what
the parser made of them.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from fmplan.yamlfile.block import Block, Items, SourcedBlock


class UnreadBlock(SourcedBlock):
    """A Block with `path` and `at` alone, until anything else of it is asked for: then it is one like any other.

    Its source are the files it can be read from.
    """

    __slots__ = ()

    @property
    def marks(self) -> list[int]:  # type: ignore[override]
        """Read it first."""
        self.source.read(self.path)
        return self.marks


class _ReadBlock(SourcedBlock):
    """What was an UnreadBlock: it has its keys and values, and its marks from its source, the Block it was read as."""

    __slots__ = ()

    @property
    def marks(self) -> list[int]:  # type: ignore[override]
        marks: list[int] = self.source.marks
        return marks


def _read_first(name: str) -> Callable[..., Any]:
    def ask(block: UnreadBlock, *arguments: Any) -> Any:
        block.source.read(block.path)
        return getattr(block, name)(*arguments)

    ask.__name__ = name
    return ask


# Whatever a dict or a Block is asked that hangs on what it holds. Compiled code that looks into a dict without asking,
# as that of json does, sees nothing in one that was not read: it is given a copy.
_ASKED: Final = (
    *("__contains__", "__getitem__", "__iter__", "__len__", "__or__", "__repr__", "__reversed__"),
    *("__ror__", "copy", "get", "items", "key_place", "keys", "value_place", "values"),
)

for _name in _ASKED:
    setattr(UnreadBlock, _name, _read_first(_name))


class UnreadFiles:
    """The files of one register. Of each place in them there is one Block, read or not.

    `bytes_of` returns the bytes of a file as they were when its blocks were kept; `trees` holds those files of which
    was kept what the parser made of them, see `trees_of`.
    """

    def __init__(self, bytes_of: Callable[[str], bytes], trees: Mapping[str, bytes]) -> None:
        self._bytes_of = bytes_of
        self._trees = trees
        self._known: dict[str, dict[int, Block]] = {}

    def blocks(self, paths: Iterable[str], positions: Iterable[int]) -> list[Any]:
        """Return the Block at each place, a file and a position in it; None for a position below 0."""
        found = []
        known_in = self._known
        for path, at in zip(paths, positions, strict=True):
            known = known_in.get(path)
            if known is None:
                known = known_in[path] = {}
            block = known.get(at)
            if block is None and at >= 0:
                block = known[at] = UnreadBlock()
                block.path = path
                block.at = at
                block.source = self
            found.append(block)
        return found

    def read(self, path: str) -> None:
        """Read one file: all its blocks that somebody holds become whole, with each other inside them."""
        known = self._known[path]
        tree = self._trees.get(path)
        # The file is the user's own, and was written by this very code, see keeping.py.
        tops: list[Block] = [_read_anew(path, self._bytes_of(path))] if tree is None else pickle.loads(tree)  # noqa: S301
        inside = _containers(tops)
        # Of a kept tree all blocks that were ever asked for are at the top; of a file read anew every one may be.
        candidates = [one for one in inside if isinstance(one, Block)] if tree is None else tops
        held = {id(real): one for real in candidates if (one := known.setdefault(real.at, real)) is not real}
        for container in inside:
            _put(container, held)
        for real in candidates:
            block = held.get(id(real))
            if block is not None:
                dict.update(block, real)
                block.source = real  # type: ignore[attr-defined]
                block.__class__ = _ReadBlock


def trees_of(blocks: Iterable[Block]) -> dict[str, bytes]:
    """Return what is to be kept of the files that some blocks stand in, by path: of files of plain lines nothing."""
    from fmplan.yamlfile.plainlines import is_plain

    by_path: dict[str, list[Block]] = {}
    for block in blocks:
        by_path.setdefault(block.path, []).append(block)
    return {path: pickle.dumps(some, protocol=5) for path, some in by_path.items() if not all(map(is_plain, some))}


def _read_anew(path: str, data: bytes) -> Block:
    from fmplan.yamlfile.plainlines import read_plain_lines
    from fmplan.yamlfile.text import without_mark

    root = read_plain_lines(path, without_mark(data).decode())
    if root is None:
        raise ValueError(f"{path}: no longer the file that its blocks were kept of")
    return root


def _containers(tops: Sequence[Block]) -> list[Block | Items]:
    """Return every mapping and list inside some blocks, themselves among them, each once."""
    found: dict[int, Block | Items] = {}
    waiting: list[Block | Items] = list(tops)
    while waiting:
        one = waiting.pop()
        if id(one) not in found:
            found[id(one)] = one
            inside = one.values() if isinstance(one, Block) else one
            waiting += [value for value in inside if isinstance(value, Block | Items)]
    return list(found.values())


def _put(container: Block | Items, held: Mapping[int, Block]) -> None:
    """Put the blocks that somebody holds into a mapping or list, in the places of those they stand for."""
    if isinstance(container, Block):
        for key, value in container.items():
            if id(value) in held:
                dict.__setitem__(container, key, held[id(value)])
        return
    for number, value in enumerate(container):
        if id(value) in held:
            container[number] = held[id(value)]
