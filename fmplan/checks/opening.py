"""Opening a register with all that the rules find in it: read, or taken as it was kept when nothing of it has changed.

A register changes on some days of the year and is planned on all of them. Reading it anew is most of what a command
costs, and comes out the same: it hangs on nothing but the bytes of its files, on fmplan's own, and on its libraries.
So one without an error is kept by just these: at once where the estate is in use, and else when it is met a second
time. See docs/decisions.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fmplan.aside import is_taken
from fmplan.assets.estate import ESTATE_FILE
from fmplan.findings import BUILT_IN, in_reading_order
from fmplan.keeping import OF_ESTATES, Place
from fmplan.schedules.lock import LOCK_FILE
from fmplan.schedules.packing import Packed, packed, unpacked
from fmplan.schedules.register import Register
from fmplan.tree import Snapshot, Tree, TreeError


def open_checked(tree: Tree, *, in_use: bool = False) -> Register:
    """Return the register in `tree` with all that is wrong with it, what the rules find among it.

    `in_use` says that more commands about it will come: then keeping it is an errand of `aside.py`, to be begun.
    """
    try:
        files = dict(_files(tree))
    except TreeError:  # what cannot be read is found in reading
        return _read(tree)
    place = Place("register", _parts(files), OF_ESTATES)
    kept: Packed | None = place.take()
    if kept is not None and _has_zone(kept):
        return unpacked(kept, lambda path: _bytes_of(path, files))
    register = _read(Snapshot(tree.name, files))
    if register.is_whole:
        _keep(register, place, in_use=in_use)
    return register


def _keep(register: Register, place: Place, *, in_use: bool) -> None:
    def put() -> None:
        place.put(packed(register))

    if not (in_use and is_taken(put)) and place.is_met_again():
        put()


def _files(tree: Tree) -> Iterator[tuple[str, bytes]]:
    """Yield every file that a register is read from, and its bytes."""
    for path in (ESTATE_FILE, LOCK_FILE):
        if tree.has(path):
            yield path, tree.read(path)
    for folder in ("assets", "schedules"):
        for path in tree.paths(folder):
            if path.endswith((".yaml", ".yml")):
                yield path, tree.read(path)


def _parts(files: dict[str, bytes]) -> Iterator[bytes]:
    for path, data in files.items():
        yield path.encode("utf-8", "surrogateescape")
        yield data


def _bytes_of(path: str, files: dict[str, bytes]) -> bytes:
    if not path.startswith(BUILT_IN):
        return files[path]
    from fmplan.schedules.library.files import FILES

    return FILES.read(path.removeprefix(BUILT_IN))


def _has_zone(kept: Packed) -> bool:
    """Tell whether this computer knows the estate's time zone, as it did when the register was kept."""
    try:
        ZoneInfo(kept.estate["timezone"])
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _read(tree: Tree) -> Register:
    from msgspec.structs import replace

    from fmplan.checks.run import findings_of
    from fmplan.checks.situation import Situation
    from fmplan.schedules.opening import open_register

    read = open_register(tree)
    if read.estate is None:
        return read
    situation = Situation(read.estate, read.schedules, read.series, read.lock, is_whole=read.is_whole)
    return replace(read, findings=tuple(in_reading_order([*read.findings, *findings_of(situation)])))
