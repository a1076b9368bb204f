from __future__ import annotations

from datetime import date

import pytest
from icalendar import Calendar, Event

from fmplan.assets.text import said
from fmplan.dates.ranges import parse_day
from fmplan.exports.ical import render
from fmplan.schedules.occurrence import Because, Move, Status
from tests.exports.registers import ESTATE, PUMP, a_plan, whole, with_first

WILD = 'a, b; c\\\\d: \\"e\\" 消防水泵 \U0001f525'
LONG = "消防水泵, " * 40


def events_of(text: str) -> list[Event]:
    return list(Calendar.from_ical(text).walk("VEVENT"))  # type: ignore[arg-type]


def test_a_plan_is_a_calendar_of_whole_day_events() -> None:
    assert whole(render(a_plan())) == "\r\n".join(
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//fmplan//fmplan 0.1.0//EN",
            "CALSCALE:GREGORIAN",
            "X-WR-CALNAME:Harbour Court",
            "BEGIN:VEVENT",
            "UID:pump-1/check/2027-03-03@court",
            "DTSTAMP:20270301T000000Z",
            "DTSTART;VALUE=DATE:20270303",
            "SUMMARY:Monthly check: Fire pump",
            "LOCATION:Tower 1/roof",
            "CATEGORIES:inspection,law",
            "TRANSP:TRANSPARENT",
            "DESCRIPTION:Because of: law",
            " \\nPlace: Tower 1/roof",
            " \\nTeam: Own staff",
            " \\nHours: 1",
            " \\nSource: TSG T5002\\, A-1\\, B",
            " \\nDue: 2027-03-03",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ]
    )


@pytest.mark.parametrize("name", [WILD, LONG, "x" * 300, "two\\nlines", "\U0001f525" * 60])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_reader_finds_every_text_as_it_was_written(name: str, language: str) -> None:
    assets = PUMP.replace("{en: Fire pump, zh: 消防水泵}", f'"{name}"').replace("TSG T5002", "标准; " + "长" * 90)
    plan = a_plan(assets, ESTATE.replace("{en: Tower 1, zh: 1栋}", f'"{name}"'))
    (event,) = events_of(whole(render(plan, language)))
    series = plan.series[0]
    colon = "：" if language == "zh" else ": "
    shown = " ".join(said(series.asset.name, language).split())
    place = " ".join(f"{said(plan.estate.locations['tower-1'].name, language)}/roof".split())
    assert event["SUMMARY"] == f"{said(series.task.name, language)}{colon}{shown}"
    assert event["LOCATION"] == place
    assert event["UID"] == "pump-1/check/2027-03-03@court"
    assert event.decoded("DTSTART") == date(2027, 3, 3)
    lines = str(event["DESCRIPTION"]).split("\n")
    assert lines[1].endswith(place)
    assert lines[4].endswith(f"标准; {'长' * 90}, A-1, B")
    assert lines[5].endswith("2027-03-03")


@pytest.mark.parametrize("name", [WILD, LONG, "x" * 300])
def test_no_line_is_longer_than_75_octets(name: str) -> None:
    plan = a_plan(PUMP.replace("{en: Fire pump, zh: 消防水泵}", f'"{name}"'))
    assert max(map(len, whole(render(plan)).encode().split(b"\r\n"))) <= 75


def test_a_long_key_in_any_script_is_folded_and_comes_back() -> None:
    id_ = "消防水泵" * 20
    plan = a_plan(PUMP.replace("pump-1", id_))
    text = whole(render(plan))
    assert max(map(len, text.encode().split(b"\r\n"))) <= 75
    (event,) = events_of(text)
    assert event["UID"] == f"{id_}/check/2027-03-03@court"


def test_a_moved_event_says_from_where_and_why() -> None:
    day = parse_day("2027-03-03")
    plan = with_first(
        a_plan(), planned=day + 5, moved=(Move(day, day + 5, Because.NO_WORK, "Lent, and more; 春节" * 6),)
    )
    (event,) = events_of(whole(render(plan)))
    assert event.decoded("DTSTART") == date(2027, 3, 8)
    assert str(event["DESCRIPTION"]).split("\n")[-2:] == [
        "Due: 2027-03-03",
        f"Moved: 2027-03-03 > 2027-03-08, no work: {'Lent, and more; 春节' * 6}",
    ]


def test_what_another_visit_covers_is_left_out() -> None:
    plan = with_first(a_plan(), status=Status.COVERED, covered_by="pump-1/year/2027-03-05")
    assert events_of(whole(render(plan))) == []


def test_categories_are_told_in_the_language_of_the_export() -> None:
    (event,) = events_of(whole(render(a_plan(), "zh")))
    assert [str(one) for one in event["CATEGORIES"].cats] == ["检查", "法规"]


def test_a_portfolio_is_one_calendar() -> None:
    text = whole(render([a_plan(), a_plan(estate=ESTATE.replace("estate: court", "estate: mill"))]))
    assert [str(event["UID"]).rpartition("@")[2] for event in events_of(text)] == ["court", "mill"]
    assert text.count("BEGIN:VCALENDAR") == 1
