"""A large logbook with everything in it that goes wrong: however it is read, it says the same."""

from __future__ import annotations

import codecs
import os
import random
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from fmplan.dates.ranges import parse_day
from fmplan.findings import Finding
from fmplan.logbook import read
from fmplan.logbook.entries import Logbook
from fmplan.logbook.entry import id_of
from fmplan.logbook.read import read_logbook
from fmplan.logbook.write import lines_of
from tests.logbook.acts import an_act
from tests.memorytree import MemoryTree

_DAYS = [f"{year}-{month:02}-{day:02}" for year in (2025, 2026) for month in range(1, 13) for day in (2, 9, 16, 23)]
_BAD = [b"torn", b"[]", b"{}", b"\xff", b"<<<<<<< HEAD", b'{"entry":"done","on":"2026-02-30"}', b"{" * 900, b"\0\0"]


def _lines(chance: random.Random, day: str) -> Iterator[bytes]:
    """Yield lines as people, fmplan and accidents write them."""
    for number in range(40):
        asset = f"lift-{chance.randrange(40)}"
        due = f"{day[:8]}{chance.randrange(1, 29):02}"
        kinds = ["done"] * 8 + ["skipped", "deferred", "reading", "event", "note", "booked"]
        kind = chance.choice(kinds)
        more = {} if kind in {"event", "reading"} else {"for_": chance.choice([due, due, due, "#3", f"{due}+"])}
        act = an_act(kind, on=day, asset=asset, recorded=f"{day}T17:{number:02}Z", **more)
        if kind == "event":
            del act["asset"]
        line = lines_of([act])
        match chance.randrange(40):
            case 0:
                yield line.replace(b",", b", ")
            case 1:
                yield line.replace(b'"on":', b'"on":"2026-01-01","on":')
            case 2:
                yield chance.choice(_BAD) + b"\n"
            case 3:
                yield line + line + b"\n \n"
            case 4:
                yield line + lines_of([an_act("undone", on=day, undoes=id_of(act))])
            case 5:
                yield lines_of([{**act, "colour": "red"}, {**act, "on": "2031-01-01"}])
            case _:
                yield line


def _files() -> dict[str, bytes]:
    chance = random.Random(4)
    files = {}
    for day in _DAYS:
        for part in range(1):
            data = b"".join(_lines(chance, day))
            match chance.randrange(12):
                case 0:
                    data = data[:-20]
                case 1:
                    data = codecs.BOM_UTF8 + data.replace(b"\n", b"\r\n")
                case 2:
                    data = data.decode(errors="replace").encode("utf-16")
                case 3:
                    files[f"logbook/copy-of-{day}-{part}.jsonl"] = data
            files[f"logbook/{day[:4]}/{day[5:7]}/{day}-{part:012}.jsonl"] = data
    return files


_Said = tuple[list[tuple[object, ...]], list[Finding], list[object]]


def _said() -> _Said:
    logbook, findings = read_logbook(MemoryTree(_files()), "logbook")
    return _entries(logbook), findings, _closed(logbook)


def _entries(logbook: Logbook) -> list[tuple[object, ...]]:
    in_files = ((volume, one) for volume in logbook.volumes for one in (*volume.entries, *volume.undones))
    as_written = [(one.id, one.line, one.on, one.next, str(volume.place_of(one))) for volume, one in in_files]
    seen = logbook.seen_on(parse_day("2026-12-31"))
    return [*as_written, *((one.id, one.recorded) for one in (*seen.entries, *seen.undones))]


def _closed(logbook: Logbook) -> list[object]:
    return [(asset, sorted(logbook.closed_of([asset]).items())) for asset in sorted(logbook.assets)]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> _Said:
    """What the logbook says where nothing can be kept."""
    with pytest.MonkeyPatch.context() as patching:
        patching.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        found = _said()
    assert len(found[0]) > 3_000
    assert len({one.code for one in found[1]}) > 8
    return found


def _damaged(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data))
    ways = [data[:at], data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :], b"", data[at:] + data[:at]]
    return chance.choice(ways)


def test_it_says_the_same_cold_warm_and_with_a_damaged_cache(
    plain: _Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    chance = random.Random(7)
    with patch.object(read, "_WORTH_KEEPING", 0):
        assert _said() == plain
        kept = sorted((tmp_path / "fmplan").iterdir())
        assert len(kept) >= 4
        with patch.object(read, "bound", side_effect=AssertionError("it was kept")):
            assert _said() == plain
        for _ in range(2):
            for path in kept:
                path.write_bytes(_damaged(chance, path.read_bytes()))
            assert _said() == plain


def test_it_says_the_same_with_a_core_for_each_year_and_with_one_for_all(
    plain: _Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for cores in ({0}, {0, 1}, set(range(9))):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / f"{len(cores)}"))
        monkeypatch.setattr(os, "sched_getaffinity", lambda _, cores=cores: cores, raising=False)
        with patch.object(read, "_WORTH_KEEPING", 0), patch.object(read, "_WORTH_A_PROCESS", 0):
            assert _said() == plain


def test_lines_are_read_alike_many_at_once_and_each_by_itself(plain: _Said) -> None:
    with patch("fmplan.logbook.lines._read_at_once", return_value=False):
        assert _said() == plain
