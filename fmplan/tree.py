"""Where an estate's files come from: a folder on disk, named and read without following anybody outside."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol


class TreeError(Exception):
    """What of the estate cannot be read: `path`, relative to its folder, and `reason`, in plain text."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class Tree(Protocol):
    """The files of one estate; paths are relative to its folder, with forward slashes."""

    @property
    def name(self) -> str:
        """What to call it in messages: the folder as the user named it."""

    def paths(self, folder: str) -> list[str]:
        """Return every file below `folder`, sorted; an absent folder has none. Raises TreeError."""

    def read(self, path: str) -> bytes:
        """Return the bytes of one file. Raises TreeError."""

    def has(self, path: str) -> bool:
        """Tell whether there is a file at `path`."""


class Snapshot:
    """Some files of an estate as they were at one moment, in memory: whoever reads them twice reads the same."""

    def __init__(self, name: str, files: Mapping[str, bytes]) -> None:
        self.name = name
        self._files = files

    def paths(self, folder: str) -> list[str]:
        """Return every file below `folder`, sorted by path."""
        return sorted(path for path in self._files if path.startswith(f"{folder}/"))

    def read(self, path: str) -> bytes:
        """Return the bytes of one file. Raises KeyError for one that was not taken."""
        return self._files[path]

    def has(self, path: str) -> bool:
        """Tell whether there is a file at `path`."""
        return path in self._files


class Folder:
    """An estate's folder on disk."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._top = str(root)

    @property
    def name(self) -> str:
        """The folder as the user named it."""
        return str(self.root)

    def names(self) -> list[str]:
        """Return the names of what lies in the folder itself, sorted, those of folders with a slash behind.

        Hidden files and folders are passed over.
        """
        try:
            entries = [entry for entry in os.scandir(self.root) if not entry.name.startswith(".")]
        except OSError as error:
            raise TreeError(".", error.strerror or "cannot be listed") from error
        return sorted(f"{entry.name}/" if _is_folder(entry) else entry.name for entry in entries)

    def paths(self, folder: str) -> list[str]:
        """Return every file below `folder`, sorted by path; hidden files and folders are passed over.

        A link to a folder is followed only where it leads to a place not seen before, so a loop ends
        with a TreeError instead of never.
        """
        top = self.root / folder
        if not top.is_dir():
            return []
        found: list[str] = []
        self._walk(top, folder, frozenset({top.resolve()}), found)
        return sorted(found)

    def _walk(self, place: Path, name: str, above: frozenset[Path], found: list[str]) -> None:
        try:
            entries = list(os.scandir(place))
        except OSError as error:
            raise TreeError(name, error.strerror or "cannot be listed") from error
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = f"{name}/{entry.name}"
            if entry.is_file(follow_symlinks=False):
                found.append(path)
            elif _is_folder(entry):
                real = Path(entry.path).resolve()
                if real in above:
                    raise TreeError(path, "this link leads back to a folder above it")
                self._walk(Path(entry.path), path, above | {real}, found)
            elif _is_endless(entry):
                raise TreeError(path, "it is a pipe, a socket or a device, and no file")
            else:
                found.append(path)

    def read(self, path: str) -> bytes:
        """Return the bytes of one file of the estate."""
        try:
            # A logbook may have thousands of files: to make a Path for each takes longer than reading it. It may also
            # lie elsewhere, by a whole path.
            place = path if path.startswith("/") else f"{self._top}/{path}"
            with open(place, "rb", buffering=0) as file:  # noqa: PTH123
                return file.readall()
        except OSError as error:
            raise TreeError(path, error.strerror or "cannot be read") from error

    def has(self, path: str) -> bool:
        """Tell whether there is a file at `path`."""
        return (self.root / path).is_file()


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself: what is wrong is told in reading it
        return False


def _is_endless(entry: os.DirEntry[str]) -> bool:
    """Tell whether to read from there might never end. A link that leads nowhere is told of in reading it."""
    try:
        return not entry.is_file() and Path(entry.path).exists()
    except OSError:
        return False
