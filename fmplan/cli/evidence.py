"""Files that show what was done: where they lie, and the SHA-256 of what is in them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path


class NoEvidenceError(Exception):
    """A file cannot be read that is to show what was done; the text says which and why."""


def evidence_of(files: Iterable[str], estate: Path) -> list[dict[str, str]]:
    """Return each file by its path from the estate's folder, and its SHA-256. Raises NoEvidenceError."""
    return [_evidence(file, estate) for file in files]


def _evidence(file: str, estate: Path) -> dict[str, str]:
    digest = hashlib.sha256()
    try:
        with Path(file).open("rb") as opened:
            while block := opened.read(1 << 20):
                digest.update(block)
    except OSError as error:
        raise NoEvidenceError(f"{file} cannot be read: {error.strerror or type(error).__name__}") from error
    path = os.path.relpath(os.path.realpath(file), os.path.realpath(estate))
    return {"path": Path(path).as_posix(), "sha256": digest.hexdigest()}
