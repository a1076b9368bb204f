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
from typing import Any, Final

import msgspec

from fmplan.release import RELEASE

_CODE: Final = Path(__file__).parent

_DIGEST: Final = hashlib.sha256().digest_size
"""So many bytes before what is kept tell whether it is whole."""

_MOST: Final = 8
"""So many of one kind are left unless more are asked for: other estates' locks, other releases."""


def kept(kind: str, hangs_on: Iterable[bytes], make: Callable[[], Any], most: int = _MOST) -> Any:
    """Return what `make` makes of `hangs_on`, as it was kept; else make it, and keep it for the next time.

    What is made must pickle. None is never kept. Of one kind so many are left as `most` says, those used last.
    """
    try:
        path = _folder() / f"{kind}-{_name(hangs_on)}.pickle"
        if _is_ours(path):
            whole = memoryview(path.read_bytes())
            # Torn or damaged it is made anew, and kept again.
            if hashlib.sha256(whole[_DIGEST:]).digest() == whole[:_DIGEST]:
                with suppress(OSError):
                    os.utime(path)
                # The file is the user's own, and was written by this very code.
                return pickle.loads(whole[_DIGEST:])  # noqa: S301
    except (OSError, RuntimeError):
        path = None
    made = make()
    if made is not None and path is not None:
        with suppress(OSError):
            data = pickle.dumps(made, protocol=5)
            _write(path, kind, hashlib.sha256(data).digest() + data, most)
    return made


def is_kept(kind: str, hangs_on: Iterable[bytes]) -> bool:
    """Tell whether something was kept of this kind that hangs on the same; whether it is whole is seen in taking it."""
    try:
        return _is_ours(_folder() / f"{kind}-{_name(hangs_on)}.pickle")
    except (OSError, RuntimeError):
        return False


def _folder() -> Path:
    """Return fmplan's folder for what can be made anew, as the XDG base directory specification has it."""
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (named if named.is_absolute() else Path.home() / ".cache") / "fmplan"


def _name(hangs_on: Iterable[bytes]) -> str:
    name = hashlib.sha256(_code())
    for part in hangs_on:
        name.update(hashlib.sha256(part).digest())
    return name.hexdigest()[:24]


@cache
def _code() -> bytes:
    """Return a fingerprint of fmplan's own files: where somebody works on them, they change without a release."""
    parts = [f"{RELEASE} {sys.version} {msgspec.__version__}", *_readers()]
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


def _readers() -> list[str]:
    """Return the releases of the libraries that read what people write, by the folders that hold their metadata.

    To ask the libraries would load them, which is what keeping spares.
    """
    with os.scandir(Path(msgspec.__file__).parent.parent) as beside:
        return [one.name for one in beside if one.name.startswith(("pydantic_core-", "ruamel"))]


def _is_ours(path: Path) -> bool:
    """Tell whether the file is there and nobody else could have written it."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return False
    return not hasattr(os, "getuid") or (status.st_uid == os.getuid() and not status.st_mode & 0o022)


def _write(path: Path, kind: str, data: bytes, most: int) -> None:
    """Write the file whole or not at all, and remove those of its kind that nobody used for longest."""
    from tempfile import NamedTemporaryFile

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    before = sorted(path.parent.glob(f"{kind}-*.pickle"), key=lambda one: one.stat().st_mtime_ns, reverse=True)
    for old in before[most - 1 :]:
        old.unlink(missing_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as new:
        new.write(data)
    Path(new.name).replace(path)
