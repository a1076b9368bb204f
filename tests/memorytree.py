"""A tree of files that stands in a dict: an estate without a disk."""

from __future__ import annotations

from collections.abc import Mapping

from fmplan.tree import TreeError


class MemoryTree:
    """The files of one estate by path."""

    def __init__(self, files: Mapping[str, str | bytes], name: str = "estate") -> None:
        self._files = dict(files)
        self.name = name

    def paths(self, folder: str) -> list[str]:
        return sorted(path for path in self._files if path.startswith(f"{folder}/"))

    def read(self, path: str) -> bytes:
        if path not in self._files:
            raise TreeError(path, "No such file or directory")
        text = self._files[path]
        return text.encode() if isinstance(text, str) else text

    def has(self, path: str) -> bool:
        return path in self._files
