"""When a register last changed, as git knows it: what stamps the calendars, so that one commit gives the same bytes."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Final

import typer

from fmplan.cli.session import Opened

_EPOCH: Final = "SOURCE_DATE_EPOCH"
_LONGEST: Final = 253_402_300_799  # 9999-12-31, the last moment a date can tell
_PATIENCE: Final = 20.0


def changed_at(opened: Opened) -> int | None:
    """Return when the newest commit of an estate or its logbook was made, in seconds since 1970.

    SOURCE_DATE_EPOCH says otherwise where it is set. None where there is no commit, or no git. Raises a usage
    error for a SOURCE_DATE_EPOCH that is no number.
    """
    written = os.environ.get(_EPOCH)
    if written:
        if not re.fullmatch(r"[0-9]{1,12}", written, re.ASCII) or int(written) > _LONGEST:
            raise typer.BadParameter(f"{_EPOCH} is to be seconds since 1970; {written!r} is not.")
        return int(written)
    root = opened.tree.root
    logbook = root / opened.estate.logbook
    folders = [root] if logbook.resolve().is_relative_to(root.resolve()) else [root, logbook]
    found = [moment for moment in map(_newest_commit, folders) if moment is not None]
    return max(found, default=None)


def _newest_commit(folder: Path) -> int | None:
    """Ask git when the newest commit that touches a folder was made; its settings run no program of theirs."""
    asked = ("log", "-1", "--format=%ct", "--no-show-signature", "--", ".")
    command = ("git", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false", *asked)
    try:
        told = subprocess.run(  # noqa: S603 -- fixed words; the folder is only where it runs
            command, cwd=folder, capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return None
    text = told.stdout.strip()
    return int(text) if told.returncode == 0 and text.isascii() and text.isdigit() else None
