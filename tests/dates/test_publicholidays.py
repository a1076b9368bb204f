from __future__ import annotations

import re
import subprocess
import sys

import pytest

from fmplan.dates.day import ISO, Day, day_of, weekday
from fmplan.dates.dayoff import DayOff, Off
from fmplan.dates.publicholidays import YearOff, days_off, is_known, known_countries, named_holidays, parts_of
from fmplan.dates.ranges import DateRange, parse_date_range
from fmplan.dates.workdays import WorkingDays, working_days

MONDAY_TO_FRIDAY = frozenset(range(5))

# The State Council's notices: the breaks of 2026, and the weekend days that are worked for such breaks.
BREAKS_2026 = {
    "New Year": "2026-01-01..2026-01-03",
    "Spring Festival": "2026-02-15..2026-02-23",
    "Qingming": "2026-04-04..2026-04-06",
    "Labour Day": "2026-05-01..2026-05-05",
    "Dragon Boat": "2026-06-19..2026-06-21",
    "Mid-Autumn": "2026-09-25..2026-09-27",
    "National Day": "2026-10-01..2026-10-07",
}
MAKE_UP_DAYS = {
    2024: ["02-04", "02-18", "04-07", "04-28", "05-11", "09-14", "09-29", "10-12"],
    2025: ["01-26", "02-08", "04-27", "09-28", "10-11"],
    2026: ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"],
}


def calendar(country: str, year: int) -> WorkingDays:
    off = days_off(country, year)
    named = {day: DayOff(Off.HOLIDAY, name) for day, name in off.off.items()}
    return working_days(day_of(year, 1, 1), day_of(year, 12, 31), MONDAY_TO_FRIDAY, named, off.work, {})


def iso(days: list[Day]) -> list[str]:
    return [ISO[day] for day in days]


@pytest.mark.parametrize(("year", "count"), [(2024, 251), (2025, 248), (2026, 248)])
def test_china_works_as_many_days_as_its_notice_says(year: int, count: int) -> None:
    days = calendar("CN", year)
    assert sum(days.is_working(day) for day in range(days.first, days.last + 1)) == count


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_chinas_make_up_days_are_those_of_the_notice(year: int) -> None:
    assert iso(list(days_off("CN", year).work)) == [f"{year}-{day}" for day in MAKE_UP_DAYS[year]]


@pytest.mark.parametrize(("name", "text"), BREAKS_2026.items())
def test_chinas_breaks_of_2026_are_those_of_the_notice(name: str, text: str) -> None:
    days = calendar("CN", 2026)
    expected = parse_date_range(text)
    assert days.closure_around(expected.start) == expected
    assert name in {str(why) for day in range(expected.start, expected.end + 1) for why in days.why(day)}


def test_each_swap_names_the_day_it_is_made_for() -> None:
    off = days_off("CN", 2026)
    assert off.off[day_of(2026, 2, 20)] == "day off for 2026-02-14"
    assert off.work[day_of(2026, 2, 14)] == "make-up day for 2026-02-20"


def test_a_make_up_day_before_the_turn_of_the_year_belongs_to_the_year_it_lies_in() -> None:
    assert days_off("CN", 2006).work[day_of(2006, 12, 30)] == "make-up day for 2007-01-02"
    assert day_of(2006, 12, 30) not in days_off("CN", 2007).work


def test_a_year_without_its_notice_is_provisional_and_says_so_of_every_guess() -> None:
    assert [days_off("CN", year).provisional for year in (2024, 2025, 2026, 2027, 2028)] == [
        False,
        False,
        False,
        True,
        True,
    ]
    year = days_off("CN", 2027)
    assert year.work == {}
    guesses = {ISO[day]: name for day, name in year.off.items() if "observed" in name}
    assert guesses["2027-02-09"] == "Spring Festival (observed, not yet announced)"
    assert all(name.endswith("(observed, not yet announced)") for name in guesses.values())


def test_a_statutory_holiday_stands_on_its_own_days_without_days_in_lieu() -> None:
    year = days_off("CN", 2027)
    assert iso(year.slug_days("spring-festival")) == ["2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08"]
    assert iso(year.slug_days("dragon-boat")) == ["2027-06-09"]
    assert iso(year.slug_days("mid-autumn")) == ["2027-09-15"]
    assert iso(year.slug_days("labour-day")) == ["2027-05-01", "2027-05-02"]
    assert iso(days_off("CN", 2026).slug_days("national-day")) == ["2026-10-01", "2026-10-02", "2026-10-03"]
    assert year.slug_days("christmas-day") == []


def test_two_holidays_on_one_day_are_both_there() -> None:
    year = days_off("CN", 2020)
    assert iso(year.slug_days("mid-autumn")) == ["2020-10-01"]
    assert "2020-10-01" in iso(year.slug_days("national-day"))


def test_china_has_the_seven_holidays_of_its_law() -> None:
    assert named_holidays("CN") == {
        "dragon-boat": "Dragon Boat",
        "labour-day": "Labour Day",
        "mid-autumn": "Mid-Autumn",
        "national-day": "National Day",
        "new-year": "New Year",
        "qingming": "Qingming",
        "spring-festival": "Spring Festival",
    }


def test_england_has_its_bank_holidays_with_their_days_in_lieu() -> None:
    off = days_off("GB-ENG", 2027)
    assert {ISO[day]: name for day, name in off.off.items()} == {
        "2027-01-01": "New Year's Day",
        "2027-03-26": "Good Friday",
        "2027-03-29": "Easter Monday",
        "2027-05-03": "May Day",
        "2027-05-31": "Spring Bank Holiday",
        "2027-08-30": "Late Summer Bank Holiday",
        "2027-12-25": "Christmas Day",
        "2027-12-26": "Boxing Day",
        "2027-12-27": "Christmas Day (observed)",
        "2027-12-28": "Boxing Day (observed)",
    }
    assert (off.work, off.provisional) == ({}, False)
    assert iso(off.slug_days("christmas-day")) == ["2027-12-25"]


def test_a_part_of_a_country_has_holidays_of_its_own() -> None:
    assert "saint-andrews-day" in named_holidays("GB-SCT")
    assert "saint-andrews-day" not in named_holidays("GB-ENG")
    assert "2027-07-05" in iso(list(days_off("US-MN", 2027).off))


def test_names_are_english_where_there_are_english_names() -> None:
    assert days_off("JP", 2027).off[day_of(2027, 1, 1)] == "New Year's Day"
    assert days_off("RU", 2027).work[day_of(2027, 2, 20)] == "make-up day for 2027-02-22"


def test_make_up_days_lie_on_weekends_and_days_off_are_never_worked() -> None:
    for year in range(2015, 2028):
        off = days_off("CN", year)
        assert all(weekday(day) >= 5 for day in off.work)
        assert not off.off.keys() & off.work.keys()


def test_years_beyond_the_data_are_provisional() -> None:
    assert days_off("GB-ENG", 2150) == YearOff({}, {}, True, days_off("GB-ENG", 2027).source)


def test_the_source_names_data_and_release() -> None:
    assert re.fullmatch(r"holidays \d+\.\d+.*", days_off("CN", 2026).source)


def test_a_year_read_back_from_its_parts_answers_alike() -> None:
    year = days_off("CN", 2026)
    again = YearOff(dict(year.off), dict(year.work), year.provisional, year.source)
    assert again.slug_days("qingming") == year.slug_days("qingming") == [day_of(2026, 4, 5)]


def test_countries_and_their_parts_are_known_by_their_codes() -> None:
    known = known_countries()
    assert {"CN", "GB", "GB-ENG", "US-MN"} <= set(known)
    assert known == sorted(known)
    assert [is_known(name) for name in ("CN", "GB-ENG", "US-MN", "ZZ", "GB-XXX", "cn", "HolidayBase", "")] == [
        True,
        True,
        True,
        False,
        False,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("country", "message"),
    [
        ("china", "cannot read 'china' as a country: write two capital letters and perhaps a part"),
        ("ZZ", "no public holidays are known for 'ZZ': write a country or part such as CN, GB-ENG"),
        ("GB-XXX", "no public holidays are known for 'GB-XXX': write a country or part such as CN, GB-ENG"),
    ],
)
def test_an_unknown_country_is_told_with_what_to_write(country: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        days_off(country, 2027)


def test_the_package_is_loaded_only_when_asked() -> None:
    code = "import sys, fmplan.dates.publicholidays; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_spring_festival_of_2026_takes_six_days_of_the_work_week_in_a_break_of_nine() -> None:
    days = calendar("CN", 2026)
    closure = days.closure_around(day_of(2026, 2, 17))
    assert closure == DateRange(day_of(2026, 2, 15), day_of(2026, 2, 23))
    assert (days.lost(closure), days.longest_closure) == (6, 9)
    assert days.why(day_of(2026, 2, 17)) == (DayOff(Off.HOLIDAY, "Spring Festival"),)


@pytest.mark.parametrize(
    ("country", "parts"),
    [
        ("GB", ["GB-ENG", "GB-NIR", "GB-SCT", "GB-WLS"]),
        ("GB-ENG", []),
        ("CN", []),
        ("FI", []),  # but for Åland
    ],
)
def test_parts_are_told_where_most_of_them_have_days_of_their_own(country: str, parts: list[str]) -> None:
    assert parts_of(country) == parts
