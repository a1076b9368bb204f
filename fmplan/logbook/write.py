"""Writing the logbook: one new file for each act of recording, whole or absent, and no other file is ever touched."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import msgspec

from fmplan.dates.day import ISO, Day
from fmplan.logbook.entry import ID_LENGTH
from fmplan.logbook.keys import KEYS

_ENCODE: Final = msgspec.json.Encoder().encode


class CannotRecordError(Exception):
    """An act could not be recorded: `where` and `reason`, in plain text. Nothing was changed."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"cannot write {where}: {reason}")
        self.where = where
        self.reason = reason


def lines_of(acts: Sequence[Mapping[str, Any]]) -> bytes:
    """Return acts as lines: no spaces, keys in the order in which people look for them, `recorded` last."""
    return b"".join(_ENCODE(_in_order(act)) + b"\n" for act in acts)


def record(folder: Path, acts: Sequence[Mapping[str, Any]], recorded: str, recorder: str | None, day: Day) -> Path:
    """Write one act of recording below `folder`, the logbook's, and return its file.

    Its name tells the day of recording and the content, so that nobody else writes a file of this name but with
    the same in it. `recorded` is the moment with its offset from UTC, `recorder` who records. Raises
    CannotRecordError.
    """
    stamp = {"recorded": recorded} | ({"recorder": recorder} if recorder else {})
    data = lines_of([{**act, **stamp} for act in acts])
    return write_new(folder / ISO[day][:4] / ISO[day][5:7], ISO[day], data)


def write_new(folder: Path, stem: str, data: bytes) -> Path:
    """Write a new file into a folder, named by a stem and its content; one that is there already is the same.

    It is there as a whole or not at all, whatever happens meanwhile. Raises CannotRecordError.
    """
    digest = hashlib.sha256(data).hexdigest()
    try:
        _make_folders(folder)
        # Where somebody changed the file of this name by hand, that one stays, and this takes a longer name.
        for length in (ID_LENGTH, 2 * ID_LENGTH, len(digest)):
            path = folder / f"{stem}-{digest[:length]}.jsonl"
            if (not path.exists() and _write(path, data)) or path.read_bytes() == data:
                return path
    except OSError as error:
        raise CannotRecordError(str(folder), error.strerror or type(error).__name__) from error
    raise CannotRecordError(str(path), "another file has its name, and other lines")


def _in_order(act: Mapping[str, Any]) -> dict[str, Any]:
    others = sorted(act.keys() - set(KEYS))
    return {key: _sorted(act[key]) for key in (*KEYS[:-2], *others, *KEYS[-2:]) if key in act}


def _sorted(value: Any) -> Any:
    """Return what stands inside a line so that the same is always written in the same way."""
    return dict(sorted(value.items())) if isinstance(value, dict) else value


def _make_folders(folder: Path) -> None:
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        one.mkdir(exist_ok=True)
        settle(one.parent)


def _write(path: Path, data: bytes) -> bool:
    """Write beside, and give it its name at the end; False where somebody was first with that name."""
    beside = path.parent / f".fmplan-{os.urandom(6).hex()}.tmp"
    try:
        file = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        with os.fdopen(file, "wb") as written:
            written.write(data)
            written.flush()
            os.fsync(file)
        is_first = _name(beside, path)
    finally:
        with suppress(OSError):
            beside.unlink()
    settle(path.parent)
    return is_first


def _name(beside: Path, path: Path) -> bool:
    """Give a file its name, unless another has it."""
    try:
        path.hardlink_to(beside)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        beside.replace(path)
    return True


_NO_LINKS: Final = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})
"""What a file system says that has no second names for a file, as that of a memory stick."""


def settle(folder: Path) -> None:
    """Let a new name reach the disk too, where the file system knows how."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
