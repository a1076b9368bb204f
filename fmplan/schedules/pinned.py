"""What of the library a lock pins, and what an estate has come to use since."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec import Struct
from msgspec.structs import replace

from fmplan.schedules.library.shelf import taken, wanted
from fmplan.schedules.load import Schedule


class PinnedLibrary(Struct, frozen=True):
    """The schedules of the library as a lock holds them, and for which packs and classes they were looked up."""

    packs: frozenset[str]
    classes: frozenset[str]
    schedules: tuple[Schedule, ...]


def unpinned(pinned: PinnedLibrary, packs: Collection[str], used: Collection[str]) -> Iterator[Schedule]:
    """Yield what is asked of the library since the lock was written: for packs or classes that it did not know.

    For what it did know nothing is added: a newer release changes no plan until the lock is written anew.
    """
    held = {one.id for one in pinned.schedules}
    new = frozenset(used) - pinned.classes
    for one in wanted(packs, used):
        if one.id in held:
            continue
        if one.pack not in pinned.packs:
            yield taken(one)
        elif fitting := tuple(sorted(class_ for class_ in new if one.fits(class_))):
            yield replace(taken(one), classes=fitting)
