"""Registers that went wrong in every way a keyboard, a merge or a disk knows: never a traceback, never another code."""

from __future__ import annotations

import gc
import io
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fmplan.cli.run import run

FILES = {
    "estate.yaml": """\
fmplan: 1
estate: mill-lane
name: {en: Mill Lane, zh: 磨坊路}
timezone: Europe/London
starts: 2027-01-01
facts: {level: L1, height_m: 79}
calendar: {country: none, workweek: [mon, tue, wed, thu, fri], closed: [2027-12-25..2028-01-02]}
periods: {flood-season: 04-15..10-15}
locations: {tower-1: {name: Tower 1, facts: {height_m: 40}}}
teams:
  own: {name: Own staff, capacity: 40 h, trades: [pumps], email: [own@example.com]}
classes: {pump: {name: Pump}}
tasks:
  drill: {name: Drill, once_per: quarter, on: first monday}
  report: {name: Report, after: {task: drill, within: 3 days}}
""",
    "assets/pumps.yaml": """\
types:
  hydro: {class: pump, make: Grundfos, attributes: {kw: 4}}
defaults: {team: own, location: tower-1}
assets:
  pump-1:
    type: hydro
    name: Pump 1
    in_service: 2018-06-01
    suspended: [2027-05-01..2027-06-30]
    certificates: {mark: {from: year, expires: 2027-09, renew_before: 60 days}}
    tasks:
      month: {last: 2026-12-10}
      rope: {name: Rope, every: 2 weeks, on: [mon, thu], duration: 30 min}
    waive: {hours: {because: no meter, until: 2027-03-31}}
  pump-2: {class: pump, name: Pump 2, quantity: 3, part_of: pump-1, manufactured: 2019-02-28}
""",
    "schedules/pumps.yaml": """\
schedules:
  pumps:
    applies_to: [pump]
    source: {standard: House}
    tasks:
      month: {name: Month, every: 14 days, max_gap: 15 days, force: law, trade: pumps}
      year: {name: Year, every: {by: level, L1: 1 year, L2: 2 years}, covers: [month], season: flood-season}
      test: {name: Test, ages: {of: manufactured, at: [1 year, 10 years], then: 2 years}}
      second: {name: Second, rrule: FREQ=MONTHLY;BYDAY=2TU, when: {height_m: {over: 27}}}
      hours: {name: Hours, meter: {of: run-hours, every: 500, unit: h}, every: 6 months}
      floating: {name: Floating, every: 3 months, from: completion, min_gap: 20 days, keep_anchor: 2 weeks}
""",
}
COMMANDS = {"check": [], "calendar": ["--year", "2027", "--today", "2027-01-01"]}
DOCUMENTED = {0, 1, 65}
NASTY = [
    *("", "~", "[]", "{}", "[[]]", "{a: b}", "[a, b]", "- x", "&a", "*a", "!!python/none", "<<", "?", "|", '"', "'"),
    *("0", "-1", "1e400", "nan", "inf", "999999999999999999999", "٣ days", "３ days", "0 days", "1 day", "100 years"),
    *("2027-02-30", "0000-00-00", "9999-12-31", "1970-01-01", "2199-12-31", "2027-12-31..2027-01-01", "02-29..02-29"),
    *("12-31..01-01", "fifth monday", "last day", "[02-29]", "[sun]", "season", "week", "before", "FREQ=DAILY;COUNT=1"),
    *("FREQ=YEARLY;BYDAY=60MO", "FREQ=DAILY;UNTIL=20270230", "../..", "a/b", "\x00", "\ud7ff", "\u2028", "：", "\t"),
    *("{by: level}", "{by: age, 0 years: 1 day, 1 year: 2 days}", "{from: 1, below: 0}", "pump-1", "month", "x" * 5000),
]

_WORDS = sorted({word for text in FILES.values() for word in text.replace("{", " ").replace(",", " ").split()})
Mutation = Callable[[bytes], bytes]


def _spot(data: bytes, at: float) -> int:
    return int(at * len(data))


def _bytes_over(at: float, new: bytes) -> Mutation:
    return lambda data: data[: _spot(data, at)] + new + data[_spot(data, at) + len(new) :]


def _bytes_in(at: float, new: bytes) -> Mutation:
    return lambda data: data[: _spot(data, at)] + new + data[_spot(data, at) :]


def _cut(at: float) -> Mutation:
    return lambda data: data[: _spot(data, at)]


def _lines_swapped(one: float, other: float) -> Mutation:
    def swap(data: bytes) -> bytes:
        lines = data.splitlines(keepends=True) or [b""]
        a, b = (min(int(at * len(lines)), len(lines) - 1) for at in (one, other))
        lines[a], lines[b] = lines[b], lines[a]
        return b"".join(lines)

    return swap


def _line_twice(at: float) -> Mutation:
    def twice(data: bytes) -> bytes:
        lines = data.splitlines(keepends=True)
        here = int(at * len(lines))
        return b"".join([*lines[:here], *lines[here : here + 1], *lines[here:]])

    return twice


def _indented(at: float, by: int) -> Mutation:
    def indent(data: bytes) -> bytes:
        lines = data.splitlines(keepends=True) or [b""]
        here = min(int(at * len(lines)), len(lines) - 1)
        lines[here] = b" " * by + lines[here] if by > 0 else lines[here][-by:]
        return b"".join(lines)

    return indent


def _value_replaced(at: float, value: str) -> Mutation:
    def replace(data: bytes) -> bytes:
        begin = data.find(b": ", _spot(data, at))
        if begin < 0:
            return data
        ends = [end for sign in (b",", b"}", b"\n") if (end := data.find(sign, begin)) >= 0]
        return data[: begin + 2] + value.encode() + data[min(ends, default=len(data)) :]

    return replace


def _word_replaced(word: str, other: str) -> Mutation:
    return lambda data: data.replace(word.encode(), other.encode(), 1)


_AT = st.floats(0, 1, exclude_max=True)
_TEXT = st.sampled_from(NASTY) | st.text(max_size=12).filter(lambda text: "\ud800" not in text)
MUTATIONS = st.one_of(
    st.builds(_bytes_over, _AT, st.binary(min_size=1, max_size=4)),
    st.builds(_bytes_in, _AT, st.binary(min_size=1, max_size=4)),
    st.builds(_cut, _AT),
    st.builds(_lines_swapped, _AT, _AT),
    st.builds(_line_twice, _AT),
    st.builds(_indented, _AT, st.integers(-4, 4)),
    st.builds(_value_replaced, _AT, st.sampled_from(NASTY)),
    st.builds(_value_replaced, _AT, st.sampled_from(NASTY)),
    st.builds(_word_replaced, st.sampled_from(_WORDS), st.sampled_from(_WORDS)),
    st.builds(_word_replaced, st.sampled_from(_WORDS), st.sampled_from(NASTY)),
)


def _said_by(arguments: list[str]) -> tuple[int, str]:
    """Run fmplan in this process and return its exit code with all it wrote."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace") for _ in range(2))
    try:
        with patch.object(sys, "stdout", out), patch.object(sys, "stderr", err):
            code = run(arguments)
        out.flush()
        err.flush()
        return code, (out.buffer.getvalue() + err.buffer.getvalue()).decode("utf-8", "replace")  # type: ignore[attr-defined]
    finally:
        gc.enable()  # a command leaves it off, for its process ends


def _written(folder: Path, changes: dict[str, list[Mutation]]) -> None:
    for path, text in FILES.items():
        data = text.encode()
        for mutation in changes.get(path, ()):
            data = mutation(data)
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(data)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_register_is_sound_before_anything_happens_to_it(command: str, tmp_path: Path) -> None:
    _written(tmp_path, {})
    code, said = _said_by([command, str(tmp_path), *COMMANDS[command]])
    assert code == 0, said


@settings(
    max_examples=200,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.dictionaries(st.sampled_from(sorted(FILES)), st.lists(MUTATIONS, min_size=1, max_size=3), min_size=1))
def test_whatever_happens_to_the_files_the_exit_codes_are_the_documented_ones(
    changes: dict[str, list[Mutation]],
) -> None:
    with TemporaryDirectory() as name:
        _written(Path(name), changes)
        for command, options in COMMANDS.items():
            code, said = _said_by([command, name, *options])
            assert code in DOCUMENTED, said
            assert "Traceback" not in said
