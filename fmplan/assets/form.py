"""What all that people write has in common: a form, and what the types of its fields are marked by."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct
from msgspec.structs import astuple


class Form(Struct, frozen=True):
    """What people write, typed. Its fields say what may be written, and `assets/validator.py` makes one of a block."""

    def said(self) -> dict[str, Any]:
        """Return what this form says, by field, without what was left out or left empty."""
        return {
            name: value for name, value in zip(self.__struct_fields__, astuple(self), strict=True) if value is not None
        }


class SlipError(ValueError):
    """A value that cannot be what it stands for: the code of the finding, and what to say and do about it."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


class ReadBy(Struct, frozen=True):
    """Marks a field type: its value is what `read` makes of what was written. What it raises is a SlipError."""

    read: Callable[[Any], Any]


class FirstBy(Struct, frozen=True):
    """Marks a field type: what was written goes through `read` first, and is then read as the type."""

    read: Callable[[Any], Any]
