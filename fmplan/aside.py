"""Work that is shared out to other processes, where there are cores for them."""

from __future__ import annotations

import os
import pickle
import signal
import struct
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, Final
from weakref import WeakSet

_NUMBER: Final = struct.Struct("=H")


class Shared:
    """Several things that are made, each by whichever process has time for it first."""

    def __init__(self, makes: Sequence[Callable[[], Any]]) -> None:
        """Begin to make them in a process for each spare core, in the order given; what they make must pickle."""
        self._makes = makes
        self._bag = -1
        self._helpers: list[tuple[int, int]] = []
        number = min(spare_cores(), len(makes))
        if number:
            with suppress(OSError):
                self._begin(number)

    def _begin(self, number: int) -> None:
        self._bag, to_fill = os.pipe()
        # A number is read whole or not at all, so each is taken once: the pipe is the bag they are drawn from.
        os.write(to_fill, b"".join(map(_NUMBER.pack, range(min(len(self._makes), _MOST)))))
        os.close(to_fill)
        for _ in range(number):
            to_read, to_write = os.pipe()
            try:
                child = os.fork()
            except OSError:
                os.close(to_read)
                raise
            else:
                if child == 0:
                    os.close(to_read)
                    _hand_over(self._taken, to_write)
                self._helpers.append((child, to_read))
            finally:
                os.close(to_write)

    def all_made(self) -> list[Any]:
        """Make what nobody has begun yet, and return all in the order given; to be asked once.

        Where another process fails in any way, what it took is made here as well, as if nothing had been shared out:
        what is raised in making is raised here alone.
        """
        try:
            made = dict(self._taken())
        except BaseException:
            self.drop()
            raise
        for child, pipe in self._end():
            with os.fdopen(pipe, "rb") as handed_over:
                data = handed_over.read()
            if _ended(child) == 0 and data:
                # The other process is this very program.
                made |= pickle.loads(data)  # noqa: S301
        return [made[number] if number in made else make() for number, make in enumerate(self._makes)]

    def drop(self) -> None:
        """Leave it: nobody will ask."""
        for child, pipe in self._end():
            os.close(pipe)
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            _ended(child)

    def _taken(self) -> Iterator[tuple[int, Any]]:
        """Make one after the other of what nobody has taken yet, and yield it with its number."""
        while self._bag >= 0 and (number := os.read(self._bag, _NUMBER.size)):
            (here,) = _NUMBER.unpack(number)
            yield here, self._makes[here]()

    def _end(self) -> list[tuple[int, int]]:
        if self._bag >= 0:
            os.close(self._bag)
            self._bag = -1
        helpers, self._helpers = self._helpers, []
        return helpers


_WAITING: Final[list[Callable[[], object]]] = []
_UNDER_WAY: Final[list[int]] = []


def is_taken(errand: Callable[[], object]) -> bool:
    """Take an errand that another process is to see to; tell whether there is a core for it."""
    if not spare_cores():
        return False
    _WAITING.append(errand)
    return True


def begin_errands() -> None:
    """Have another process see to the errands that were taken: from now on this one leaves a core to it."""
    errands = list(_WAITING)
    _WAITING.clear()
    if errands and spare_cores():
        with suppress(OSError):
            child = os.fork()
            if child == 0:
                _see_to(errands)
            _UNDER_WAY.append(child)


def errands_done() -> None:
    """Wait until all errands that were begun have come to their end, well or badly."""
    while _UNDER_WAY:
        _ended(_UNDER_WAY.pop())


_MOST: Final = 1_000
"""So many are put into the bag; what there is beyond is made by who asks."""


_AT_REST: Final[WeakSet[threading.Thread]] = WeakSet()


def at_rest_in_forks(thread: threading.Thread, lock: threading.Lock) -> None:
    """Say that a thread does nothing without a lock but wait: held while a process begins, it is in nobody's way."""
    if lock not in _HELD and hasattr(os, "register_at_fork"):
        _HELD.append(lock)
        os.register_at_fork(before=lock.acquire, after_in_child=lock.release, after_in_parent=lock.release)
    _AT_REST.add(thread)


_HELD: Final[list[threading.Lock]] = []


def spare_cores() -> int:
    """Return how many cores are ours beside this one; none where a thread could hold a lock that others wait for."""
    ours = getattr(os, "sched_getaffinity", None)
    others = [one for one in threading.enumerate() if one is not threading.current_thread() and one not in _AT_REST]
    return len(ours(0)) - 1 if ours is not None and not others else 0


def _ended(child: int) -> int | None:
    """Wait until a process has ended and return how; None where the system was told, by who began us, to forget it."""
    try:
        return os.waitpid(child, 0)[1]
    except ChildProcessError:
        return None


def _see_to(errands: Iterable[Callable[[], object]]) -> None:
    for errand in errands:
        with suppress(BaseException):
            errand()
    os._exit(0)


def _hand_over(taken: Callable[[], Iterator[tuple[int, Any]]], to_write: int) -> None:
    """Make what can be had, write it and end; nothing that the first process opened is flushed or closed twice."""
    code = 1
    with suppress(BaseException):
        made = dict(taken())
        with os.fdopen(to_write, "wb") as pipe:
            pickle.dump(made, pipe, protocol=5)
        code = 0
    os._exit(code)
