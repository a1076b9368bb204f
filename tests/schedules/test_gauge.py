"""When a meter reaches its mark (design 3, `meter`)."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fmplan.dates.day import ISO
from fmplan.dates.ranges import parse_day
from fmplan.schedules.gauge import Gauge
from fmplan.schedules.task import Meter
from tests.schedules.factories import a_plan, codes, done, due_days, read, states

HOURS = "meter: {of: hours, every: 500, unit: h, stale_after: 60 days}"


def due(readings: dict[str, str], after: str | None = None) -> str | None:
    gauge = Gauge(Meter("hours", 500, "h"), [(parse_day(day), Fraction(value)) for day, value in readings.items()])
    found = gauge.due_after(None if after is None else parse_day(after))
    return None if found is None else ISO[found]


def test_it_counts_from_the_first_reading_until_it_was_done() -> None:
    assert due({"2027-01-01": "10000", "2027-01-31": "10100"}) == "2027-05-31"


def test_a_whole_number_of_days_is_not_lost_to_a_fraction() -> None:
    """500 hours in 30 days, then 500 more: exactly 30 days, though neither 500 / 30 nor its inverse is exact."""
    assert due({"2027-01-01": "0", "2027-01-31": "499.5"}) == "2027-01-31"
    assert due({"2027-01-01": "0", "2027-01-31": "250"}) == "2027-03-02"
    assert due({"2027-01-01": "0", "2027-02-19": "490"}) == "2027-02-20"


def test_the_rate_is_that_since_the_last_reading_at_least_thirty_days_older() -> None:
    """From 1 March back to 31 January, 29 days, is too short: it is reckoned from 1 January, 59 days."""
    assert due({"2027-01-01": "0", "2027-01-31": "59", "2027-03-01": "118"}) == "2027-09-08"
    assert due({"2027-01-01": "0", "2027-01-30": "58", "2027-03-01": "118"}) == "2027-09-08"
    assert due({"2027-01-01": "0", "2027-01-30": "88", "2027-03-01": "118"}) == "2028-03-17"


def test_without_a_reading_old_enough_nothing_can_be_told() -> None:
    assert due({"2027-01-01": "0", "2027-01-30": "58"}) is None
    assert due({}) is None


def test_a_meter_that_stands_still_has_no_date() -> None:
    assert due({"2027-01-01": "7", "2027-03-30": "7"}) is None


def test_a_meter_that_hardly_runs_has_no_date_that_anybody_will_see() -> None:
    assert due({"2027-01-01": "0", "2027-03-30": "0.000000001"}) is None


def test_a_reading_past_the_mark_is_the_due_day_and_stays() -> None:
    past = {"2027-01-01": "0", "2027-03-01": "600"}
    assert due(past) == "2027-03-01"
    assert due({**past, "2027-04-01": "2000"}) == "2027-03-01"
    assert due({"2027-01-01": "0", "2027-03-01": "500"}) == "2027-03-01"


def test_where_none_was_taken_at_the_service_the_reading_is_interpolated() -> None:
    """350 on 5 February; 850 is reached at 10 a day, 15 days after the last reading."""
    assert due({"2027-01-01": "0", "2027-03-12": "700"}, after="2027-02-05") == "2027-03-27"


def test_the_last_reading_of_a_day_counts() -> None:
    gauge = Gauge(Meter("hours", 500, "h"), [(1000, Fraction(5)), (1000, Fraction(7)), (1040, Fraction(47))])
    assert gauge.due_after(None) == 1500


def test_a_task_goes_by_its_meter_from_the_last_service() -> None:
    readings = [read("2027-01-01", "10000"), read("2027-03-01", "10600"), read("2027-05-01", "10905")]
    plan = a_plan(HOURS, today="2027-05-10", logbook=[*readings, done("2027-03-05", "#1")])
    assert states(plan)["#1"] == "done 2027-03-05"
    assert due_days(plan)[:2] == ["2027-03-01", "2027-06-13"]


def test_readings_of_later_days_are_not_there_yet() -> None:
    readings = [read("2027-01-01", "0"), read("2027-02-01", "310"), read("2027-03-01", "1000")]
    assert due_days(a_plan(HOURS, today="2027-02-10", logbook=readings))[0] == "2027-02-20"
    assert due_days(a_plan(HOURS, today="2027-03-10", logbook=readings))[0] == "2027-03-01"


@pytest.mark.parametrize(("which", "expected"), [("", "2027-02-19"), (", whichever: last", "2027-06-15")])
def test_beside_a_period_the_first_or_the_last_of_the_two_counts(which: str, expected: str) -> None:
    task = f"{HOURS}, every: 6 months, last: 2026-12-15{which}"
    readings = [read("2026-12-15", "0"), read("2027-01-01", "127.5"), read("2027-02-01", "360")]
    assert due_days(a_plan(task, today="2027-02-02", logbook=readings))[0] == expected


def test_beside_a_period_a_meter_that_nobody_read_leaves_the_period() -> None:
    assert due_days(a_plan(f"{HOURS}, every: 6 months, last: 2026-12-15", today="2027-01-05"))[0] == "2027-06-15"


def test_a_meter_that_was_not_read_for_long_or_never_is_told_of() -> None:
    readings = [read("2027-01-01", "0"), read("2027-02-01", "310")]
    assert codes(a_plan(HOURS, today="2027-04-02", logbook=readings).findings) == []
    assert codes(a_plan(HOURS, today="2027-04-03", logbook=readings).findings) == ["stale-meter"]
    assert codes(a_plan(HOURS, today="2027-04-03").findings) == ["no-reading"]
