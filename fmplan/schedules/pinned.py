"""What an estate has come to use of the library since its lock was written."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec.structs import replace

from fmplan.schedules.library.shelf import taken, wanted
from fmplan.schedules.load import Schedule
from fmplan.schedules.lock import PinnedLibrary


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
