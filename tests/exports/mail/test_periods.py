from __future__ import annotations

import pytest

from fmplan.assets.estate_form import Weekday
from fmplan.assets.mail_form import MonthlyForm, OverdueForm, WeeklyForm
from fmplan.dates.day import ISO
from fmplan.dates.ranges import parse_day
from fmplan.exports.mail.periods import period_of


def _week(on: Weekday, today: str) -> tuple[str, str, str, str]:
    period = period_of(WeeklyForm(on=on), parse_day(today))
    assert period is not None
    return period.name, ISO[period.days.start], ISO[period.days.end], ISO[period.sends_from]


def _month(on: int, today: str) -> tuple[str, str, str, str]:
    period = period_of(MonthlyForm(on=on), parse_day(today))
    assert period is not None
    return period.name, ISO[period.days.start], ISO[period.days.end], ISO[period.sends_from]


@pytest.mark.parametrize("today", ["2027-02-01", "2027-02-02", "2027-02-07"])
def test_a_week_is_that_of_the_day_whichever_day_it_is_run_on(today: str) -> None:
    assert _week("mon", today) == ("2027-W05", "2027-02-01", "2027-02-07", "2027-02-01")


def test_before_its_day_it_is_not_yet_time() -> None:
    assert _week("wed", "2027-02-02") == ("2027-W05", "2027-02-01", "2027-02-07", "2027-02-03")


def test_from_friday_on_it_is_the_week_to_come() -> None:
    assert _week("fri", "2027-02-05") == ("2027-W06", "2027-02-08", "2027-02-14", "2027-02-05")
    assert _week("sun", "2027-02-07") == ("2027-W06", "2027-02-08", "2027-02-14", "2027-02-07")


def test_the_days_after_are_still_about_the_week_that_went_out_on_friday() -> None:
    assert _week("fri", "2027-02-06")[0] == "2027-W06"
    assert _week("fri", "2027-02-08") == ("2027-W06", "2027-02-08", "2027-02-14", "2027-02-05")


@pytest.mark.parametrize(
    ("today", "name"),
    [("2026-12-31", "2026-W53"), ("2027-01-01", "2026-W53"), ("2027-01-03", "2026-W53"), ("2027-01-04", "2027-W01")],
)
def test_the_year_of_a_week_is_that_of_its_thursday(today: str, name: str) -> None:
    assert _week("mon", today)[0] == name


def test_a_month_is_that_of_the_day() -> None:
    assert _month(1, "2028-02-29") == ("2028-02", "2028-02-01", "2028-02-29", "2028-02-01")
    assert _month(3, "2027-12-01") == ("2027-12", "2027-12-01", "2027-12-31", "2027-12-03")


def test_from_its_middle_on_it_is_the_month_to_come() -> None:
    assert _month(25, "2027-12-25") == ("2028-01", "2028-01-01", "2028-01-31", "2027-12-25")
    assert _month(25, "2028-01-24") == ("2028-01", "2028-01-01", "2028-01-31", "2027-12-25")
    assert _month(28, "2027-03-01") == ("2027-03", "2027-03-01", "2027-03-31", "2027-02-28")


def test_what_is_owed_is_of_one_day_and_only_on_its_days() -> None:
    form = OverdueForm(on=("mon", "thu"))
    monday = period_of(form, parse_day("2027-02-01"))
    assert monday is not None
    assert (monday.name, monday.days.days) == ("2027-02-01", 1)
    assert period_of(form, parse_day("2027-02-02")) is None
    assert period_of(OverdueForm(), parse_day("2027-02-02")) is not None
