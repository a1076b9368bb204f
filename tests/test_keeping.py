from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fmplan.keeping import kept


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
    assert maker.times == 2


def test_a_torn_file_is_made_anew(cache: Path) -> None:
    maker = Maker([1, 2, 3])
    kept("thing", [b""], maker)
    (path,) = cache.glob("thing-*")
    path.write_bytes(path.read_bytes()[:5])
    assert [kept("thing", [b""], maker) for _ in range(2)] == [[1, 2, 3]] * 2
    assert maker.times == 2


def test_a_file_that_others_may_write_is_not_trusted(cache: Path) -> None:
    maker = Maker("ours")
    kept("thing", [b""], maker)
    (path,) = cache.glob("thing-*")
    path.chmod(0o666)
    assert kept("thing", [b""], maker) == "ours"
    assert maker.times == 2


@pytest.mark.usefixtures("cache")
def test_what_is_still_used_is_left_though_it_was_written_first(cache: Path) -> None:
    maker = Maker("year")
    kept("thing", [b"year"], maker, 2)
    for month in range(4):
        for path in cache.iterdir():
            os.utime(path, ns=(path.stat().st_mtime_ns - 10**9,) * 2)
        kept("thing", [b"year"], maker, 2)
        kept("thing", [b"%d" % month], Maker(month), 2)
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
