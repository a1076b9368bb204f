from __future__ import annotations

from fmplan.dates.day import day_of
from fmplan.exports.daywords import date_said, day_said, day_words, days_said, month_said

TUESDAY = day_of(2027, 3, 2)


def test_a_date_has_the_form_of_its_language() -> None:
    assert date_said(TUESDAY, "en") == "2 March 2027"
    assert date_said(TUESDAY, "zh") == "2027年3月2日"
    assert day_said(TUESDAY, "en") == "Tuesday 2 March 2027"
    assert day_said(TUESDAY, "zh") == "2027年3月2日（星期二）"
    assert month_said(2027, 3, "en") == "March 2027"
    assert month_said(2027, 3, "zh") == "2027年3月"


def test_several_days_are_a_run_or_are_named_by_their_numbers() -> None:
    run = [TUESDAY, TUESDAY + 1, TUESDAY + 2]
    assert days_said(run, "en") == "daily from Tuesday 2 March 2027 to Thursday 4 March 2027"
    assert days_said(run, "zh") == "2027年3月2日（星期二）至2027年3月4日（星期四）每日"
    weekly = [TUESDAY, TUESDAY + 7, TUESDAY + 14]
    assert days_said(weekly, "en") == "Tuesday 2, 9 and 16 March 2027"
    assert days_said(weekly, "zh") == "2027年3月2日、9日、16日（星期二）"
    two = [TUESDAY, TUESDAY + 3]
    assert days_said(two, "en") == "2 and 5 March 2027"
    assert days_said(two, "zh") == "2027年3月2日、5日"


def test_every_day_of_the_week_and_every_month_has_a_name() -> None:
    for language in ("en", "zh"):
        words = day_words(language)
        assert [len(names) for names in (words.weekdays, words.weekdays_short)] == [7, 7]
        assert [len(names) for names in (words.months, words.months_short)] == [12, 12]
