from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable

import pytest

from fmplan.aside import begun_aside

HERE = os.getpid()

FORKS = pytest.mark.skipif(
    not hasattr(os, "sched_getaffinity") or len(os.sched_getaffinity(0)) < 2, reason="there is one core only"
)


@FORKS
def test_a_second_process_makes_it_meanwhile() -> None:
    first, second = begun_aside(os.getpid), begun_aside(os.getpid)
    assert len({HERE, first(), second()}) == 3


@FORKS
def test_what_is_longer_than_a_pipe_comes_whole() -> None:
    assert begun_aside(lambda: b"x" * 1_000_000)() == b"x" * 1_000_000


def in_the_second_process(end: Callable[[], object]) -> Callable[[], int]:
    def make() -> int:
        if os.getpid() != HERE:
            end()
        return os.getpid()

    return make


@FORKS
@pytest.mark.parametrize(
    "end",
    [
        lambda: os.kill(os.getpid(), signal.SIGKILL),
        lambda: os._exit(0),
        lambda: os._exit(3),
        lambda: [][0],
    ],
    ids=["killed", "ended", "failed", "raised"],
)
def test_where_the_second_process_fails_it_is_made_here(end: Callable[[], object]) -> None:
    assert begun_aside(in_the_second_process(end))() == HERE


@FORKS
def test_what_cannot_be_handed_over_is_made_here() -> None:
    assert begun_aside(lambda: (os.getpid(), lambda: None)[:1] if os.getpid() == HERE else lambda: None)() == (HERE,)


def test_what_is_raised_is_raised_here() -> None:
    def make() -> int:
        raise ValueError("no such day")

    with pytest.raises(ValueError, match="no such day"):
        begun_aside(make)()


def test_beside_another_thread_it_is_made_here() -> None:
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    try:
        assert begun_aside(os.getpid)() == HERE
    finally:
        over.set()
        thread.join()


def test_with_one_core_it_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    assert begun_aside(os.getpid)() == HERE
