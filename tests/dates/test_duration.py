from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmplan.dates.duration import (
    Duration,
    HoursOfDay,
    parse_area,
    parse_duration,
    parse_hours,
    parse_hours_of_day,
    parse_share,
)


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("30 min", Duration(30)),
        ("1 h", Duration(60)),
        ("1 h 30 min", Duration(90)),
        ("1.5 h", Duration(90)),
        ("3 min each", Duration(3, each=True)),
        ("1 h 5 min each", Duration(65, each=True)),
        ("90 min per 1000 m2", Duration(90, per_area=1000)),
        ("90 min per 1000 m²", Duration(90, per_area=1000)),
        ("1 min per m2", Duration(1, per_area=1)),
    ],
)
def test_each_form_of_a_duration_is_read(text: str, duration: Duration) -> None:
    assert parse_duration(text) == duration


def test_each_thing_takes_its_time_and_an_area_in_proportion() -> None:
    assert parse_duration("3 min each").minutes_for(32, None) == 96
    assert parse_duration("90 min per 1000 m2").minutes_for(1, 3200) == 288
    assert parse_duration("1 h").minutes_for(32, 3200) == 60


def test_a_missing_area_leaves_the_minutes_open() -> None:
    assert parse_duration("90 min per 1000 m2").minutes_for(4, None) is None


@pytest.mark.parametrize("text", ["30 min", "1 h", "1 h 30 min", "3 min each", "90.5 min per 1000 m2", "2 h per 1 m2"])
def test_a_duration_is_written_so_that_it_reads_the_same(text: str) -> None:
    duration = parse_duration(text)
    assert parse_duration(str(duration)) == duration


@given(st.integers(0, 99), st.integers(0, 59))
def test_hours_and_minutes_add_up(hours: int, minutes: int) -> None:
    text = " ".join([f"{hours} h"] * (hours > 0) + [f"{minutes} min"] * (minutes > 0))
    if text:
        assert parse_hours(text) == hours * 60 + minutes
        assert str(parse_duration(text)) == text


def test_an_area_a_share_and_hours_of_the_day_are_read() -> None:
    assert parse_hours("40 h") == 2400
    assert parse_area("3200 m2") == parse_area("3200 m²") == 3200
    assert [parse_share(text) for text in ("0%", "50%", "50 %", "100%")] == [0, 50, 50, 100]
    assert parse_hours_of_day("08:30-17:30") == HoursOfDay(510, 1050)
    assert parse_hours_of_day("00:00-24:00").minutes == 1440
    assert str(parse_hours_of_day("08:30 - 17:30")) == "08:30-17:30"


@pytest.mark.parametrize(
    ("parse", "text", "message"),
    [
        (parse_duration, "90", "cannot read '90' as a time: write hours and minutes, for example 1 h 30 min"),
        (
            parse_duration,
            "1h30",
            "cannot read '1h30' as a time: write hours and minutes, for example 1 h 30 min",
        ),
        (
            parse_duration,
            "each",
            "cannot read 'each' as a time: write hours and minutes, for example 1 h 30 min",
        ),
        (parse_duration, "", "cannot read '' as a time: write hours and minutes, for example 1 h 30 min"),
        (
            parse_duration,
            "-5 min",
            "cannot read '-5 min' as a time: write hours and minutes, for example 1 h 30 min",
        ),
        (parse_duration, "0 min", "'0 min' is no time at all: write at least 1 min, for example 1 h 30 min"),
        (
            parse_duration,
            "9000 h",
            "'9000 h' is more than a year of hours: write a shorter time, for example 1 h 30 min",
        ),
        (
            parse_duration,
            "5 min per 10 ft2",
            "cannot read the area in '5 min per 10 ft2': write it in m2, for example 90 min per 1000 m2",
        ),
        (
            parse_duration,
            "5 min per 0 m2",
            "'5 min per 0 m2' is per no area at all: write for example 90 min per 1000 m2",
        ),
        (
            parse_duration,
            "３０ min",
            "'３０ min' has full-width or typographic signs: write plain ones, '30 min'",
        ),
        (parse_hours, "40", "cannot read '40' as a time: write hours and minutes, for example 40 h"),
        (
            parse_area,
            "3,200 m2",
            "cannot read '3,200 m2' as an area: write square metres without commas, for example 3200 m2",
        ),
        (parse_area, "0 m2", "'0 m2' is no area at all: write for example 3200 m2, or leave it out"),
        (parse_share, "0.5", "cannot read '0.5' as a share: write a whole percentage, for example 50%"),
        (parse_share, "101%", "'101%' is more than the whole: write 0% to 100%, for example 50%"),
        (
            parse_hours_of_day,
            "8:30-17:30",
            "cannot read '8:30-17:30' as hours of the day: write two times, for example 08:30-17:30",
        ),
        (
            parse_hours_of_day,
            "08:30-24:01",
            "'08:30-24:01' has a time that no clock shows: write 00:00 to 24:00, for example 08:30-17:30",
        ),
        (
            parse_hours_of_day,
            "08:60-09:30",
            "'08:60-09:30' has a time that no clock shows: write 00:00 to 24:00, for example 08:30-17:30",
        ),
        (
            parse_hours_of_day,
            "22:00-06:00",
            "'22:00-06:00' ends before it starts: write the earlier time first, within one day",
        ),
    ],
)
def test_what_is_no_measure_is_told_with_what_to_write(parse: Callable[[str], object], text: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        parse(text)
