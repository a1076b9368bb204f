from __future__ import annotations

import pytest

from fmplan.dates.day import day_of
from fmplan.dates.dayoff import CLOSED, OWN_HOLIDAY, WEEKEND, DayOff, Off
from fmplan.dates.period import Period, Unit
from fmplan.dates.ranges import DateRange
from fmplan.exports.reasons import day_off_said, moves_of, reason_said, reason_words
from fmplan.schedules.occurrence import Because, Detail, Move

FROM, TO = day_of(2027, 2, 8), day_of(2027, 2, 5)


def holiday(name: str) -> DayOff:
    return DayOff(Off.HOLIDAY, name)


@pytest.mark.parametrize(
    ("off", "english", "chinese"),
    [
        (WEEKEND[5], "Saturday", "星期六"),
        (OWN_HOLIDAY, "own holiday", "自定假日"),
        (CLOSED, "closed", "停工"),
        (DayOff(Off.QUIET, {"en": "exams", "zh": "高考"}), "quiet: exams", "免打扰期：高考"),
        (DayOff(Off.QUIET, "exams"), "quiet: exams", "免打扰期：exams"),
        (holiday("National Day; Mid-Autumn"), "National Day; Mid-Autumn", "国庆；中秋"),
        (holiday("Christmas Day (observed)"), "Christmas Day (observed)", "圣诞节（补假）"),
        (
            holiday("Spring Festival (observed, not yet announced)"),
            "Spring Festival (observed, not yet announced)",
            "春节（补假，尚未公布）",
        ),
        (holiday("day off for 2027-02-14"), "day off for 2027-02-14", "2027-02-14调休"),
        (holiday("Doljanchi"), "Doljanchi", "Doljanchi"),
    ],
)
def test_a_day_off_is_called_as_the_language_calls_it(off: DayOff, english: str, chinese: str) -> None:
    assert day_off_said(off, "en") == english == str(off)
    assert day_off_said(off, "zh") == chinese


@pytest.mark.parametrize(
    ("because", "details", "english", "chinese"),
    [
        (Because.NO_WORK, (holiday("Spring Festival"),), "no work: Spring Festival", "非工作日：春节"),
        (Because.PLACED, (DateRange(TO, TO),), "placed: 2027-02-05", "安排在周期内：2027-02-05"),
        (Because.CAP, (CLOSED, DateRange(TO, TO)), "cap: closed, 2027-02-05", "上限：停工，2027-02-05"),
        (Because.MIN_GAP, (Period(10, Unit.DAY),), "least gap: 10 days", "最短间隔：10天"),
        (Because.NESTED, ("month", "week"), "nested: month, week", "合并：month，week"),
        (Because.BOOKED, (), "booked", "已约定"),
    ],
)  # fmt: skip
def test_a_reason_is_said_in_the_language(
    because: Because, details: tuple[Detail, ...], english: str, chinese: str
) -> None:
    move = Move(FROM, TO, because, details)
    assert reason_said(move, "en") == english == str(move)
    assert reason_said(move, "zh") == chinese


def test_every_reason_has_a_word() -> None:
    assert set(reason_words("zh").because) == set(Because)


def test_json_has_moves_with_their_reason() -> None:
    move = Move(FROM, TO, Because.NO_WORK, (holiday("Spring Festival"),))
    assert moves_of([move], "zh") == [{"from": "2027-02-08", "to": "2027-02-05", "reason": "非工作日：春节"}]
