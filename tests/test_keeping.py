from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fmplan import keeping
from fmplan.keeping import OF_ESTATES, Bounds, Place, is_kept, kept


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of its own, as XDG_CACHE_HOME names it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "fmplan"


class Maker:
    """Makes a value, and counts how often it was asked to."""

    def __init__(self, value: object) -> None:
        self.value = value
        self.times = 0

    def __call__(self) -> object:
        self.times += 1
        return self.value


@pytest.mark.usefixtures("cache")
def test_what_was_made_once_is_not_made_again() -> None:
    maker = Maker({"a": 1})
    assert kept("thing", [b"text"], maker) == kept("thing", [b"text"], maker) == {"a": 1}
    assert maker.times == 1


@pytest.mark.usefixtures("cache")
def test_what_hangs_on_other_bytes_is_made_anew() -> None:
    maker = Maker(1)
    for parts in ([b"one"], [b"two"], [b"o", b"ne"]):
        kept("thing", parts, maker)
    assert maker.times == 3


@pytest.mark.usefixtures("cache")
def test_nothing_is_kept_of_none() -> None:
    maker = Maker(None)
    assert kept("thing", [b""], maker) is kept("thing", [b""], maker) is None
    assert (maker.times, is_kept("thing", [b""])) == (2, False)


def test_a_torn_file_is_made_anew(cache: Path) -> None:
    maker = Maker([1, 2, 3])
    kept("thing", [b""], maker)
    (path,) = cache.glob("thing-*")
    path.write_bytes(path.read_bytes()[:5])
    assert [kept("thing", [b""], maker) for _ in range(2)] == [[1, 2, 3]] * 2
    assert maker.times == 2


@pytest.mark.parametrize("mode", [0o620, 0o602])
def test_a_file_that_others_may_write_is_not_trusted(mode: int, cache: Path) -> None:
    maker = Maker("ours")
    kept("thing", [b""], maker)
    (path,) = cache.glob("thing-*")
    path.chmod(mode)
    assert not is_kept("thing", [b""])
    assert kept("thing", [b""], maker) == "ours"
    assert maker.times == 2


@pytest.mark.usefixtures("cache")
def test_a_file_of_somebody_else_is_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    maker = Maker("ours")
    kept("thing", [b""], maker)
    assert is_kept("thing", [b""])
    monkeypatch.setattr(os, "getuid", lambda: 4_321)
    assert not is_kept("thing", [b""])
    kept("thing", [b""], maker)
    assert maker.times == 2


def test_a_mark_that_others_may_write_tells_nothing(cache: Path) -> None:
    assert [Place("thing", [b""], OF_ESTATES).is_met_again() for _ in range(2)] == [False, True]
    (mark,) = cache.glob("thing-*.met")
    mark.chmod(0o666)
    assert [Place("thing", [b""], OF_ESTATES).is_met_again() for _ in range(2)] == [False, True]


def test_of_one_kind_so_many_bytes_are_left_and_none_of_another(cache: Path) -> None:
    for number, kind in enumerate(["thing-old", "thing", "thing", "thing"]):
        for path in cache.glob("*"):
            os.utime(path, ns=(path.stat().st_mtime_ns - 10**9,) * 2)
        kept(kind, [b"%d" % number], Maker("x" * 1_000), Bounds(10, 2_500))
    kinds = sorted(path.name.rpartition("-")[0] for path in cache.iterdir())
    assert kinds == ["thing", "thing", "thing-old"]
    assert not is_kept("thing", [b"1"])


def test_what_somebody_else_removes_at_the_same_time_is_no_trouble(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept("thing", [b"1"], Maker(1))
    found = [*cache.glob("thing-*"), cache / f"thing-{'0' * 24}.pickle"]
    monkeypatch.setattr(Path, "glob", lambda *_: found)
    kept("thing", [b"2"], Maker(2))
    assert is_kept("thing", [b"2"])


@pytest.mark.parametrize("named", [{}, {"XDG_CACHE_HOME": "cache"}])
def test_without_an_absolute_folder_it_is_kept_below_the_users_home(
    named: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    for name, value in {**named, "HOME": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)
    kept("thing", [b""], Maker(1))
    assert [path.name.partition("-")[0] for path in (tmp_path / ".cache/fmplan").iterdir()] == ["thing"]


def test_without_a_home_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 4_321_765)  # as in a container
    maker = Maker(7)
    assert [kept("thing", [b""], maker) for _ in range(2)] == [7, 7]
    assert (maker.times, is_kept("thing", [b""])) == (2, False)
    assert not Place("thing", [b""], OF_ESTATES).is_met_again()


CHANGES: dict[str, Callable[[Path], object]] = {
    "nothing": lambda _: None,
    "a line of a program": lambda at: _changed(at / "a.py", b"one = 1\n# more\n"),
    "a letter of a program, at another time": lambda at: _changed(at / "a.py", b"one = 2\n", 1),
    "a letter and its size, at the same time": lambda at: _changed(at / "a.py", b"one = 22\n"),
    "a rule of the library": lambda at: _changed(at / "below/deeper/rules.yaml", b"every: 2 months\n", 1),
    "a file more": lambda at: (at / "below/b.py").touch(),
    "what was compiled": lambda at: (at / "__pycache__/a.pyc").write_bytes(b"x"),
}


def _changed(path: Path, data: bytes, seconds: int = 0) -> None:
    status = path.stat()
    path.write_bytes(data)
    os.utime(path, ns=(status.st_mtime_ns + seconds * 10**9,) * 2)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.usefixtures("cache")
def test_whoever_works_on_fmplan_is_told_nothing_of_before(
    change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = tmp_path / "code"
    for path, data in {"a.py": b"one = 1\n", "below/deeper/rules.yaml": b"every: 1 month\n"}.items():
        (code / path).parent.mkdir(parents=True, exist_ok=True)
        (code / path).write_bytes(data)
    (code / "__pycache__").mkdir()
    monkeypatch.setattr(keeping, "_CODE", code)
    monkeypatch.setattr(keeping, "_code", keeping._code.__wrapped__)
    kept("thing", [b""], Maker(1))
    assert is_kept("thing", [b""])
    CHANGES[change](code)
    assert is_kept("thing", [b""]) == (change in {"nothing", "what was compiled"})


@pytest.mark.usefixtures("cache")
def test_another_python_makes_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_code", keeping._code.__wrapped__)
    kept("thing", [b""], Maker(1))
    monkeypatch.setattr(sys, "version", "3.99")
    assert not is_kept("thing", [b""])


@pytest.mark.usefixtures("cache")
def test_what_is_still_used_is_left_though_it_was_written_first(cache: Path) -> None:
    maker = Maker("year")
    kept("thing", [b"year"], maker, Bounds(2))
    for month in range(4):
        for path in cache.iterdir():
            os.utime(path, ns=(path.stat().st_mtime_ns - 10**9,) * 2)
        kept("thing", [b"year"], maker, Bounds(2))
        kept("thing", [b"%d" % month], Maker(month), Bounds(2))
    assert (maker.times, len(list(cache.iterdir()))) == (1, 2)


def test_where_nothing_can_be_kept_it_is_made_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    maker = Maker(7)
    assert kept("thing", [b""], maker) == kept("thing", [b""], maker) == 7
    assert maker.times == 2


def test_what_finds_no_room_leaves_nothing_behind(cache: Path) -> None:
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, limits[1]))  # as a full disk ends a file
    try:
        assert kept("thing", [b""], Maker("x" * 100_000)) == "x" * 100_000
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(cache.iterdir()) == []


def test_what_is_kept_is_for_its_user_alone(cache: Path) -> None:
    kept("thing", [b""], Maker(1))
    (path,) = cache.glob("thing-*")
    assert cache.stat().st_mode & 0o777 == 0o700
    assert path.stat().st_mode & 0o077 == 0


KEEP = """
import sys
from fmplan.keeping import kept
sys.path.append(sys.argv[1])
kept("thing", [b"text"], lambda: print("made") or 1)
print("pydantic_core" in sys.modules)
"""


def told_beside(release: str, site: Path, cache: Path) -> list[str]:
    """Return what is told of keeping one thing where the library that types is there in a release."""
    packages = site / "site-packages"
    (packages / f"pydantic_core-{release}.dist-info").mkdir(parents=True)
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    program = [sys.executable, "-c", KEEP, str(packages)]
    return subprocess.run(program, env=environment, capture_output=True, text=True, check=True).stdout.split()


def test_another_release_of_what_types_makes_anew_and_none_is_loaded_to_see_which_it_is(tmp_path: Path) -> None:
    sites = [("2.33.0", "one"), ("2.33.0", "two"), ("2.34.0", "three")]
    told = [told_beside(release, tmp_path / site, tmp_path / "cache") for release, site in sites]
    assert told == [["made", "False"], ["False"], ["made", "False"]]
