"""Find files that nobody reads although they seem to be meant: `assets.yaml`, `Assets/`, `assets/lifts.YAML`.

A register hangs on the files that are read, and is kept by them. What lies beside them is looked at by `check` alone,
each time anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from fmplan.assets.estate import ESTATE_FILE
from fmplan.assets.mistakes import nearest
from fmplan.findings import Finding, Place, Severity
from fmplan.tree import Folder, TreeError

_READ: Final = (".yaml", ".yml")
_FOLDERS: Final = ("assets", "schedules")
_ROOT_KEY: Final = re.compile(rb"^(assets|types|schedules)[ \t]*:", re.MULTILINE)
_WRITTEN_ELSEWHERE: Final = {
    "csv": "a table",
    "json": "JSON",
    "numbers": "a workbook",
    "ods": "a workbook",
    "toml": "TOML",
    "tsv": "a table",
    "xls": "a workbook",
    "xlsm": "a workbook",
    "xlsx": "a workbook",
}


def passed_over(folder: Folder) -> Iterator[Finding]:
    """Yield a warning for each file or folder that is not read, and seems to be of the register."""
    try:
        names = folder.names()
    except TreeError:  # told of by whoever reads the estate
        return
    for name in names:
        if name.endswith("/"):
            yield from _of_folder(folder, name[:-1], names)
        else:
            yield from _of_file(folder, name, names)
    for part in _FOLDERS:
        for path in _paths(folder, part):
            if not path.endswith(_READ):
                yield from _inside(path)


def _of_folder(folder: Folder, name: str, names: list[str]) -> Iterator[Finding]:
    part = _close(name, _FOLDERS)
    if not part or name == part or not any(_as_yaml(_last(path)) for path in _paths(folder, name)):
        return
    if f"{part}/" in names:
        remedy = f"Move its files into {part}/."
    elif _paths(folder, part):  # a disk that takes capitals and small letters for the same
        return
    else:
        remedy = f"Rename it to {part}."
    yield _finding(name, f"seems to be the folder of the {part}, and is not read: that is called {part}", remedy)


def _of_file(folder: Folder, name: str, names: list[str]) -> Iterator[Finding]:
    meant = _as_yaml(name)
    if meant is None or name in (ESTATE_FILE, "estate.lock.yaml"):
        return
    stem = meant.rpartition(".")[0]
    if stem.casefold() == "estate":
        if not folder.has(ESTATE_FILE):
            yield _finding(name, f"seems to be {ESTATE_FILE}, and is not read", f"Rename it to {ESTATE_FILE}.")
        elif ESTATE_FILE in names:
            yield _finding(
                name,
                f"is not read: {ESTATE_FILE} is",
                f"Write into {ESTATE_FILE} what it has more, and remove it.",
            )
    elif part := _close(stem, _FOLDERS) or _part_inside(folder, name):
        yield _finding(
            name,
            f"seems to hold {part}, and is not read: they are read from the files in {part}/",
            f"Move it into {part}/." if folder.has(f"{part}/{meant}") else f"Move it there: {part}/{meant}",
        )


def _part_inside(folder: Folder, name: str) -> str:
    """Return which part of a register a file holds, by its keys; "" where it is something else."""
    try:
        keys = {key.decode() for key in _ROOT_KEY.findall(folder.read(name))}
    except TreeError:
        return ""
    return "schedules" if "schedules" in keys else "assets" if "assets" in keys else ""


def _inside(path: str) -> Iterator[Finding]:
    name = _last(path)
    part, _, _ = path.partition("/")
    meant = _as_yaml(name)
    kind = _WRITTEN_ELSEWHERE.get(name.rpartition(".")[2].casefold())
    if meant is not None:
        yield _finding(
            path,
            "seems to be YAML, and is not read: names of such files end in .yaml or .yml, in small letters",
            f"Rename it to {meant}",
        )
    elif kind and not _is_for_people(name):
        yield _finding(
            path,
            f"is {kind}, and is not read: {part} are written as YAML",
            "Write what it says into a file that ends in .yaml; if it only is to be at hand, lay it outside of "
            f"{part}/, for example in docs/.",
        )


def _as_yaml(name: str) -> str | None:
    """Return the name by which a file would be read as YAML, None for one that is something else."""
    if _is_for_people(name):
        return None
    bare = name[:-4] if name.casefold().endswith((".yaml.txt", ".yml.txt")) else name
    stem, _, ending = bare.rpartition(".")
    if not stem or not (known := _close(ending, ("yaml", "yml"))):
        return None
    return f"{stem}.{known}"


def _is_for_people(name: str) -> bool:
    """Tell whether it is a README, or what an editor or an Office program lays beside a file that is open."""
    return name.casefold().startswith("readme") or name.startswith(("#", "~")) or name.endswith(("~", "#"))


def _close(name: str, words: tuple[str, ...]) -> str:
    return nearest(name, words, 0.75)


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _paths(folder: Folder, name: str) -> list[str]:
    try:
        return folder.paths(name)
    except TreeError:
        return []


def _finding(path: str, message: str, remedy: str) -> Finding:
    return Finding("passed-over", Severity.WARNING, Place(path), message, remedy)
