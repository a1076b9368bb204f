from __future__ import annotations

import pytest

from fmplan.exports.workbook.frequency import frequency
from fmplan.exports.workbook.words import sheet_words
from tests.exports.registers import PUMP, a_plan


@pytest.mark.parametrize(
    ("rule", "english", "chinese"),
    [
        ("every: 1 month", "monthly", "每月"),
        ("every: 14 days", "14 days", "每14天"),
        ("every: 3 months", "quarterly", "每季度"),
        ("every: 5 years", "5 years", "每5年"),
        ("once_per: half-year", "each half-year", "每半年"),
        ("once_per: year\n        count: 3", "each year, 3 times", "每年3次"),
        ("rrule: FREQ=MONTHLY;BYDAY=2TU", "set dates", "指定日期"),
        ("dates: [2027-03-20]", "set dates", "指定日期"),
        ("before: {holiday: spring-festival, by: 3 days}", "before spring festival", "春节前"),
        ("event: typhoon\n        within: 2 days", "after typhoon", "typhoon后"),
        ("meter: {of: run-hours, every: 500, unit: h}", "every 500 h (run-hours)", "每500 h（run-hours）"),
    ],
)
def test_how_often_a_task_comes_in_a_few_words(rule: str, english: str, chinese: str) -> None:
    assets = PUMP.replace("every: 1 month\n        first: 2027-03-03", rule)
    task = a_plan(assets).series[0].task
    assert frequency(task, sheet_words("en")) == english
    assert frequency(task, sheet_words("zh")) == chinese


def test_a_task_that_follows_another_says_which_by_its_name() -> None:
    assets = PUMP + "      report: {name: Report, after: {task: check, within: 3 days}}\n"
    report = next(one.task for one in a_plan(assets).series if one.task.id == "report")
    assert frequency(report, sheet_words("en"), "Monthly check") == "after Monthly check"
