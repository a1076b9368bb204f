"""Reading the logbook: every `*.jsonl` below its folder, with all that is wrong in them at once.

Where everything stands in the files of years and months that are over is kept in the user's cache, named by their
content. What they say is read from them, every time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from posixpath import normpath
from typing import Any, Final

from fmplan.aside import Shared
from fmplan.findings import Finding, Place, Severity, in_reading_order
from fmplan.garbage import garbage_left_lying
from fmplan.keeping import is_kept, kept
from fmplan.logbook.closed import Closings, together
from fmplan.logbook.entries import Joined, Logbook
from fmplan.logbook.lines import File, bound, texts_of
from fmplan.logbook.undoing import named_by, spots_of
from fmplan.logbook.volume import MOST_KEPT, Contents, Volume
from fmplan.logbook.write import lines_of
from fmplan.tree import Tree, TreeError

USUAL: Final = "logbook"
"""Where the logbook lies unless the estate says otherwise."""

_KIND: Final = "logbook"
"""What the kept files are named by."""

_WORTH_KEEPING: Final = 100_000
"""So many bytes take a hundredth of a second to read; below that nothing is kept."""

_WORTH_A_PROCESS: Final = 500_000
"""So many bytes are read by another process; to hand less over takes as long as reading it."""


def read_logbook(tree: Tree, folder: str) -> tuple[Logbook, list[Finding]]:
    """Return the logbook of an estate and every finding about its form; nothing is raised for what a person wrote.

    `folder` is as estate.yaml says it: inside the estate's folder, or beside it, as `../lakeside-log`.
    """
    return Reading(tree, folder).logbook()


class Reading:
    """A logbook that is being read: other processes, where there are cores for them, have begun with its long volumes.

    `folder` is that of `read_logbook`. Either `logbook` is asked for it, once, or `drop` says that nobody will.
    `is_long` tells whether so much was recorded that it is worth keeping how it was read.
    """

    def __init__(self, tree: Tree, folder: str) -> None:
        self.folder = folder
        self._findings: list[Finding] = []
        with garbage_left_lying():
            self._divided = [_files(tree, of_it, self._findings) for of_it in self._paths(tree, normpath(folder))]
            self._keys = [_key(files) for files in self._divided]
            sizes = list(map(_size, self._divided))
            self.is_long = sum(sizes) >= _WORTH_KEEPING
            new = [at for at, key in enumerate(self._keys) if key and not is_kept(_KIND, [key])]
            # The longest first, so that nobody begins with one while the others are at their ends.
            long = (at for at in new if sizes[at] >= _WORTH_A_PROCESS)
            self._new = sorted(long, key=sizes.__getitem__, reverse=True)
            self._made = Shared([partial(_contents, self._divided[at], self._keys[at]) for at in self._new])

    def logbook(self) -> tuple[Logbook, list[Finding]]:
        """Return the logbook and every finding about its form."""
        with garbage_left_lying():
            made = dict(zip(self._new, self._made.all_made(), strict=True))
            volumes = tuple(
                _volume(files, key, made.get(at))
                for at, (files, key) in enumerate(zip(self._divided, self._keys, strict=True))
            )
        logbook = Logbook(volumes, spots_of(volumes), joined=_joined(volumes))
        findings = [*self._findings, *(finding for volume in volumes for finding in volume.contents.findings)]
        return logbook, in_reading_order([*findings, *_idle(logbook)])

    def drop(self) -> None:
        """Leave it."""
        self._made.drop()

    def _paths(self, tree: Tree, folder: str) -> Iterable[list[str]]:
        """Return the paths of its files as they are bound together."""
        try:
            paths = [path for path in tree.paths(folder) if path.endswith(".jsonl")]
        except TreeError as error:
            self._findings.append(_cannot_read(error))
            return ()
        if not paths and folder != USUAL:
            self._findings.append(_nothing_there(folder))
        return _divided(folder, paths)


def logbook_of(acts: Iterable[Mapping[str, Any]]) -> Logbook:
    """Return a logbook of these acts, each as a line of it would have it. Raises ValueError for one that is wrong."""
    volume = bound([("logbook/acts.jsonl", lines_of(list(acts)))])
    if volume.contents.findings:
        raise ValueError("; ".join(finding.message for finding in volume.contents.findings))
    return Logbook((volume,), spots_of((volume,)))


def _divided(folder: str, paths: Sequence[str]) -> Iterable[list[str]]:
    """Return the paths as they are bound together: by the year, with the newest month and its newest day apart.

    What is recorded lies in the newest day, so that the others seldom change. What lies elsewhere is by itself.
    """
    periods = [_period(folder, path) for path in paths]
    newest = max(periods, default="")
    apart = {newest, newest[: len(_MONTH)]}
    volumes: dict[str, list[str]] = {}
    for path, period in zip(paths, periods, strict=True):
        month = period[: len(_MONTH)]
        name = next((one for one in (period, month) if one in apart), period[: len(_YEAR)])
        volumes.setdefault(name, []).append(path)
    return [volumes[name] for name in sorted(volumes)]


_YEAR: Final = "2027"
_MONTH: Final = "2027/03"
_DAY: Final = "2027-03-01"


def _period(folder: str, path: str) -> str:
    """Return the day of a file, `2027/03/2027-03-01`, or its month, `2027/03`, as folders and name tell them.

    An empty text where it lies elsewhere.
    """
    inside = path if folder == "." else path[len(folder) + 1 :]
    month, _, name = inside.rpartition("/")
    if not (len(month) == len(_MONTH) and month[4] == "/" and (month[:4] + month[5:]).isdecimal() and name):
        return ""
    day = name[: len(_DAY)]
    return f"{month}/{day}" if day[:7] == month.replace("/", "-") and day[8:].isdecimal() else month


def _files(tree: Tree, paths: Sequence[str], findings: list[Finding]) -> list[File]:
    files: list[File] = []
    for path in paths:
        try:
            files.append((path, tree.read(path)))
        except TreeError as error:
            findings.append(_cannot_read(error))
    return files


def _size(files: Sequence[File]) -> int:
    return sum(len(data) for _, data in files)


def _key(files: Sequence[File]) -> bytes:
    """Return a hash of some files; empty where they are too few to be kept."""
    if _size(files) < _WORTH_KEEPING:
        return b""
    content = hashlib.sha256()
    for path, data in files:
        content.update(hashlib.sha256(path.encode("utf-8", "surrogateescape")).digest())
        content.update(hashlib.sha256(data).digest())
    return content.digest()


def _volume(files: list[File], key: bytes, made: Contents | None) -> Volume:
    if not key:
        return bound(files)
    contents: Contents = kept(_KIND, [key], lambda: made or _contents(files, key), MOST_KEPT)
    return Volume(contents, texts_of(files), key)


def _joined(volumes: Sequence[Volume]) -> Joined | None:
    """Return what the long volumes but the newest close together; None where that is not more than one."""
    numbers = [number for number, volume in enumerate(volumes[:-1]) if volume.key]
    if len(numbers) < 2:
        return None
    some = [volumes[number] for number in numbers]

    def made() -> Closings:
        return together([volume.contents.closings for volume in some])

    return Joined(numbers, kept("logbook-closings", [volume.key for volume in some], made, MOST_KEPT))


def _contents(files: list[File], key: bytes) -> Contents:
    return bound(files, key).contents


def _idle(logbook: Logbook) -> Iterator[Finding]:
    for entry in logbook.idle_undones:
        yield Finding(
            "undoes-nothing",
            Severity.ERROR,
            logbook.place_of(entry),
            f"no entry has the id {named_by(entry)}: nothing is undone",
            "Look the id up with: fmplan history ASSET",
        )


def _cannot_read(error: TreeError) -> Finding:
    return Finding(
        "unreadable-file",
        Severity.ERROR,
        Place(error.path),
        f"cannot be read: {error.reason}",
        "Check that it exists, that you may read it and that no link leads in a circle.",
    )


def _nothing_there(folder: str) -> Finding:
    return Finding(
        "no-logbook",
        Severity.WARNING,
        Place(folder),
        "the estate's logbook lies here, and there is none: everything counts as never done",
        "Bring the folder here as well (a repository of its own is cloned), or correct logbook: in estate.yaml.",
    )
