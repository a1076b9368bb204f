from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from fmplan.aside import Shared, at_rest_in_forks, begin_errands, errands_done, is_taken

HERE = os.getpid()

FORKS = pytest.mark.usefixtures("cores")


@pytest.fixture(params=[2, 9])
def cores(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many cores, however many there are here."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(request.param)), raising=False)


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    """No thread of an earlier test, beside which nothing is shared out; and no pipe is left open."""
    assert threading.enumerate() == [threading.main_thread()]
    before = _open_files()
    yield
    assert _open_files() == before


def _open_files() -> list[str]:
    return sorted(path.name for path in Path("/dev/fd").iterdir())


def made(*makes: Callable[[], object]) -> list[object]:
    return Shared(makes).all_made()


def in_another_process(then: Callable[[], object], here: object = "here") -> Callable[[], object]:
    """Return what makes `then` in another process, once this one waits for it; and `here` in this one."""
    return lambda: then() if os.getpid() != HERE else here


def begun(*makes: Callable[[], object], number: int = 0) -> Shared:
    """Return what is shared out when another process has taken one of them, by its number."""
    to_read, to_write = os.pipe()

    def told() -> object:
        if os.getpid() != HERE:
            os.write(to_write, b"!")
        return makes[number]()

    shared = Shared([*makes[:number], told, *makes[number + 1 :]])
    os.close(to_write)  # if nobody else has it, the pipe is at its end
    assert os.read(to_read, 1) == b"!"
    os.close(to_read)
    return shared


class Gate:
    """Other processes wait at it until this one opens it."""

    def __init__(self) -> None:
        self._to_wait, self._to_open = os.pipe()

    def open(self) -> None:
        """Open it for who waits, or, in another process, leave it to the first to do so."""
        with suppress(OSError):
            os.close(self._to_open)

    def wait(self) -> None:
        self.open()
        os.read(self._to_wait, 1)

    def gone(self) -> None:
        self.open()
        os.close(self._to_wait)


@FORKS
def test_another_process_makes_it_meanwhile() -> None:
    assert begun(os.getpid).all_made() != [HERE]


@FORKS
def test_each_is_made_once_by_who_has_time_for_it(tmp_path: Path) -> None:
    gate = Gate()
    times = os.open(tmp_path / "times", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def make() -> int:
        os.write(times, b"x")
        if os.getpid() == HERE:
            gate.open()
        else:
            gate.wait()
        return os.getpid()

    first, *others = begun(*[make] * 301).all_made()
    gate.gone()
    os.close(times)
    assert first != HERE
    assert len(others) == 300
    assert HERE in others
    assert (tmp_path / "times").stat().st_size == 301


@FORKS
def test_all_come_in_the_order_given() -> None:
    many = 70_000  # more than a pipe holds numbers, and than two bytes tell apart
    assert made(*(lambda number=number: number for number in range(many))) == list(range(many))  # type: ignore[misc]


@FORKS
def test_what_is_longer_than_a_pipe_comes_whole() -> None:
    assert begun(lambda: b"x" * 1_000_000).all_made() == [b"x" * 1_000_000]


ENDS: dict[str, Callable[[], object]] = {
    "killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "ended": lambda: os._exit(0),
    "failed": lambda: os._exit(3),
    "raised": lambda: [][0],
}


@FORKS
@pytest.mark.parametrize("end", ENDS)
def test_where_another_process_fails_it_is_made_here(end: str) -> None:
    assert begun(in_another_process(ENDS[end])).all_made() == ["here"]


@pytest.mark.usefixtures("two_cores")
@pytest.mark.parametrize("end", ENDS)
def test_what_another_process_made_before_it_failed_is_made_here_too(end: str) -> None:
    shared = begun(in_another_process(os.getpid), in_another_process(ENDS[end]), number=1)
    assert shared.all_made() == ["here", "here"]


@FORKS
def test_what_cannot_be_handed_over_is_made_here() -> None:
    half_way = bytes(1_000_000), lambda: None
    assert begun(in_another_process(lambda: half_way)).all_made() == ["here"]


@FORKS
def test_where_nobody_hears_how_processes_end_it_is_made_here() -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # as a program may leave it to those that it starts
    try:
        assert begun(in_another_process(lambda: "there")).all_made() == ["here"]
        begun(in_another_process(lambda: "there")).drop()
    finally:
        signal.signal(signal.SIGCHLD, before)


@FORKS
def test_what_nobody_asks_for_is_left() -> None:
    told, tell = os.pipe()
    shared = begun(in_another_process(lambda: time.sleep(60) or os.write(tell, b"made")))
    ((child, _),) = shared._helpers
    shared.drop()
    os.close(tell)
    assert os.read(told, 4) == b""
    os.close(told)
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
    assert shared.all_made() == ["here"]


@pytest.mark.parametrize("place", [0, 1])
def test_what_is_raised_is_raised_here(place: int) -> None:
    def make() -> int:
        raise ValueError("no such day")

    makes: list[Callable[[], object]] = [os.getpid, os.getpid]
    makes[place] = make
    with pytest.raises(ValueError, match="no such day"):
        made(*makes)


@contextmanager
def beside_a_thread() -> Iterator[None]:
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@FORKS
def test_beside_another_thread_it_is_made_here() -> None:
    with beside_a_thread():
        assert made(os.getpid, os.getpid) == [HERE, HERE]


@FORKS
def test_beside_a_thread_that_rests_meanwhile_another_process_makes_it() -> None:
    lock, over = threading.Lock(), threading.Event()

    def turning() -> None:
        while not over.is_set():
            with lock:
                time.sleep(0.001)

    thread = threading.Thread(target=turning)
    at_rest_in_forks(thread, lock)
    thread.start()
    try:
        for _ in range(20):
            shared = begun(in_another_process(lambda: lock.acquire(timeout=0), here=None))
            assert shared.all_made() == [True]
    finally:
        over.set()
        thread.join()


def test_with_one_core_it_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    assert made(os.getpid, os.getpid) == [HERE, HERE]


@FORKS
def test_an_errand_is_seen_to_by_another_process_and_waited_for_at_the_end(tmp_path: Path) -> None:
    gate = Gate()

    def write() -> None:
        (tmp_path / "begun").touch()
        gate.wait()
        time.sleep(0.2)
        (tmp_path / "done").write_text(f"{os.getpid()}")

    assert is_taken(write)
    assert not (tmp_path / "begun").exists()
    begin_errands()
    assert not (tmp_path / "done").exists()
    gate.gone()
    errands_done()
    assert int((tmp_path / "done").read_text()) != HERE


@FORKS
def test_an_errand_that_fails_is_nobodys_worry(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert is_taken(lambda: 1 / 0)
    assert is_taken(lambda: sys.exit(3))
    assert is_taken((tmp_path / "done").touch)
    assert is_taken(lambda: os.kill(os.getpid(), signal.SIGKILL))
    begin_errands()
    errands_done()
    errands_done()
    (tmp_path / f"{os.getpid()}").touch()
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{HERE}", "done"]
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


@FORKS
def test_beside_a_thread_that_was_begun_meanwhile_no_errand_is_seen_to(tmp_path: Path) -> None:
    assert is_taken((tmp_path / "done").touch)
    with beside_a_thread():
        begin_errands()
    errands_done()
    assert not (tmp_path / "done").exists()


def test_with_one_core_no_errand_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    assert not is_taken(lambda: None)
