"""Compacting the logbook: what was recorded in a month that is over becomes one file, and nothing is lost of it.

Entries are a set, so whatever happens in between does no harm: while the new file and the old ones stand side by
side, each entry is there twice and counts once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

from fmplan.dates.day import ISO, Day
from fmplan.logbook.lines import bound, lines_in
from fmplan.logbook.write import CannotRecordError, settle, write_new

_OWN_FILE: Final = re.compile(r"\d{4}-\d\d(-\d\d)?-[0-9a-f]{12,64}\.jsonl", re.ASCII)


class Month(Struct, frozen=True):
    """A month that was compacted: the new file, and those that are gone."""

    written: Path
    removed: tuple[Path, ...]


def compact(folder: Path, today: Day) -> Iterator[Month]:
    """Compact each month before that of `today`, and yield those in which there was something to do.

    `folder` is the logbook's. The lines stay as they were written, byte for byte. Files that hold a line with an
    error stay, and so do files that people named themselves. Raises CannotRecordError.
    """
    for month in _months(folder):
        name = "-".join(month.parts[-2:])
        if name < ISO[today][: len(name)]:
            yield from _compacted(month, name)


def _months(folder: Path) -> list[Path]:
    try:
        return sorted(
            path for path in folder.glob("[0-9][0-9][0-9][0-9]/[0-9][0-9]") if path.is_dir() and not path.is_symlink()
        )
    except OSError as error:
        raise CannotRecordError(str(folder), error.strerror or "it cannot be listed") from error


def _compacted(month: Path, name: str) -> Iterator[Month]:
    try:
        files = {path: path.read_bytes() for path in sorted(month.iterdir()) if _is_own(path)}
    except OSError as error:
        raise CannotRecordError(str(month), error.strerror or "it cannot be read") from error
    whole = {path: data for path, data in files.items() if _is_sound(data)}
    if len(whole) < 2:
        return
    lines = sorted({line for data in whole.values() for line in lines_in(data)})
    written = write_new(month, name, b"".join(line + b"\n" for line in lines))
    removed = tuple(path for path in whole if path != written)
    try:
        for path in removed:
            # Somebody may have written into it meanwhile; then it stays, for the next time.
            if path.read_bytes() == whole[path]:
                path.unlink()
    except OSError as error:
        raise CannotRecordError(str(path), error.strerror or "it cannot be removed") from error
    settle(month)
    yield Month(written, removed)


def _is_own(path: Path) -> bool:
    return _OWN_FILE.fullmatch(path.name) is not None and path.is_file() and not path.is_symlink()


def _is_sound(data: bytes) -> bool:
    return not any(finding.is_error for finding in bound([("", data)]).contents.findings)
