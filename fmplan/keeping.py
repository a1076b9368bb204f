"""Keeping what takes long to make and can always be made anew: in the user's cache, named by all it hangs on.

So what is kept is never stale, and may be deleted at any time. Where nothing can be kept, all works as it does
without, more slowly.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from fmplan.release import RELEASE

_CODE: Final = Path(__file__).parent

_DIGEST: Final = hashlib.sha256().digest_size
"""So many bytes before what is kept tell whether it is whole."""

_DIGITS: Final = 24
"""So many hexadecimal digits name what is kept among others of its kind."""

_LIBRARIES: Final = ("holidays-", "msgspec-", "pydantic_core-", "python_dateutil-", "ruamel")
"""What is kept hangs on these: on what they read, and on which days they know."""


class Bounds(NamedTuple):
    """How much of one kind is left when another is written: so many files, and so many bytes in all."""

    files: int
    bytes: int = sys.maxsize


_FEW: Final = Bounds(8)
"""For what all estates share: other releases of fmplan and of its libraries keep their own."""

OF_ESTATES: Final = Bounds(1_000, 100_000_000)
"""For what is kept of each estate: those of a portfolio do not push each other out."""


class Place:
    """A place for one thing of a kind that can be made anew; what it hangs on is in its name.

    What is taken out was used last, and is the last to go when there is too much of its kind.
    """

    def __init__(self, kind: str, hangs_on: Iterable[bytes], bounds: Bounds) -> None:
        self._kind = kind
        self._bounds = bounds
        try:
            self._path: Path | None = _folder() / f"{kind}-{_name(hangs_on)}.pickle"
        except (OSError, RuntimeError):
            self._path = None

    @property
    def is_filled(self) -> bool:
        """Whether something is kept here; whether it is whole is seen in taking it."""
        try:
            return self._path is not None and _is_ours(self._path)
        except OSError:
            return False

    def take(self) -> Any:
        """Return what is kept here; None where there is nothing, or nothing that is whole."""
        try:
            if self._path is not None and _is_ours(self._path):
                data = memoryview(self._path.read_bytes())
                if hashlib.sha256(data[_DIGEST:]).digest() == data[:_DIGEST]:
                    with suppress(OSError):
                        os.utime(self._path)
                    # The file is the user's own, and was written by this very code.
                    return pickle.loads(data[_DIGEST:])  # noqa: S301
        except OSError:
            self._path = None
        return None

    def put(self, made: Any) -> None:
        """Keep something here, if it can be."""
        if made is not None and self._path is not None:
            with suppress(OSError):
                data = pickle.dumps(made, protocol=5)
                self._write(self._path, hashlib.sha256(data).digest() + data)

    def is_met_again(self) -> bool:
        """Tell whether this was asked before, and remember that it was: what is met once is not worth keeping."""
        if self._path is None:
            return False
        mark = self._path.with_suffix(".met")
        try:
            if _is_ours(mark):
                return True
            self._write(mark, b"")
        except OSError:
            self._path = None
        return False

    def _write(self, path: Path, data: bytes) -> None:
        """Write a file whole or not at all, and remove those of its kind that were used longest ago."""
        from tempfile import NamedTemporaryFile

        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _make_room(path.parent, self._kind, self._bounds, len(data))
        with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as new:
            begun = Path(new.name)
            try:
                new.write(data)
                new.close()
                begun.replace(path)
            except BaseException:  # a full disk is not to fill up further with each command
                begun.unlink(missing_ok=True)
                raise


def kept(kind: str, hangs_on: Iterable[bytes], make: Callable[[], Any], bounds: Bounds = _FEW) -> Any:
    """Return what `make` makes of `hangs_on`, as it was kept; else make it, and keep it for the next time.

    What is made must pickle. None is never kept.
    """
    place = Place(kind, hangs_on, bounds)
    found = place.take()
    if found is None:
        found = make()
        # Torn or damaged it is made anew, and kept again.
        place.put(found)
    return found


def is_kept(kind: str, hangs_on: Iterable[bytes]) -> bool:
    """Tell whether something was kept of this kind that hangs on the same; whether it is whole is seen in taking it."""
    return Place(kind, hangs_on, _FEW).is_filled


def _folder() -> Path:
    """Return fmplan's folder for what can be made anew, as the XDG base directory specification has it."""
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (named if named.is_absolute() else Path.home() / ".cache") / "fmplan"


def _name(hangs_on: Iterable[bytes]) -> str:
    name = hashlib.sha256(_code())
    for part in hangs_on:
        name.update(hashlib.sha256(part).digest())
    return name.hexdigest()[:_DIGITS]


@cache
def _code() -> bytes:
    """Return a fingerprint of fmplan's own files: where somebody works on them, they change without a release."""
    parts = [f"{RELEASE} {sys.version}", *_releases()]
    folders = [str(_CODE)]
    for folder in folders:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith((".py", ".yaml")):
                    status = entry.stat()
                    parts.append(f"{entry.path} {status.st_size} {status.st_mtime_ns}")
                elif entry.is_dir() and not entry.name.startswith("__"):
                    folders.append(entry.path)
    return "\n".join(sorted(parts)).encode()


def _releases() -> list[str]:
    """Return the releases of the libraries that what is kept hangs on, by the folders that hold their metadata.

    To ask the libraries would load them, which is what keeping spares.
    """
    found = []
    for folder in sys.path:
        if folder.endswith("-packages"):
            with suppress(OSError), os.scandir(folder) as beside:
                found += [one.name for one in beside if one.name.startswith(_LIBRARIES)]
    return found


def _is_ours(path: Path) -> bool:
    """Tell whether the file is there and nobody else could have written it."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return False
    return not hasattr(os, "getuid") or (status.st_uid == os.getuid() and not status.st_mode & 0o022)


def _make_room(folder: Path, kind: str, bounds: Bounds, size: int) -> None:
    """Remove of one kind what was used longest ago, so that another of `size` bytes is within the bounds."""
    found = []
    for path in folder.glob(f"{kind}-{'?' * _DIGITS}.*"):
        with suppress(FileNotFoundError):  # somebody else makes room at the same time
            status = path.stat()
            found.append((status.st_mtime_ns, status.st_size, path))
    files = 1
    for _, of_it, path in sorted(found, reverse=True):
        files += 1
        size += of_it
        if files > bounds.files or size > bounds.bytes:
            path.unlink(missing_ok=True)
