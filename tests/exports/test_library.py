"""The library as a table, as text in full, as Markdown and as JSON: plainly how sure each rule is."""

from __future__ import annotations

import json
from textwrap import dedent

from fmplan.assets.mistakes import read_form
from fmplan.exports.library import as_json, as_markdown, as_table, in_full, rules_of
from fmplan.schedules.library.contents import contents
from fmplan.schedules.library.shelf import taken
from fmplan.schedules.library.words import sources
from fmplan.schedules.load import Schedule, schedule_of
from fmplan.schedules.schedule_form import ScheduleFileForm
from fmplan.yamlfile.reader import read_yaml

PUMPS = """\
schedules:
  gen-pump:
    title: {en: Pump | upkeep, zh: 水泵维护}
    pack: good-practice
    applies_to: [pump/fire, pump/domestic]
    needs: [building/block]
    when: {level: [L1, L2]}
    source: {standard: GB 25201-2010, title: {en: Upkeep, zh: 维护}, confidence: verified, read_in: [S03]}
    tasks:
      week:
        name: {en: Weekly run, zh: 每周试运行}
        kind: testing
        force: regulator
        once_per: week
        trade: fire
        source: {clause: ch. 6}
      year:
        name: {en: Yearly service, zh: 年度保养}
        kind: maintenance
        force: house
        every: 1 year
        from: completion
        max_gap: 15 months
        covers: [week]
        when: {drive: diesel}
        source: {standard: House practice, confidence: estimate}
        also: [{standard: NFPA 25, clause: '8.3', confidence: known}]
        note: {en: Runs for 30 minutes., zh: 运转30分钟。}
        checklist:
          - {id: oil, text: {en: Oil pressure, zh: 机油压力}, read: {unit: bar, min: 2}}
          - {id: start, text: {en: Starts by itself, zh: 自动启动}, test: true}
"""


def _pumps() -> Schedule:
    block, _ = read_yaml("gen-pump.yaml", PUMPS.encode())
    assert block is not None
    form, findings = read_form(ScheduleFileForm, block)
    assert form is not None
    return schedule_of("gen-pump", form.schedules["gen-pump"], block["schedules"]["gen-pump"], findings, "2026-11-21")


def test_the_table_has_a_line_for_each_rule_below_its_schedule() -> None:
    assert "".join(as_table(rules_of([_pumps()]), "en", 120)) == dedent(
        """\
          rule  task            when                                                    force      confidence

        gen-pump: Pump | upkeep, good-practice
          week  Weekly run      once per week                                           regulator  verified
          year  Yearly service  every 1 year, from completion, at most 15 months apart  house      estimate

        2 rules
        """
    )


def test_the_table_speaks_chinese() -> None:
    told = "".join(as_table(rules_of([_pumps()]), "zh", 120))
    assert "gen-pump: 水泵维护, good-practice" in told
    assert "每周试运行" in told
    assert "Weekly run" not in told


def test_a_rule_in_full_says_all_that_is_known_of_it() -> None:
    rule = rules_of([_pumps()])[1]
    assert "".join(in_full(rule, "en")) == dedent(
        """\
        gen-pump/year  Yearly service
          when: every 1 year, from completion, at most 15 months apart
          only with: building/block
          applies where: level: [L1, L2], drive: diesel
          covers: week
          note: Runs for 30 minutes.
          class: pump/fire, pump/domestic
          pack: good-practice, edition 2026-11-21
          force: house, maintenance
          Source: House practice: estimate
          Source: NFPA 25, 8.3: known, not verified
          checklist: 2
            oil  Oil pressure  [{unit: bar, min: 2}]
            start  Starts by itself
        """
    )


def test_what_was_read_is_told_with_where() -> None:
    told = "".join(in_full(rules_of([_pumps()])[0], "en"))
    assert "  Source: GB 25201-2010, ch. 6 (Upkeep): verified\n" in told
    assert f"  read in: {sources()['S03'].what} ({sources()['S03'].at})\n" in told


def test_markdown_has_a_table_for_each_schedule_and_breaks_on_no_sign() -> None:
    one = _pumps()
    lines = "".join(as_markdown([one], rules_of([one]), "en")).splitlines()
    assert lines[0] == "## Pump \\| upkeep"
    assert lines[2].startswith("`gen-pump` · pack: `good-practice` · class: `pump/fire`, `pump/domestic`")
    assert "only with: `building/block`" in lines[2]
    rows = [line for line in lines if line.startswith("| `")]
    assert [row.split(" | ")[0] for row in rows] == ["| `week`", "| `year`"]
    assert "| estimate |" in rows[1]
    assert "GB 25201-2010, ch. 6" in rows[0]
    assert "- `oil` Oil pressure ({unit: bar, min: 2})" in lines
    assert "- `start` Starts by itself (test)" in lines


def test_a_schedule_without_a_rule_that_was_asked_for_is_left_out() -> None:
    assert "".join(as_markdown([_pumps()], [], "en")) == ""


def test_json_holds_every_rule_as_it_is_written() -> None:
    told = json.loads("".join(as_json(rules_of([_pumps()]), "en")))
    week, year = told["rules"]
    assert (week["rule"], week["name"], week["edition"]) == ("gen-pump/week", "Weekly run", "2026-11-21")
    assert (week["force"], week["kind"]) == ("regulator", "testing")
    assert week["source"]["clause"] == "ch. 6"
    assert week["source"]["standard"] == "GB 25201-2010"
    assert year["also"] == [{"standard": "NFPA 25", "clause": "8.3", "confidence": "known"}]
    assert year["written"]["max_gap"] == "15 months"
    assert year["written"]["checklist"][0]["read"] == {"unit": "bar", "min": "2"}


def test_json_tells_the_conditions_of_the_schedule_too() -> None:
    schedule = next(one for one in contents() if one.id == "cn-kitchen-exhaust")
    (rule,) = json.loads("".join(as_json(rules_of([taken(schedule)]), "en")))["rules"]
    assert rule["when"]["height_m"] == {"over": "24"}
    assert rule["needs"] == []


def test_json_of_nothing_is_whole() -> None:
    assert json.loads("".join(as_json([], "en")))["rules"] == []
