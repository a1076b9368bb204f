"""Saying things to people on standard error, where they never get into the data."""

from __future__ import annotations

import sys

from fmplan.cli.progress import progress


def say(text: str) -> None:
    """Write a line to standard error; where nobody listens any more, nothing happens."""
    progress.hush()
    try:
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        return
