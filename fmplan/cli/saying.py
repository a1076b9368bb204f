"""Saying things to people on standard error, where they never get into the data."""

from __future__ import annotations

import sys


def say(text: str) -> None:
    """Write a line to standard error; where nobody listens any more, nothing happens."""
    try:
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        return
