"""Who records: as said, else as git knows the user, where git is there."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


def recorder_of(said: str | None, folder: Path) -> str | None:
    """Return who records; None where nobody says. `folder` is where git is asked."""
    if said is not None:
        return said.strip() or None
    git = shutil.which("git")
    if git is None:
        return None
    try:
        asked = subprocess.run(  # noqa: S603 - a program by its full path, with words of our own
            [git, "config", "user.name"], cwd=folder, capture_output=True, timeout=5, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return asked.stdout.decode("utf-8", "replace").strip() or None
