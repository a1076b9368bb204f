"""Work that a second process does aside, where there is a core for it."""

from __future__ import annotations

import os
import pickle
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any


def begun_aside(make: Callable[[], Any]) -> Callable[[], Any]:
    """Begin to make something in a second process; return what waits for it and hands it over.

    What is made must pickle. Where there is one core only, or the second process fails in any way, it is made here
    when it is asked for, as if nothing had been begun: what `make` raises is raised here alone.
    """
    if not spare_cores():
        return make
    try:
        to_read, to_write = os.pipe()
        child = os.fork()
    except OSError:
        return make
    if child == 0:
        _hand_over(make, to_read, to_write)
    os.close(to_write)

    def handed_over() -> Any:
        with os.fdopen(to_read, "rb") as pipe:
            data = pipe.read()
        _, status = os.waitpid(child, 0)
        # The second process is this very program.
        return pickle.loads(data) if data and status == 0 else make()  # noqa: S301

    return handed_over


def spare_cores() -> int:
    """Return how many cores are ours beside this one; none where a thread could hold a lock that others wait for."""
    ours = getattr(os, "sched_getaffinity", None)
    return len(ours(0)) - 1 if ours is not None and threading.active_count() == 1 else 0


def _hand_over(make: Callable[[], Any], to_read: int, to_write: int) -> None:
    """Make it, write it and end; nothing that the first process opened is flushed or closed a second time."""
    code = 1
    with suppress(BaseException):
        os.close(to_read)
        with os.fdopen(to_write, "wb") as pipe:
            pickle.dump(make(), pipe, protocol=5)
        code = 0
    os._exit(code)
