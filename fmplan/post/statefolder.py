"""Where fmplan keeps what must not be lost and belongs to no estate: in the user's state folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

JOURNAL: Final = "mail.sqlite3"


class NoStateFolderError(Exception):
    """Nobody says where the user's files are; the text is one line."""


def state_folder(environment: Mapping[str, str]) -> Path:
    """Return fmplan's folder for state, as the XDG base directory specification has it. Raises NoStateFolderError."""
    named = Path(environment.get("XDG_STATE_HOME", ""))
    if named.is_absolute():
        return named / "fmplan"
    try:
        return Path.home() / ".local/state/fmplan"
    except RuntimeError as error:
        raise NoStateFolderError("there is no state folder: set XDG_STATE_HOME or HOME") from error
