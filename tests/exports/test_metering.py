"""`explain` shows a meter's readings, its rate and how it reaches its mark."""

from __future__ import annotations

import pytest

from fmplan.exports.explain import explained
from fmplan.logbook.read import logbook_of
from tests.schedules.factories import Act, a_plan, done, read

METER = "meter: {of: hours, every: 250, unit: h, stale_after: 60 days}"
READINGS = [read("2027-01-04", "1000"), read("2027-03-05", "1120")]


def told(rule: str, *acts: Act, span: str = "2027", today: str = "2027-03-15") -> list[str]:
    plan = a_plan(rule, span=span, today=today, logbook=acts)
    return "".join(explained(plan, plan.series[0], logbook_of(acts))).splitlines()


def meter(lines: list[str]) -> list[str]:
    begin = next(number for number, line in enumerate(lines) if line.startswith("meter"))
    end = next(number for number, line in enumerate(lines) if line.startswith("work"))
    return [line[10:] for line in lines[begin:end]]


def dates(lines: list[str]) -> list[str]:
    return [line.partition("  due ")[2] for line in lines if "  due " in line]


def test_readings_rate_and_how_long_they_are_good_stand_with_file_and_line() -> None:
    assert meter(told(METER, *READINGS)) == [
        "hours: 2 readings, the newest first",
        "1120 h on 2027-03-05 (logbook/acts.jsonl:2)",
        "1000 h on 2027-01-04 (logbook/acts.jsonl:1)",
        "rate: 120 h in 60 days, 2027-01-04 to 2027-03-05: 2 h a day",
        "good for 60 days after the newest reading, to 2027-05-04; then it is stale",
    ]


def test_of_many_readings_the_newest_are_shown_and_those_that_the_rate_is_made_of() -> None:
    many = [read(f"2027-02-{day:02}", f"{1000 + day}") for day in range(1, 11)]
    lines = meter(told(METER, read("2027-01-04", "900.5"), *many))
    assert [line.partition(" (")[0] for line in lines[:6]] == [
        "hours: 11 readings, the newest first",
        "1010 h on 2027-02-10",
        "1009 h on 2027-02-09",
        "1008 h on 2027-02-08",
        "900.5 h on 2027-01-04",
        "rate: 109.5 h in 37 days, 2027-01-04 to 2027-02-10: ~3 h a day",
    ]


def test_a_meter_that_cannot_tell_a_date_says_why() -> None:
    assert meter(told(METER)) == ["nobody has read hours yet"]
    assert meter(told(METER, *READINGS[:1], today="2027-03-06")) == [
        "hours: 1 reading, the newest first",
        "1000 h on 2027-01-04 (logbook/acts.jsonl:1)",
        "no rate: no reading is 30 days older than the newest, or it did not run",
        "good for 60 days after the newest reading, to 2027-03-05; stale since then",
    ]


def test_a_date_ahead_is_reckoned_from_the_newest_reading_at_its_rate() -> None:
    assert dates(told(METER, *READINGS, span="2027-01-01..2027-06-30")) == [
        "2027-05-09: 1000 h on 2027-01-04 + 250 = 1250 h, 130 h more than on 2027-03-05: 65 days at 2 a day"
    ]


def test_a_reading_past_the_mark_is_the_day_and_the_next_counts_from_what_it_stood_at_when_it_was_done() -> None:
    acts = [*READINGS, read("2027-03-14", "1260"), done("2027-03-09", "#1")]
    assert dates(told(METER, *acts, span="2027-01-01..2027-06-30")) == [
        "2027-03-14: 1000 h on 2027-01-04 + 250 = 1250 h, read as 1260 h on 2027-03-14, done",
        # 260 h in the 69 days since 4 January; on the 9th it stood at 1120 + 140 * 4 / 9.
        ("2027-04-28: ~1182.2 h on 2027-03-09 + 250 = ~1432.2 h, ~172.2 h more than on 2027-03-14: "
         "45 days at ~3.8 a day"),
    ]  # fmt: skip


BY_METER = "2027-05-09: 1000 h on 2027-01-04 + 250 = 1250 h, 130 h more than on 2027-03-05: 65 days at 2 a day"


@pytest.mark.parametrize(
    ("whichever", "expected"),
    [
        ("first", f"{BY_METER}; that is sooner than every 6 months"),
        ("last", "2027-07-04 = 2027-01-04 + 6 months, that is later than by hours"),
    ],
)
def test_of_time_and_meter_it_says_which_came_first(whichever: str, expected: str) -> None:
    rule = f"every: 6 months, from: completion, whichever: {whichever}, {METER}"
    acts = [*READINGS, done("2027-01-04", "#1")]
    assert dates(told(rule, *acts, span="2027-04-01..2027-07-10"))[-1] == expected
