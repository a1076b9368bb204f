from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from icalendar import Calendar, Component

from fmplan.assets.text import said
from fmplan.dates.dayoff import DayOff, Off
from fmplan.dates.ranges import parse_day
from fmplan.exports.ical.calendar import render
from fmplan.exports.ical.feed import Feed, Per
from fmplan.schedules.occurrence import Because, Move, Status
from fmplan.schedules.plan import Plan
from tests.exports.registers import ESTATE, PUMP, a_plan, whole, with_first

WILD = 'a, b; c\\\\d: \\"e\\" 消防水泵 \U0001f525'
LONG = "消防水泵, " * 40
HOSTILE = [
    WILD,
    LONG,
    "x" * 300,
    "two\\nlines",
    "\U0001f525" * 60,
    "👩‍🔧👷🏽‍♂️" * 20,
    "END:VEVENT\\r\\nBEGIN:VALARM",
    "=cmd|' /C calc'!A0",
    "tab\\there",
    "\\u202egnp.exe",
    "{} {0} %s",
]
EACH = Feed(per=Per.OCCURRENCE)
TODO = Feed(as_todo=True)
CHECKLIST = """\
        checklist:
          - {id: A-1, text: {en: Machine room clean, zh: 机房清洁}}
          - {id: A-2, text: "Levelling, both doors; all floors", read: {unit: mm, max: 10}}
"""
TWO = PUMP + PUMP.replace("assets:\n", "").replace("pump-1", "pump-2").replace("Fire pump", "Second pump").replace(
    "tower-1/roof", "tower-1/cellar"
)


def events_of(text: str, name: str = "VEVENT") -> list[Component]:
    return list(Calendar.from_ical(text).walk(name))


def the_event(plan: Plan, feed: Feed = EACH, language: str | None = None) -> Component:
    (event,) = events_of(whole(render(plan, language, feed)), feed.component)
    return event


def description(event: Component) -> list[str]:
    return str(event["DESCRIPTION"]).split("\n")


HEAD = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//fmplan//fmplan 0.1.0//EN",
    "CALSCALE:GREGORIAN",
    "X-WR-CALNAME:Harbour Court",
    "NAME:Harbour Court",
    "COLOR:steelblue",
    "X-APPLE-CALENDAR-COLOR:#4682B4",
    "LAST-MODIFIED:20270301T000000Z",
    "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
    "X-PUBLISHED-TTL:PT12H",
    "BEGIN:VEVENT",
    "UID:pump-1/check/2027-03-03@court",
    "DTSTAMP:20270301T000000Z",
    "LAST-MODIFIED:20270301T000000Z",
    "SEQUENCE:30064320",
    "DTSTART;VALUE=DATE:20270303",
    "DTEND;VALUE=DATE:20270304",
    "SUMMARY:Monthly check: Fire pump",
]


def test_a_plan_is_a_calendar_of_a_whole_day_event_for_each_visit() -> None:
    assert whole(render(a_plan())).split("\r\n") == [
        *HEAD,
        "LOCATION:Tower 1",
        "CATEGORIES:inspection,law",
        "COLOR:crimson",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "DESCRIPTION:1 task\\, 1 person-hour",
        " \\, Own staff",
        " \\n",
        " \\nMonthly check: law\\, TSG T5002\\, A-1\\, B",
        " \\n• Fire pump (roof)",
        "  QJNVT-6",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_or_for_each_occurrence() -> None:
    assert whole(render(a_plan(), None, EACH)).split("\r\n") == [
        *HEAD,
        "LOCATION:Tower 1/roof",
        "CATEGORIES:inspection,law",
        "COLOR:crimson",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "DESCRIPTION:Because of: law",
        " \\nPlace: Tower 1/roof",
        " \\nTeam: Own staff",
        " \\nHours: 1",
        " \\nSource: TSG T5002\\, A-1\\, B",
        " \\nCode: QJNVT-6",
        " \\nDue: 2027-03-03",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_reader_finds_every_text_as_it_was_written(name: str, language: str) -> None:
    assets = PUMP.replace("{en: Fire pump, zh: 消防水泵}", f'"{name}"').replace("TSG T5002", "标准; " + "长" * 90)
    plan = a_plan(assets, ESTATE.replace("{en: Tower 1, zh: 1栋}", f'"{name}"'))
    event = the_event(plan, EACH, language)
    series = plan.series[0]
    colon = "：" if language == "zh" else ": "
    shown = " ".join(said(series.asset.name, language).replace("\u202e", " ").split())
    place = f"{said(plan.estate.locations['tower-1'].name, language)}/roof".replace("\u202e", " ")
    place = " ".join(place.split())
    summary = f"{said(series.task.name, language)}{colon}{said(series.asset.name, language)}"
    assert event["SUMMARY"] == " ".join(summary.replace("\u202e", " ").split())
    assert event["LOCATION"] == place
    assert event["UID"] == "pump-1/check/2027-03-03@court"
    assert event.decoded("DTSTART") == date(2027, 3, 3)
    lines = description(event)
    assert lines[1].endswith(place)
    assert lines[4].endswith(f"标准; {'长' * 90}{', ' if language == 'en' else '，'}A-1, B")
    assert lines[6].endswith("2027-03-03")
    visit = the_event(plan, Feed(), language)
    assert visit["SUMMARY"] == event["SUMMARY"]
    assert f"• {shown} (roof) QJNVT-6" in description(visit)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize(
    "feed",
    [Feed(), EACH, Feed(as_todo=True, alarm=True), Feed(timed=True, alarm=True)],
    ids=["visit", "each", "todo", "timed"],
)
def test_no_line_is_longer_than_75_octets_and_none_breaks_out(name: str, feed: Feed) -> None:
    plan = a_plan(PUMP.replace("{en: Fire pump, zh: 消防水泵}", f'"{name}"'), ESTATE + "hours: 08:00-16:00\n")
    lines = whole(render(plan, None, feed)).encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert [line for line in lines if line.startswith(b"END:V")].count(f"END:{feed.component}".encode()) == 1
    assert not any(b"\n" in line or b"\r" in line for line in lines)


def test_a_long_key_in_any_script_is_folded_and_comes_back() -> None:
    id_ = "消防水泵" * 20
    plan = a_plan(PUMP.replace("pump-1", id_))
    for feed in (Feed(), EACH):
        text = whole(render(plan, None, feed))
        assert max(map(len, text.encode().split(b"\r\n"))) <= 75
        (event,) = events_of(text)
        assert event["UID"] == f"{id_}/check/2027-03-03@court"


def test_a_moved_event_says_from_where_and_why_and_keeps_its_uid() -> None:
    day = parse_day("2027-03-03")
    why = "Lent, and more; 春节" * 6
    plan = with_first(
        a_plan(), planned=day + 5, moved=(Move(day, day + 5, Because.NO_WORK, (DayOff(Off.HOLIDAY, why),)),)
    )
    event = the_event(plan)
    assert event.decoded("DTSTART") == date(2027, 3, 8)
    assert description(event)[-2:] == ["Due: 2027-03-03", f"Moved: 2027-03-03 > 2027-03-08, no work: {why}"]
    visit = the_event(plan, Feed())
    assert visit["UID"] == event["UID"] == "pump-1/check/2027-03-03@court"
    assert description(visit)[-1] == f"• Fire pump (roof) QJNVT-6, due 2027-03-03 (no work: {why})"


def test_a_visit_has_its_tasks_their_assets_and_the_checklist() -> None:
    plan = a_plan(TWO.replace("        duration", f"{CHECKLIST}        duration"))
    visit = the_event(plan, Feed())
    assert visit["SUMMARY"] == "Tower 1: Monthly check, Monthly check"
    assert visit["LOCATION"] == "Tower 1"
    assert visit["UID"] == "pump-2/check/2027-03-03@court"
    assert description(visit)[:7] == [
        "2 tasks, 2 person-hours, Own staff",
        "",
        "Monthly check: law, TSG T5002, A-1, B",
        "• Second pump (cellar) MQPJP-7",
        "☐ A-1 Machine room clean",
        "☐ A-2 Levelling, both doors; all floors: ___ mm (≤ 10)",
        "",
    ]


def test_a_task_that_many_assets_share_is_told_once() -> None:
    task = "{name: Check, every: 1 month, first: 2027-03-03}"
    types = f"types: {{p: {{class: pump/fire, location: tower-1, team: own, tasks: {{check: {task}}}}}}}\n"
    assets = types + "assets:\n" + "".join(f"  pump-{n}: {{type: p, name: Pump {n}}}\n" for n in range(1, 5))
    visit = the_event(a_plan(assets), Feed())
    assert visit["SUMMARY"] == "Tower 1: Check ×4"
    assert [line[:8] for line in description(visit)[2:]] == ["Check: h", *(f"• Pump {n}" for n in range(1, 5))]


def test_of_many_tasks_the_summary_names_three_and_what_the_law_asks_first() -> None:
    tasks = "".join(
        f"      {id_}: {{name: {id_}, every: 1 month, first: 2027-03-03}}\n" for id_ in ("a", "b", "c", "d")
    )
    plan = a_plan(PUMP + tasks)
    assert the_event(plan, Feed())["SUMMARY"] == "Fire pump: Monthly check, a, b, +2"
    assert the_event(plan, Feed(), "zh")["SUMMARY"] == "消防水泵：月检、a、b、另2项"


def test_what_another_visit_covers_is_left_out() -> None:
    plan = with_first(a_plan(), status=Status.COVERED, covered_by="pump-1/year/2027-03-05")
    assert events_of(whole(render(plan))) == events_of(whole(render(plan, None, EACH))) == []


@pytest.mark.parametrize("feed", [Feed(), EACH], ids=["visit", "occurrence"])
@pytest.mark.parametrize(
    ("status", "shown", "chinese", "state"),
    [
        (Status.PLANNED, "Monthly check: Fire pump", "月检：消防水泵", "CONFIRMED"),
        (Status.DUE, "Monthly check: Fire pump", "月检：消防水泵", "CONFIRMED"),
        (Status.DONE, "✓ Monthly check: Fire pump", "✓ 月检：消防水泵", "CONFIRMED"),
        (Status.SKIPPED, "Skipped: Monthly check: Fire pump", "【略过】月检：消防水泵", "CANCELLED"),
        (Status.DEFERRED, "Deferred: Monthly check: Fire pump", "【延期】月检：消防水泵", "CONFIRMED"),
        (Status.OVERDUE, "Overdue: Monthly check: Fire pump", "【逾期】月检：消防水泵", "CONFIRMED"),
        (Status.BREACH, "Breach: Monthly check: Fire pump", "【违规】月检：消防水泵", "CONFIRMED"),
        (Status.MISSED, "Missed: Monthly check: Fire pump", "【错过】月检：消防水泵", "CONFIRMED"),
    ],
)
def test_an_event_shows_how_it_stands(feed: Feed, status: Status, shown: str, chinese: str, state: str) -> None:
    plan = with_first(a_plan(), status=status)
    event = the_event(plan, feed)
    assert (event["SUMMARY"], event["STATUS"]) == (shown, state)
    assert the_event(plan, feed, "zh")["SUMMARY"] == chinese


def test_what_is_done_says_when() -> None:
    plan = with_first(a_plan(), status=Status.DONE, done_on=parse_day("2027-03-02"))
    assert description(the_event(plan))[-1] == "Done: 2027-03-02"
    assert description(the_event(plan, Feed()))[-1] == "✓ Fire pump (roof) QJNVT-6, done 2027-03-02"


def test_things_to_do_are_due_and_get_done() -> None:
    todo = the_event(a_plan(), TODO)
    assert (todo.decoded("DUE"), todo["STATUS"], "DTSTART" in todo, "TRANSP" in todo) == (
        date(2027, 3, 3),
        "NEEDS-ACTION",
        False,
        False,
    )
    for feed in (TODO, Feed(as_todo=True, per=Per.OCCURRENCE)):
        done = the_event(with_first(a_plan(), status=Status.DONE, done_on=parse_day("2027-03-02")), feed)
        assert (done["STATUS"], done["PERCENT-COMPLETE"]) == ("COMPLETED", 100)
        assert done.decoded("COMPLETED").date() == date(2027, 3, 2)
        assert the_event(with_first(a_plan(), status=Status.SKIPPED), feed)["STATUS"] == "CANCELLED"


def test_a_visit_that_is_done_in_part_tells_how_far() -> None:
    plan = with_first(a_plan(TWO), status=Status.DONE, done_on=parse_day("2027-03-03"))
    visit = the_event(plan, TODO)
    assert (visit["STATUS"], visit["PERCENT-COMPLETE"]) == ("NEEDS-ACTION", 50)
    assert "COMPLETED" not in visit
    assert [line[0] for line in description(visit) if "pump" in line] == ["✓", "•"]


def test_there_are_no_alarms_unless_asked_for() -> None:
    assert "VALARM" not in whole(render(a_plan()))
    assert _alarms(Feed(alarm=True)) == [timedelta(hours=-15), timedelta(days=-6, hours=-15)]
    assert _alarms(Feed(alarm=True, per=Per.OCCURRENCE), "force: house") == [timedelta(hours=-15)]
    assert _alarms(Feed(alarm=True, as_todo=True), "force: house") == [timedelta(hours=-15)]
    done = with_first(a_plan(), status=Status.DONE)
    assert "VALARM" not in whole(render(done, None, Feed(alarm=True)))


def _alarms(feed: Feed, force: str = "force: law") -> list[timedelta]:
    text = whole(render(a_plan(PUMP.replace("force: law", force)), None, feed))
    return [alarm.decoded("TRIGGER") for alarm in events_of(text, "VALARM")]


@pytest.mark.parametrize("per", Per)
def test_timed_events_lie_in_the_hours_by_the_clock_of_the_estate(per: Per) -> None:
    plan = a_plan(TWO, ESTATE + "hours: 08:30-17:00\n", days="2027-03-01..2027-04-30")
    text = whole(render(plan, None, Feed(timed=True, per=per)))
    assert text.count("BEGIN:VTIMEZONE\r\nTZID:Europe/London\r\n") == 1
    assert "X-WR-TIMEZONE:Europe/London\r\n" in text
    times = [(event.decoded("DTSTART"), event.decoded("DTEND")) for event in events_of(text)]
    shown = [f"{start:%m-%d %H:%M%z}-{end:%H:%M%z}" for start, end in times]
    if per is Per.VISIT:
        assert shown == ["03-03 08:30+0000-09:30+0000", "04-05 08:30+0100-09:30+0100"]
    else:
        assert shown[:2] == ["03-03 08:30+0000-09:00+0000", "03-03 09:00+0000-09:30+0000"]
    assert {event["TRANSP"] for event in events_of(text)} == {"OPAQUE"}


def test_work_up_to_midnight_ends_on_the_next_day() -> None:
    plan = a_plan(PUMP.replace("30 min", "10 h"), ESTATE + 'hours: "20:00-24:00"\n')
    assert the_event(plan, Feed(timed=True)).decoded("DTEND").replace(tzinfo=None) == datetime(2027, 3, 4)  # noqa: DTZ001


def test_what_has_no_duration_stays_a_whole_day() -> None:
    plan = a_plan(PUMP.replace("        duration: 30 min\n", ""), ESTATE + "hours: 08:30-17:00\n")
    event = the_event(plan, Feed(timed=True))
    assert (event.decoded("DTSTART"), event["TRANSP"]) == (date(2027, 3, 3), "TRANSPARENT")


def test_the_stamp_is_that_of_the_newest_commit() -> None:
    event = the_event(a_plan(), Feed(changed={"court": 1_800_000_059}))
    assert (event["SEQUENCE"], event["LAST-MODIFIED"].to_ical()) == (30_000_000, b"20270115T080059Z")
    assert event["DTSTAMP"].to_ical() == b"20270115T080059Z"
    assert "SEQUENCE:30064320" in whole(render(a_plan(), None, Feed(changed={"another": 1})))


def test_categories_are_told_in_the_language_of_the_export() -> None:
    for feed in (Feed(), EACH):
        event = the_event(a_plan(), feed, "zh")
        assert [str(one) for one in event["CATEGORIES"].cats] == ["检查", "法规"]


def test_a_feed_may_have_a_name_and_a_colour_of_its_own() -> None:
    text = whole(render(a_plan(), None, Feed(name="Lifts, and more", colour="teal")))
    assert "X-WR-CALNAME:Lifts\\, and more\r\nNAME:Lifts\\, and more\r\nCOLOR:teal\r\n" in text


def test_a_portfolio_is_one_calendar() -> None:
    plans = [a_plan(), a_plan(estate=ESTATE.replace("estate: court", "estate: mill").replace("London", "Berlin"))]
    text = whole(render(plans, None, Feed(timed=True)))
    assert [str(event["UID"]).rpartition("@")[2] for event in events_of(text)] == ["court", "mill"]
    assert text.count("BEGIN:VCALENDAR") == 1
    assert text.count("BEGIN:VTIMEZONE") == 2
