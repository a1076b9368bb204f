from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr

from fmplan.exports.ical.vtimezone import vtimezone

FIRST, LAST = 2026, 2030
HOUR = timedelta(hours=1)


def test_a_zone_without_summer_time_is_one_standard_block() -> None:
    assert vtimezone("Asia/Shanghai", 2027, 2028).split("\r\n") == [
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Shanghai",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0800",
        "TZOFFSETTO:+0800",
        "TZNAME:CST",
        "END:STANDARD",
        "END:VTIMEZONE",
        "",
    ]


def test_a_zone_with_summer_time_has_a_rule_for_each_change() -> None:
    assert vtimezone("America/Chicago", 2027, 2028).split("\r\n") == [
        "BEGIN:VTIMEZONE",
        "TZID:America/Chicago",
        "BEGIN:DAYLIGHT",
        "DTSTART:20070311T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
        "TZOFFSETFROM:-0600",
        "TZOFFSETTO:-0500",
        "TZNAME:CDT",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20071104T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
        "TZOFFSETFROM:-0500",
        "TZOFFSETTO:-0600",
        "TZNAME:CST",
        "END:STANDARD",
        "END:VTIMEZONE",
        "",
    ]


def test_london_changes_on_the_last_sundays() -> None:
    lines = vtimezone("Europe/London", 2027, 2028).split("\r\n")
    assert [line for line in lines if line.startswith("RRULE")] == [
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    ]


@pytest.mark.parametrize("name", ["Europe/London", "America/Chicago", "Asia/Shanghai"])
def test_the_block_stays_the_same_year_after_year(name: str) -> None:
    assert len({vtimezone(name, year, year + 1) for year in range(2027, 2036)}) == 1


@pytest.mark.parametrize(
    "name",
    [
        "Asia/Shanghai",
        "Europe/London",
        "America/Chicago",
        "America/New_York",
        "Europe/Dublin",
        "Europe/Berlin",
        "Australia/Lord_Howe",
        "Pacific/Auckland",
        "America/Santiago",
        "Asia/Jerusalem",
        "Africa/Casablanca",
        "Asia/Kathmandu",
        "Etc/UTC",
    ],
)
def test_every_hour_of_five_years_is_as_the_zone_has_it(name: str) -> None:
    _hold(name, FIRST, LAST)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Asia/Shanghai", 1985, 1992),  # summer time for six years
        ("Europe/London", 1970, 1973),  # the end of standard time all year
        ("America/Chicago", 2005, 2009),  # the rule of 2007
        ("Europe/Moscow", 2009, 2015),  # two changes of the standard itself
        ("Pacific/Apia", 2010, 2013),  # a day left out
    ],
)
def test_every_hour_of_years_in_which_the_rule_changed_is_right(name: str, first: int, last: int) -> None:
    _hold(name, first, last)


def _hold(name: str, first: int, last: int) -> None:
    """Compare what the written rules say with the zone itself, hour by hour."""
    zone = ZoneInfo(name)
    changes = _changes(vtimezone(name, first, last), datetime(last + 1, 1, 1, tzinfo=UTC))
    at, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 1, tzinfo=UTC)
    number = 0
    wrong = []
    while at < end:
        while number + 1 < len(changes) and changes[number + 1][0] <= at:
            number += 1
        if changes[number][1] != at.astimezone(zone).utcoffset():
            wrong.append(at)
        at += HOUR
    assert wrong == []


def _changes(text: str, end: datetime) -> list[tuple[datetime, timedelta]]:
    """Return each change as RFC 5545 reads it: from when on, in UTC, and to which offset."""
    found = []
    for block in text.split("BEGIN:")[2:]:
        lines = dict(line.split(":", 1) for line in block.split("\r\n") if ":" in line)
        before, after = _offset(lines["TZOFFSETFROM"]), _offset(lines["TZOFFSETTO"])
        start = datetime.strptime(lines["DTSTART"], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
        walls = [start]
        if "RRULE" in lines:
            rule, _, until = lines["RRULE"].partition(";UNTIL=")
            last = datetime.strptime(until, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) + before if until else end
            walls = list(rrulestr(rule, dtstart=start).between(start, last, inc=True))
            assert walls[0] == start, "the first change is one the rule gives"
        found += [(wall - before, after) for wall in walls]
    found.sort()
    assert all(one[0] < other[0] for one, other in pairwise(found))
    return found


def _offset(text: str) -> timedelta:
    seconds = int(text[1:3]) * 3600 + int(text[3:5]) * 60 + int(text[5:7] or 0)
    return timedelta(seconds=-seconds if text[0] == "-" else seconds)
