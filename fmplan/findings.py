"""What the planner has to say: a code, a place, a message and a remedy."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from msgspec import Struct

BUILT_IN: Final = "fmplan:"
"""What the path of a file begins with that fmplan brings along, and no estate has."""


class Severity(StrEnum):
    """How bad it is: an error stops planning, a warning asks for a look, a note only informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Place(Struct, frozen=True, order=True):
    """A place in a file people wrote: `line` and `column` count from 1; 0 means the file as a whole."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.path
        return f"{self.path}:{self.line}:{self.column}"

    @property
    def in_file(self) -> str:
        """The file and the line, without the column."""
        return f"{self.path}:{self.line}"

    @property
    def is_built_in(self) -> bool:
        """Whether it lies in a file that fmplan brings along."""
        return self.path.startswith(BUILT_IN)

    def under(self, folder: str) -> Place:
        """Return the place as it is found from elsewhere: `folder` leads to the estate. Files of fmplan's own stay."""
        return self if self.is_built_in else Place(f"{folder}{self.path}", self.line, self.column)


class Finding(Struct, frozen=True):
    """One thing to say to the people who keep the register.

    `path` is relative to the estate's folder, with forward slashes. `remedy` tells what to write or do.
    """

    code: str
    severity: Severity
    place: Place
    message: str
    remedy: str

    @property
    def is_error(self) -> bool:
        """Whether no plan can be made while it stands."""
        return self.severity is Severity.ERROR


def in_reading_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return each distinct finding once: by file, line, column, then code and message."""
    return sorted(set(findings), key=lambda f: (f.place, f.code, f.message))
