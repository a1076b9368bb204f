from __future__ import annotations

import pytest

from fmplan.exports.rule import conditions_of, rule_of
from fmplan.yamlfile.block import Block
from fmplan.yamlfile.reader import read_yaml


def block(text: str) -> Block:
    read, findings = read_yaml("a.yaml", text.encode())
    assert read is not None
    assert not findings
    return read


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("every: 14 days\nmax_gap: 15 days", "every 14 days, at most 15 days apart", "每14天，间隔不超过15天"),
        ("every: 1 year\nfrom: completion", "every 1 year, from completion", "每年，自完成日起算"),
        ("once_per: month\nseason: heating-season", "once per month, in heating-season", "每月，限供暖季"),
        (
            "every: 1 month\non: [mon, thu]\nshift: later",
            "every 1 month, on mon and thu, shift later",
            "每月，周一、周四，遇非工作日顺延",
        ),
        (
            "every: {by: grade, a: 1 month, b: 2 months}",
            "every by grade (a 1 month, b 2 months)",
            "周期按grade（a 1个月，b 2个月）",
        ),
        (
            "ages: {at: [5 years, 10 years], then: 2 years, of: manufactured}",
            "at age 5 years, 10 years, then every 2 years (from manufactured)",
            "满5年，10年，此后每2年（自制造日期起）",
        ),
        ("after: {task: test, within: 3 days}", "within 3 days after test", "test后3天内"),
        ("before: {holiday: qingming, by: 7 days}", "7 days before qingming", "qingming前7天"),
        ("meter: {every: 500, unit: h, of: hours}", "every 500 h of hours", "hours每500 h"),
        ("event: storm\nwithin: 1 day", "after storm, within 1 day", "storm后，1天内"),
        (
            "every: 1 day\nround: {every: 2 h, within: '08:00-20:00', closing: true}",
            "every 1 day, every 2 h within 08:00-20:00, and at closing",
            "每天，08:00-20:00内每2小时一轮，收工时一轮",
        ),
    ],
)
def test_a_rule_is_said_in_one_line(text: str, english: str, chinese: str) -> None:
    assert rule_of(block(text), "en") == english
    assert rule_of(block(text), "zh") == chinese


def test_conditions_stand_as_they_are_written() -> None:
    assert conditions_of(block("when: {region: [CN-31], level: L1}")) == "region: [CN-31], level: L1"
    assert conditions_of(block("every: 1 day")) == ""
