from __future__ import annotations

import json
import re
from typing import Any

from fmplan.exports.html import render
from tests.exports.registers import PUMP, a_plan, whole

_HOSTILE = "</script><img src=x onerror=alert(1)><!-- &amp; ' \" =cmd"


def _data(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_the_page_holds_the_plan_as_data() -> None:
    estate = _data(whole(render(a_plan())))["estates"][0]
    assert (estate["name"], estate["start"], estate["days"], estate["today"]) == ("Harbour Court", "2027-03-01", 31, 0)
    assert estate["series"] == [[0, 0, 0, 1.0, 0]]
    assert estate["dates"] == ["2"]
    assert estate["tasks"][0]["o"] == ["TSG T5002, A-1, B, verified"]
    assert set(estate["classes"]) == {"pump", "pump/fire"}
    assert estate["places"] == {"tower-1": "Tower 1", "tower-1/roof": "roof"}


def test_in_chinese_its_words_and_names_are_chinese() -> None:
    page = whole(render(a_plan(), "zh"))
    assert '<html lang="zh-CN">' in page
    assert '<h1 id="name">港湾苑</h1>' in page
    assert _data(page)["words"]["states"]["overdue"] == "逾期"


def test_hostile_names_stay_text() -> None:
    page = whole(render(a_plan(PUMP.replace("{en: Fire pump, zh: 消防水泵}", json.dumps(_HOSTILE)))))
    assert page.count("</script") == 2
    assert [word for word in ("<img", "<!--") if word in page] == []
    assert _data(page)["estates"][0]["assets"][0]["n"].startswith("</script><img src=x onerror=alert(1)><!--")


def test_nothing_may_be_asked_of_a_network() -> None:
    page = whole(render(a_plan()))
    assert "default-src &#39;none&#39;" in page
    outside = re.findall(r"""(?:src|href)=["'](?!#|data:,)[^"']*""", page)
    assert outside == []


def test_what_is_owed_in_the_range_stands_on_it() -> None:
    owed = _data(whole(render(a_plan(today="2027-03-20"))))["estates"][0]["owed"]
    assert [(debt["s"], debt["l"], debt["d"]) for debt in owed] == [("overdue", "2027-03-03", 17)]


def test_a_year_of_a_thousand_assets_stays_below_three_megabytes() -> None:
    body = PUMP.removeprefix("assets:\n").replace("1 month", "1 day")
    assets = "assets:\n" + "".join(body.replace("pump-1", f"pump-{n}") for n in range(1_000))
    assert len(whole(render(a_plan(assets, days="2027-01-01..2027-12-31")))) < 3_000_000


def test_rules_and_durations_are_said_in_chinese() -> None:
    weekly = PUMP.replace("every: 1 month\n        first: 2027-03-03", "every: 1 week\n        on: [mon, thu]")
    task = _data(whole(render(a_plan(weekly.replace("30 min", "90 min")), "zh")))["estates"][0]["tasks"][0]
    assert (task["r"], task["u"]) == ("每周一、四", "1小时30分钟")


def test_a_permit_stands_with_its_task() -> None:
    hot = PUMP.replace(
        "        first: 2027-03-03", "        first: 2027-03-03\n        permit: {name: {en: Hot work, zh: 动火}}"
    )
    pages = {language: _data(whole(render(a_plan(hot), language))) for language in ("en", "zh")}
    shown = [(page["words"]["permit"], page["estates"][0]["tasks"][0]["w"]) for page in pages.values()]
    assert shown == [("Permit", "Hot work"), ("许可", "动火")]
    assert "w" not in _data(whole(render(a_plan())))["estates"][0]["tasks"][0]
