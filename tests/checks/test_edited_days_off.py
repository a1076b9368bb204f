from __future__ import annotations

import pytest
from msgspec.structs import replace

from fmplan.checks.edited_days_off import check
from fmplan.checks.situation import Situation
from fmplan.dates.publicholidays import YearOff, days_off
from fmplan.dates.ranges import parse_day
from fmplan.schedules.lock import Lock
from tests.schedules.factories import an_asset, an_estate, estate_file


@pytest.fixture(autouse=True)
def _cache(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache folder of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def told_of(lock: Lock | None) -> list[str]:
    """Return what is told of a lock; twice, for the second time it is told by what was kept."""
    register = an_estate({"estate.yaml": estate_file(""), "assets/assets.yaml": an_asset("")})
    told = [[finding.message for finding in check(Situation(register.estate, (), (), lock))] for _ in range(2)]
    assert told[0] == told[1]
    return told[0]


def test_a_lock_as_it_was_written_has_nothing_to_tell() -> None:
    assert told_of(None) == []
    assert told_of(Lock()) == []
    assert told_of(Lock({(one, year): days_off(one, year) for one in ("CN", "GB-ENG") for year in (2026, 2027)})) == []


def test_make_up_days_are_compared_too() -> None:
    year = days_off("CN", 2026)
    worked = sorted(year.work)
    saturday = parse_day("2026-06-06")
    edited = replace(year, work=dict.fromkeys((*worked[1:], saturday), "make-up day"))
    assert told_of(Lock({("CN", 2026): edited})) == [
        "CN 2026 is not as its source has it: work lacks 2026-01-04; work adds 2026-06-06"
    ]


def test_of_many_days_the_first_are_named() -> None:
    (told,) = told_of(Lock({("GB-ENG", 2027): replace(days_off("GB-ENG", 2027), off={})}))
    assert told.startswith("GB-ENG 2027 is not as its source has it: off lacks 2027-01-01, 2027-03-26, 2027-03-29, ")
    assert told.endswith(" more")


def test_days_of_another_release_of_the_data_are_not_compared() -> None:
    assert told_of(Lock({("GB-ENG", 2027): replace(days_off("GB-ENG", 2027), off={}, source="holidays 0.1")})) == []


def test_the_names_are_not_compared() -> None:
    year = days_off("GB-ENG", 2027)
    assert told_of(Lock({("GB-ENG", 2027): replace(year, off=dict.fromkeys(year.off, "Holiday"))})) == []


@pytest.mark.parametrize("key", [("XX", 2027), ("GB-ENG", 9999), ("GB-ENG", 0), ("no country", 2027)])
def test_what_the_installed_data_do_not_have_is_left_alone(key: tuple[str, int]) -> None:
    assert told_of(Lock({key: YearOff({}, {}, provisional=False, source="holidays 0.109")})) == []
