"""The cache that a measured command finds: that of a computer where fmplan was used, though never for this estate."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

FMPLAN = str(Path(sys.executable).parent / "fmplan")


@contextmanager
def used_before() -> Iterator[Mapping[str, str]]:
    """Yield the environment of a cache that holds fmplan's own library and nothing of any estate."""
    with tempfile.TemporaryDirectory(prefix="fmplan-bench-cache-") as folder:
        yield copied_to(Path(folder) / "cache")


def copied_to(folder: Path) -> Mapping[str, str]:
    """Make such a cache in a new folder, and return its environment."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(_with_the_library().name, folder)
    return {"XDG_CACHE_HOME": str(folder)}


@cache
def _with_the_library() -> tempfile.TemporaryDirectory[str]:
    """Return a folder that goes when the process ends."""
    folder = tempfile.TemporaryDirectory(prefix="fmplan-bench-library-")
    environment = os.environ | {"XDG_CACHE_HOME": folder.name}
    subprocess.run((FMPLAN, "schedules", "--quiet"), env=environment, stdout=subprocess.DEVNULL, check=True)
    return folder
