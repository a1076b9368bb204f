"""The sample estates, held as files: what fmplan tells is what it told when somebody read it.

`make golden` writes them anew. `series.txt` is the one to read: every date of a year, a line or two for each series.
Beside it a month of each estate is held in every format; that the year agrees with the month, other tests show.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from difflib import unified_diff
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from fmplan.exports.ical.calendar import render
from fmplan.exports.ical.feed import Feed, Per
from tests.golden.digest import digest
from tests.golden.seen import ESTATES, EXAMPLES, FILES, GOLDEN, MONTH, TODAY, exported, planned

_SHOWN = 40
_NEAR = 400
_WIDE = 200
_JUNE = "2027-06-01..2027-06-30"
_ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "LANG": "tr_TR.UTF-8",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "271",
    "PYTHONUTF8": "0",
    "COLUMNS": "40",
}

every_estate = pytest.mark.parametrize("estate", ESTATES)
every_format = pytest.mark.parametrize("format_", FILES)


@every_estate
@every_format
def test_a_month_is_exported_as_it_was_read(estate: str, format_: str, request: pytest.FixtureRequest) -> None:
    _hold(GOLDEN / estate / FILES[format_], exported(estate, format_, MONTH), request)


@every_estate
def test_every_date_of_every_series_is_as_it_was_read(estate: str, request: pytest.FixtureRequest) -> None:
    _hold(GOLDEN / estate / "series.txt", digest(planned(estate)).encode(), request)


@every_estate
def test_csv_tells_what_json_tells(estate: str) -> None:
    names = ("uid", "key", "planned", "due", "latest", "status", "asset_name", "task_name")
    assert _picked(_csv(estate), names) == _picked(_json(estate), names)


@every_estate
def test_ical_has_the_same_uid_day_and_summary_for_all_that_is_not_covered(estate: str) -> None:
    feed = Feed(per=Per.OCCURRENCE)
    events = Calendar.from_ical(b"".join(render(planned(estate), None, feed))).walk("VEVENT")
    told = [
        # What is done already says so with a tick before its name.
        (str(one["UID"]), one.decoded("DTSTART").isoformat(), str(one["SUMMARY"]).removeprefix("✓ "))
        for one in events
    ]
    colon = "：" if planned(estate).estate.language == "zh" else ": "
    assert told == [
        (one["uid"], one["planned"], f"{one['task_name']}{colon}{one['asset_name']}")
        for one in _json(estate)
        if one["status"] != "covered"
    ]


@every_estate
def test_ical_has_a_visit_for_each_team_place_and_day_by_the_uid_of_what_is_first(estate: str) -> None:
    events = Calendar.from_ical(exported(estate, "ical")).walk("VEVENT")
    first: dict[tuple[str, str, str], str] = {}
    for one in _json(estate):
        if one["status"] != "covered":
            first.setdefault((one["planned"], one["team"] or "", one["location"].partition("/")[0]), one["uid"])
    told = [(str(one["UID"]), one.decoded("DTSTART").isoformat()) for one in events]
    assert told == [(uid, day) for (day, _, _), uid in first.items()]


@every_estate
def test_no_two_occurrences_share_a_uid(estate: str) -> None:
    uids = [one["uid"] for one in _json(estate)]
    assert len(set(uids)) == len(uids) > 0


@every_estate
def test_june_is_june_cut_from_the_year(estate: str) -> None:
    june = json.loads(exported(estate, "json", _JUNE))["occurrences"]
    assert june == [one for one in _json(estate) if one["planned"].startswith("2027-06")]


@every_estate
def test_every_key_that_is_named_is_in_the_plan_or_beside_the_year(estate: str) -> None:
    by_key = {one["key"]: one for one in _json(estate)}
    for one in by_key.values():
        if one["covered_by"] in by_key:
            assert one["key"] in by_key[one["covered_by"]]["covers"]
            assert one["planned"] == by_key[one["covered_by"]]["planned"]
        for key in one["covers"]:
            assert by_key[key]["covered_by"] == one["key"]


@every_estate
def test_a_copy_on_another_machine_gives_the_same_bytes(estate: str, tmp_path: Path) -> None:
    copied = _copied_backwards(EXAMPLES / estate, tmp_path / "elsewhere" / "an estate")
    for format_ in FILES:
        told = tmp_path / f"told.{format_}"
        command = ["export", format_, copied.name, "--year", "2027", "--today", TODAY, "-o", str(told), "--quiet"]
        subprocess.run(
            [sys.executable, "-m", "fmplan", *command], cwd=copied.parent, env={**os.environ, **_ELSEWHERE}, check=True
        )
        assert told.read_bytes() == exported(estate, format_)


@cache
def _json(estate: str) -> Sequence[dict[str, Any]]:
    occurrences: list[dict[str, Any]] = json.loads(exported(estate, "json"))["occurrences"]
    return occurrences


def _csv(estate: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported(estate, "csv").decode(), newline="")))


def _picked(rows: Sequence[dict[str, Any]], names: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


def _hold(path: Path, told: bytes, request: pytest.FixtureRequest) -> None:
    """Compare a whole file byte for byte, or write it where that was asked for; a difference is shown in part."""
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(told)
        return
    held = path.read_bytes() if path.is_file() else b""
    if told != held:
        pytest.fail(_difference(path.relative_to(GOLDEN).as_posix(), held, told), pytrace=False)


def _difference(name: str, held: bytes, told: bytes) -> str:
    """Return the first lines that differ, as a diff: of megabytes, only what stands near the first of them."""
    was, now = held.decode().splitlines(), told.decode().splitlines()
    same = next((number for number, pair in enumerate(zip(was, now, strict=False)) if pair[0] != pair[1]), 0)
    start = max(0, same - 1)
    near = [lines[start : start + _NEAR] for lines in (was, now)]
    diff = unified_diff(*near, f"held from line {start + 1}", f"told from line {start + 1}", lineterm="", n=1)
    shown = [line[:_WIDE] for line in islice(diff, _SHOWN)] or ["(only the ends of lines, or the last lines, differ)"]
    return "\n".join([f"{name} is not what was read. If it should be so: make golden, and read the diff.", *shown])


def _copied_backwards(source: Path, target: Path) -> Path:
    """Copy a folder file by file in the opposite order, each as old as no file of the original."""
    files = [path for path in source.rglob("*") if path.is_file()]
    for number, path in enumerate(sorted(files, reverse=True)):
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        os.utime(copy, (number, number))
    return target
