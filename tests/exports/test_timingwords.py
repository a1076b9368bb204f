from __future__ import annotations

import pytest

from fmplan.dates.duration import parse_duration
from fmplan.dates.period import Period, Unit, parse_period
from fmplan.dates.placing import parse_placing
from fmplan.exports.timingwords import duration_said, placing_said, timing_said, timing_words
from fmplan.schedules.task import (
    After,
    Ages,
    Before,
    ByAge,
    CalendarPeriod,
    Dates,
    Event,
    Every,
    Meter,
    OncePer,
    Recurrence,
    Timing,
)

MONTH, YEAR = Period(1, Unit.MONTH), Period(1, Unit.YEAR)


@pytest.mark.parametrize(
    ("timing", "chinese"),
    [
        (Every(parse_period("14 days")), "每14天"),
        (Every(Period(1, Unit.DAY)), "每天"),
        (Every(Period(1, Unit.WEEK), parse_placing(["mon", "thu"])), "每周一、四"),
        (Every(MONTH, parse_placing("15")), "每月15日"),
        (Every(MONTH, parse_placing("last day")), "每月最后一天"),
        (Every(parse_period("3 months"), parse_placing("first monday")), "每3个月，第一个星期一"),
        (Every(ByAge(((None, YEAR), (parse_period("10 years"), parse_period("6 months"))))), "每1年，满10年起6个月"),
        (OncePer(CalendarPeriod.QUARTER), "每季度1次"),
        (OncePer(CalendarPeriod.YEAR, 2, parse_placing(["03-15", "09-15"])), "每年2次，03-15, 09-15"),
        (Ages("in_service", (YEAR, parse_period("5 years")), MONTH), "满1年，5年，此后每1个月（按投用日期）"),
        (Ages("manufactured", (), YEAR, "big"), "每年，big的年份除外（按制造日期）"),
        (Recurrence("FREQ=YEARLY"), "rrule FREQ=YEARLY"),
        (Dates((1, 2)), "2个指定日期"),
        (Meter("hours", 500, "h"), "hours每500 h"),
        (Event("storm", parse_period("2 days")), "storm后2天内"),
        (After("test", parse_period("1 week")), "test后1周内"),
        (Before(parse_period("2 months"), None, "spring-festival"), "spring-festival前2个月"),
    ],
)
def test_a_rule_is_said_in_chinese_and_in_english_as_the_planner_writes_it(timing: Timing, chinese: str) -> None:
    assert timing_said(timing, "en") == str(timing)
    assert timing_said(timing, "zh") == chinese


@pytest.mark.parametrize("text", ["30 min", "2 h", "1 h 30 min", "10 min each", "90 min per 1000 m2"])
def test_a_duration_is_said_in_english_as_it_is_written(text: str) -> None:
    assert duration_said(parse_duration(text), "en") == str(parse_duration(text))


def test_a_duration_is_said_in_chinese() -> None:
    assert duration_said(parse_duration("1 h 30 min"), "zh") == "1小时30分钟"
    assert duration_said(parse_duration("10 min each"), "zh") == "每件10分钟"
    assert duration_said(parse_duration("90 min per 1000 m2"), "zh") == "每1000平方米1小时30分钟"


@pytest.mark.parametrize("text", ["fifth friday", "last sunday", "31", "1", "sun", "02-29"])
def test_a_place_in_a_period_is_said_in_english_as_the_planner_writes_it(text: str) -> None:
    assert placing_said(parse_placing(text), "en") == str(parse_placing(text))


def test_every_calendar_period_has_a_word() -> None:
    assert set(timing_words("zh").calendar) == set(CalendarPeriod)
