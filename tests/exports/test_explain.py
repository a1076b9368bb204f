from __future__ import annotations

from fmplan.exports.explain import explained
from tests.exports.registers import PUMP, a_plan


def lines_of(assets: str, days: str = "2027-03-01..2027-04-30", schedules: str = "") -> list[str]:
    plan = a_plan(assets, schedules=schedules, days=days)
    return "".join(explained(plan, plan.series[0], folder="mill/")).splitlines()


def test_rule_places_anchor_and_dates_are_told() -> None:
    assert lines_of(PUMP) == [
        "Fire pump (pump-1): Monthly check (check)",
        "",
        "rule      every 1 month",
        "          every: 1 month                mill/assets/a.yaml:13",
        "          first: 2027-03-03             mill/assets/a.yaml:14",
        "          kind: inspection              mill/assets/a.yaml:11",
        "          force: law                    mill/assets/a.yaml:12",
        "          duration: 30 min              mill/assets/a.yaml:15",
        "          people: 2                     mill/assets/a.yaml:16",
        "begin     2027-01-01: the estate starts 2027-01-01",
        "counts    first due 2027-03-03 (mill/assets/a.yaml:14)",
        "work      Own staff, 1 person-hour, the estate's calendar",
        "source    TSG T5002, A-1, B, verified",
        "",
        "2027-03-01..2027-04-30, seen on 2027-03-01",
        "",
        "  2027-03-03 Wed  due 2027-03-03",
        "  2027-04-05 Mon  due 2027-04-03 = 2027-03-03 + 1 month",
        "                  2027-04-03 > 2027-04-05: Saturday, so the working day after",
    ]


def test_a_last_completion_shows_its_arithmetic() -> None:
    assert "counts    last done 2026-12-31 (mill/assets/a.yaml:14), + 1 month = 2027-01-31" in lines_of(
        PUMP.replace("first: 2027-03-03", "last: 2026-12-31")
    )


def test_a_place_in_the_year_shows_where_it_comes_from() -> None:
    (counts,) = (line for line in lines_of(PUMP.replace("first: 2027-03-03", "tracked: true").replace("law", "house"))
                 if line.startswith("counts"))  # fmt: skip
    assert counts.startswith("counts    its place in the year: 2027-01-01 + ")
    assert "(hash of pump-1 mod 365) = 2027-" in counts


def test_an_unknown_last_completion_says_what_to_write() -> None:
    lines = lines_of(PUMP.replace("first: 2027-03-03", "tracked: true").replace("1 month", "6 months"))
    at = next(n for n, line in enumerate(lines) if line.startswith("counts"))
    assert lines[at].startswith("counts    last done unknown, so from 2027-01-")
    assert lines[at + 1] == "          write last: with the day it was last done, and it counts from there"


def test_without_a_date_in_the_range_it_says_how_to_look_further() -> None:
    assert lines_of(PUMP, "2027-03-10..2027-03-11")[-1].startswith("  no date lies here; look further with --to")


def test_what_covers_and_is_covered_is_told() -> None:
    covered = PUMP + "      year: {name: Yearly, every: 1 year, first: 2027-03-03, covers: [check]}\n"
    assert lines_of(covered)[-4:] == [
        "  2027-03-03 Wed  due 2027-03-03, covered",
        "                  covered by pump-1/year/2027-03-03",
        "  2027-04-05 Mon  due 2027-04-03 = 2027-03-03 + 1 month",
        "                  2027-04-03 > 2027-04-05: Saturday, so the working day after",
    ]


def test_the_schedule_a_key_comes_from_is_named_by_its_file() -> None:
    schedules = "schedules: {pumps: {applies_to: [pump], tasks: {check: {name: Check, every: 1 month}}}}"
    lines = lines_of("assets: {p: {class: pump, name: P, tasks: {check: {first: 2027-03-03}}}}", schedules=schedules)
    assert lines[3:5] == [
        "          every: 1 month                mill/schedules/s.yaml:1",
        "          first: 2027-03-03             mill/assets/a.yaml:1",
    ]


SCHEDULE = """\
schedules:
  pumps:
    applies_to: [pump/fire]
    tasks: {check: {name: Monthly check, every: 1 month}}
"""
OTHERWISE = """\
assets:
  pump-1:
    class: pump/fire
    name: Fire pump
    tasks:
      check:
        every: 2 weeks
        because: it vibrates
    waive:
      check: {because: new bearings, until: 2027-02-28}
"""


def test_why_it_is_otherwise_than_its_rule_and_was_waived_is_told_with_the_place() -> None:
    lines = lines_of(OTHERWISE, schedules=SCHEDULE)
    assert "because   it vibrates (mill/assets/a.yaml:8)" in lines
    assert lines[lines.index("begin     2027-03-01: the estate starts 2027-01-01") + 1] == (
        "          waived until 2027-02-28: new bearings (mill/assets/a.yaml:10)"
    )


def test_it_is_explained_in_chinese() -> None:
    plan = a_plan(PUMP, days="2027-03-01..2027-04-30")
    assert "".join(explained(plan, plan.series[0], language="zh")).splitlines() == [
        "消防水泵 (pump-1)：月检 (check)",
        "",
        "规则      每月",
        "          every: 1 month                assets/a.yaml:13",
        "          first: 2027-03-03             assets/a.yaml:14",
        "          kind: inspection              assets/a.yaml:11",
        "          force: law                    assets/a.yaml:12",
        "          duration: 30 min              assets/a.yaml:15",
        "          people: 2                     assets/a.yaml:16",
        "开始      2027-01-01：项目开始2027-01-01",
        "起算      首次应完成日2027-03-03 (assets/a.yaml:14)",
        "工作      自有班组，1工时，项目日历",
        "依据      TSG T5002，A-1, B，已核实",
        "",
        "2027-03-01..2027-04-30，截至2027-03-01",
        "",
        "  2027-03-03 周三  应完成日2027-03-03",
        "  2027-04-05 周一  应完成日2027-04-03 = 2027-03-03 + 1个月",
        "                   2027-04-03 > 2027-04-05：星期六，故顺延至后一工作日",
    ]
