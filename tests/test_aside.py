from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fmplan.aside import Shared, begin_errands, errands_done, is_taken

HERE = os.getpid()

FORKS = pytest.mark.skipif(
    not hasattr(os, "sched_getaffinity") or len(os.sched_getaffinity(0)) < 2, reason="there is one core only"
)


def made(*makes: Callable[[], object]) -> list[object]:
    return Shared(makes).all_made()


def in_another_process(then: Callable[[], object], here: object = "here") -> Callable[[], object]:
    """Return what makes `then` in another process, once this one waits for it; and `here` in this one."""
    return lambda: then() if os.getpid() != HERE else here


def begun(*makes: Callable[[], object]) -> Shared:
    """Return what is shared out when another process has taken the first of them."""
    to_read, to_write = os.pipe()

    def first() -> object:
        if os.getpid() != HERE:
            os.write(to_write, b"!")
        return makes[0]()

    shared = Shared([first, *makes[1:]])
    os.read(to_read, 1)
    os.close(to_read)
    os.close(to_write)
    return shared


@FORKS
def test_another_process_makes_it_meanwhile() -> None:
    assert begun(os.getpid).all_made() != [HERE]


@FORKS
def test_each_is_made_once_by_who_has_time_for_it() -> None:
    slow = in_another_process(lambda: time.sleep(0.2) or os.getpid())
    shared = begun(slow, *([os.getpid] * 300))
    first, *others = shared.all_made()
    assert first not in {HERE, "here"}
    assert len(others) == 300
    assert HERE in others


@FORKS
def test_all_come_in_the_order_given() -> None:
    makes = [lambda number=number: number for number in range(1_500)]  # type: ignore[misc]
    assert made(*makes) == list(range(1_500))


@FORKS
def test_what_is_longer_than_a_pipe_comes_whole() -> None:
    assert begun(lambda: b"x" * 1_000_000).all_made() == [b"x" * 1_000_000]


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
def test_where_another_process_fails_it_is_made_here(end: Callable[[], object]) -> None:
    shared = begun(in_another_process(end), os.getpid)
    assert shared.all_made() == ["here", HERE]


@FORKS
def test_what_cannot_be_handed_over_is_made_here() -> None:
    assert begun(in_another_process(lambda: lambda: None)).all_made() == ["here"]


@FORKS
def test_what_nobody_asks_for_is_left() -> None:
    begun(in_another_process(lambda: time.sleep(60))).drop()


@pytest.mark.parametrize("place", [0, 1])
def test_what_is_raised_is_raised_here(place: int) -> None:
    def make() -> int:
        raise ValueError("no such day")

    makes: list[Callable[[], object]] = [os.getpid, os.getpid]
    makes[place] = make
    with pytest.raises(ValueError, match="no such day"):
        made(*makes)


def test_beside_another_thread_it_is_made_here() -> None:
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    try:
        assert made(os.getpid, os.getpid) == [HERE, HERE]
    finally:
        over.set()
        thread.join()


def test_with_one_core_it_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    assert made(os.getpid, os.getpid) == [HERE, HERE]


@FORKS
def test_an_errand_is_seen_to_by_another_process_and_waited_for_at_the_end(tmp_path: Path) -> None:
    def write() -> None:
        time.sleep(0.2)
        (tmp_path / "done").write_text(f"{os.getpid()}")

    assert is_taken(write)
    begin_errands()
    assert not (tmp_path / "done").exists()
    errands_done()
    assert int((tmp_path / "done").read_text()) != HERE


@FORKS
def test_an_errand_that_fails_is_nobodys_worry(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert is_taken(lambda: 1 / 0)
    assert is_taken((tmp_path / "done").touch)
    assert is_taken(lambda: os.kill(os.getpid(), signal.SIGKILL))
    begin_errands()
    errands_done()
    errands_done()
    assert (tmp_path / "done").exists()
    assert capfd.readouterr() == ("", "")


@FORKS
def test_an_errand_is_seen_to_once(tmp_path: Path) -> None:
    assert is_taken((tmp_path / "done").touch)
    begin_errands()
    errands_done()
    (tmp_path / "done").unlink()
    begin_errands()
    errands_done()
    assert not (tmp_path / "done").exists()


def test_with_one_core_no_errand_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    assert not is_taken(lambda: None)
