"""Leaving garbage where it lies while much is read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def garbage_left_lying() -> Iterator[None]:
    """Keep the collector out: reading makes many values that live on, and looking them over doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
