from __future__ import annotations

from importlib import import_module

import pytest
from icalendar import Calendar

from fmplan.assets.task_form import ImpactType
from fmplan.exports.notices.notice import NOTICE_FORMATS, Batch
from fmplan.logbook.entries import EMPTY
from fmplan.schedules.calendars import Calendars
from fmplan.schedules.lock import Lock
from fmplan.schedules.notices import notices_of, span_of
from tests.exports.registers import ESTATE, PUMP, a_plan, whole

_OFFICE = (
    "hours: 08:30-17:30\n"
    + ESTATE
    + '  office: {name: {en: Office, zh: 物业服务中心}, trades: [administration], phone: "+44 117 496 0000"}\n'
)
_HOSTILE = '</script><img src=x onerror=alert(1)> "=cmd|*_`\u202e'

IMPACTS = [
    *(f"type: outage, of: {of}" for of in ("lift", "water", "power", "gas", "heating", "network")),
    *(f"type: {one}" for one in ImpactType if one is not ImpactType.NONE),
]


def _told(format_: str, assets: str = PUMP, language: str | None = None, estate: str = _OFFICE) -> str:
    plan = a_plan(assets, estate=estate)
    calendars = Calendars(plan.estate, Lock(), *span_of(plan.range, plan.today))
    batch = Batch(plan, notices_of(plan, EMPTY, calendars.days("")))
    return whole(import_module(NOTICE_FORMATS[format_]).render([batch], language))


def test_a_notice_says_what_when_where_for_whom_and_whom_to_call() -> None:
    assert _told("text", language="en") == (
        "Harbour Court\n\n== To be posted ==\n\n"
        "Water will be off\n"
        "  What: Monthly check: Fire pump\n"
        "  When: Wednesday 3 March 2027, between 08:30 and 17:30, takes about 30 min\n"
        "  Where: Tower 1/roof\n"
        "  For: Tower 1\n"
        "  Please note: Please draw water beforehand, and keep all taps closed until it is back on.\n"
        "  Questions: Office, +44 117 496 0000\n"
        "  Work by: Own staff\n\n"
        "  [post on Tuesday 2 March 2027, lead time 1 day, by the task itself]\n"
    )


def test_in_chinese_dates_and_names_are_chinese() -> None:
    text = _told("text", language="zh")
    assert "停水\n  工作内容：月检：消防水泵\n  时间：2027年3月3日（星期三），08:30至17:30，约需30分钟\n" in text
    assert "咨询：物业服务中心，+44 117 496 0000" in text
    assert "[2027年3月2日（星期二）张贴，提前1天（任务规定）]" in text


def test_in_chinese_who_asks_for_the_lead_is_chinese() -> None:
    lift = PUMP.replace("of: water, notice: 1 day", "of: lift")
    text = _told("text", lift, language="zh")
    assert "提前1天（依据：内部惯例 (估计)）" in text


def test_an_estate_named_in_two_languages_speaks_both_its_own_first() -> None:
    text = _told("text")
    assert 0 < text.index("Water will be off") < text.index("停水")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_kind_of_impact_has_a_heading_and_an_advice_of_its_own(language: str) -> None:
    said = [
        tuple(_told("text", PUMP.replace("type: outage, of: water", impact), language).splitlines()[4:10:5])
        for impact in IMPACTS
    ]
    headings, advice = (set(texts) for texts in zip(*said, strict=True))
    assert len(headings) == len(advice) == len(IMPACTS)
    drill = _told("text", PUMP.replace("kind: inspection", "kind: drill"), language)
    assert drill.splitlines()[4] in {"Emergency drill", "应急演练"}


def test_days_of_routine_work_are_told_together() -> None:
    weekly = PUMP.replace("1 month", "1 week").replace(", notice: 1 day", "")
    assert "When: Wednesday 3, 10, 17, 24 and 31 March 2027, between" in _told("text", weekly)
    daily = PUMP.replace("1 month", "1 day").replace(", notice: 1 day", "")
    assert "When: daily from Wednesday 3 March 2027 to Wednesday 31 March 2027, between" in _told("text", daily)


def test_nothing_to_post_is_said() -> None:
    assert (
        _told("text", PUMP.replace("2027-03-03", "2027-05-03"), "en") == "Harbour Court\n\nNo notice is to be posted\n"
    )


@pytest.mark.parametrize("format_", NOTICE_FORMATS)
def test_hostile_names_are_harmless(format_: str) -> None:
    text = _told(format_, PUMP.replace("{en: Fire pump, zh: 消防水泵}", repr(_HOSTILE)))
    assert "\u202e" not in text
    if format_ == "html":
        assert "<img" not in text
        assert "</script" not in text
    if format_ == "md":
        assert "\\<img" in text


def test_a_page_asks_nothing_of_a_network() -> None:
    page = _told("html")
    assert "default-src &#39;none&#39;" in page
    assert [word for word in ("http:", "https:", "src=") if word in page] == []


def test_residents_subscribe_to_the_days_of_work() -> None:
    (event,) = Calendar.from_ical(_told("ical")).walk("VEVENT")
    assert str(event["summary"]) == "Water will be off: Fire pump / 停水：消防水泵"
    assert str(event["uid"]) == "notice/pump-1/check/2027-03-03@court"
    assert event.decoded("dtstart").isoformat() == "2027-03-03"
    assert "Questions: Office, +44 117 496 0000" in str(event["description"])


def test_daily_work_stands_in_the_calendar_once_a_month() -> None:
    daily = PUMP.replace("1 month", "1 day").replace(", notice: 1 day", "")
    assert len(Calendar.from_ical(_told("ical", daily)).walk("VEVENT")) == 1


def test_what_stands_once_a_month_keeps_its_uid_while_the_month_goes_by() -> None:
    daily = PUMP.replace("1 month", "1 day").replace(", notice: 1 day", "")
    (event,) = Calendar.from_ical(_told("ical", daily)).walk("VEVENT")
    assert str(event["uid"]) == "notice/pump-1/check/2027-03@court"


def test_a_calendar_of_residents_says_when_it_changed_and_when_to_look_again() -> None:
    told = _told("ical")
    assert [line for line in told.split("\r\n") if line.startswith(("REFRESH", "X-PUBLISHED", "NAME"))] == [
        "NAME:Harbour Court: Work that touches residents",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
    ]
    (event,) = Calendar.from_ical(told).walk("VEVENT")
    assert event.decoded("dtstamp") == event.decoded("last-modified")
    assert event["sequence"] * 60 == event.decoded("dtstamp").timestamp()
