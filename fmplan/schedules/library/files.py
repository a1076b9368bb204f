"""The files of the library, and where findings and explanations say that they are."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from fmplan.findings import BUILT_IN
from fmplan.tree import Folder
from fmplan.yamlfile.block import Block
from fmplan.yamlfile.reader import read_yaml

FILES: Final = Folder(Path(__file__).parent)


def schedule_files() -> list[str]:
    """Return the names of the files of schedules, sorted."""
    return sorted(path.name for path in FILES.root.glob("*.yaml"))


@cache
def block_of(name: str) -> Block:
    """Return one file of the library, with its places; each is read once. Raises ValueError for one that is broken."""
    block, findings = read_yaml(f"{BUILT_IN}{name}", FILES.read(name))
    if block is None or findings:
        raise ValueError(f"{name}: {findings[0].message if findings else 'empty'}")
    return block
