"""What the library holds, told from its text alone: which schedule stands in which file, of which pack, for what.

A command needs few of the files. Reading these three lines of each takes a few milliseconds for all of them;
reading all as YAML takes a hundred (docs/decisions.md). A test holds what is found here to what the files say.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from msgspec import Struct

from fmplan.keeping import kept
from fmplan.schedules.library.files import FILES, schedule_files

_LINE: Final = re.compile(
    r"^(?:edition: (?P<edition>\S+)|  (?P<id>[a-z0-9-]+):"
    r"|    pack: (?P<pack>\S+)|    applies_to: \[(?P<classes>.*?)\])",
    re.MULTILINE,
)


class Listed(Struct, frozen=True):
    """One schedule of the library: the file it stands in, its edition, its pack and its classes."""

    id: str
    file: str
    edition: str
    pack: str
    classes: tuple[str, ...]

    def fits(self, class_: str) -> bool:
        """Tell whether the schedule applies to assets of a class."""
        return any(class_ == one or class_.startswith(f"{one}/") for one in self.classes)


@cache
def contents() -> tuple[Listed, ...]:
    """Return every schedule of the library, by id."""
    found: tuple[Listed, ...] = kept("contents", (), looked_up)
    return found


def looked_up() -> tuple[Listed, ...]:
    """Return every schedule of the library, by id, as it is found in the text of its files."""
    listed: list[Listed] = []
    for file in schedule_files():
        edition = id_ = pack = ""
        for found in _LINE.finditer(FILES.read(file).decode()):
            if found["edition"]:
                edition = found["edition"]
            elif found["id"]:
                id_ = found["id"]
            elif found["pack"]:
                pack = found["pack"]
            else:
                classes = tuple(one.strip() for one in found["classes"].split(","))
                listed.append(Listed(id_, file, edition, pack, classes))
    return tuple(sorted(listed, key=lambda one: one.id))
