"""Calendars as programs other than the one that wrote them read them, held against the JSON of the same plan."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Final

import pytest

from fmplan.exports import json as as_json
from fmplan.exports.ical import calendar as ical
from fmplan.exports.ical.feed import Feed, Per
from fmplan.exports.notices import ical as as_notices
from fmplan.exports.notices.notice import Batch
from fmplan.logbook.entries import EMPTY
from fmplan.schedules.calendars import Calendars
from fmplan.schedules.lock import Lock
from fmplan.schedules.notices import notices_of, span_of
from fmplan.schedules.plan import Plan
from tests.exports.registers import ESTATE, a_plan, whole

HOURS: Final = ESTATE + "hours: 08:30-17:00\n"
NAMES: Final = (
    "Pump, one; two",
    "back\\\\slash \\\\n no line end",
    "消防水泵、喷淋泵；稳压泵：" * 12,
    "\U0001f525 brigade \U0001f9d1\u200d\U0001f692",
    "x" * 300,
    "first\\nsecond\\r\\nthird",
    "END:VEVENT\\nBEGIN:VEVENT",
    "=cmd|' /C calc'!A0",
    "\\tשלום\\u202e",
    "'single' \\\"double\\\"",
)
ASSETS: Final = "types: {p: {class: pump/fire, team: own}}\nassets:\n" + "".join(
    f'  pump-{n}: {{type: p, name: "{name}", location: place-{n}, '
    f'tasks: {{check: {{name: "{name}", every: 1 week, first: 2027-03-0{n % 7 + 1}, duration: 40 min}}}}}}\n'
    for n, name in enumerate(NAMES)
)

Told = tuple[str, str, str]
"""UID, first day and summary of an event."""


def plan() -> Plan:
    """Weekly checks at ten places of hostile names, over the day on which the clocks change."""
    return a_plan(ASSETS, HOURS, days="2027-03-01..2027-04-30")


def told_by_json() -> list[Told]:
    return sorted(
        (one["uid"], one["planned"], " ".join(_shown(f"{one['task_name']}: {one['asset_name']}").split()))
        for one in json.loads(whole(as_json.render(plan())))["occurrences"]
    )


def by_ical(text: str) -> list[Told]:
    from ical.calendar_stream import IcsCalendarStream

    calendar = IcsCalendarStream.calendar_from_ics(text)
    return [(str(one.uid), _day(one.dtstart), str(one.summary)) for one in calendar.events]


def by_vobject(text: str) -> list[Told]:
    import vobject

    calendar = vobject.readOne(text)
    return [(one.uid.value, _day(one.dtstart.value), one.summary.value) for one in calendar.vevent_list]


def by_recurring_ical_events(text: str) -> list[Told]:
    import icalendar
    import recurring_ical_events

    found = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between((2027, 1, 1), (2027, 12, 31))
    return [(str(one["UID"]), _day(one.decoded("DTSTART")), str(one["SUMMARY"])) for one in found]


NODE_SCRIPT: Final = """
const ICAL = require("ical.js").default ?? require("ical.js");
const calendar = new ICAL.Component(ICAL.parse(require("fs").readFileSync(0, "utf8")));
const events = calendar.getAllSubcomponents("vevent").map(one => new ICAL.Event(one));
console.log(JSON.stringify(events.map(one => [one.uid, one.startDate.toString().slice(0, 10), one.summary])));
"""


def by_ical_js(text: str) -> list[Told]:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    beside_the_tools = str(Path(__file__).parents[3] / ".venv/node/node_modules")
    paths = os.pathsep.join(path for path in (os.environ.get("NODE_PATH"), beside_the_tools) if path)
    environment = {**os.environ, "NODE_PATH": paths}
    run = partial(subprocess.run, env=environment, capture_output=True)
    if run([node, "-e", 'require("ical.js")'], check=False).returncode:
        pytest.skip("ical.js is not installed (npm install --prefix .venv/node ical.js@2)")
    found = json.loads(run([node, "-e", NODE_SCRIPT], input=text.encode(), check=True).stdout)
    return [(uid, day, summary) for uid, day, summary in found]


READERS: Final[list[Callable[[str], list[Told]]]] = [by_ical, by_vobject, by_recurring_ical_events]
FEEDS: Final = {
    "visit": Feed(),
    "occurrence": Feed(per=Per.OCCURRENCE),
    "timed": Feed(timed=True),
    "alarm": Feed(alarm=True, timed=True, per=Per.OCCURRENCE),
}


@pytest.mark.filterwarnings("ignore")  # of the readers themselves
@pytest.mark.parametrize("feed", FEEDS.values(), ids=list(FEEDS))
@pytest.mark.parametrize("read", READERS)
def test_a_reader_finds_what_the_json_tells(read: Callable[[str], list[Told]], feed: Feed) -> None:
    text = whole(ical.render(plan(), "en", feed))
    assert sorted(read(text)) == told_by_json()


NOTICED: Final = ASSETS.replace("duration: 40 min", "duration: 40 min, impact: {type: noise, notice: 1 day}")


def notices() -> str:
    """The residents' calendar of the same work, each day of it an event."""
    seen = a_plan(NOTICED, HOURS, days="2027-03-01..2027-04-30")
    working = Calendars(seen.estate, Lock(), *span_of(seen.range, seen.today)).days("")
    return whole(as_notices.render([Batch(seen, notices_of(seen, EMPTY, working))], "en"))


def told_to_residents() -> list[Told]:
    shown = [" ".join(_shown(json.loads(f'"{name}"')).split()) for name in NAMES]
    return sorted(
        (f"notice/{one['uid']}", one["planned"], f"Noisy work: {shown[int(one['asset'].removeprefix('pump-'))]}")
        for one in json.loads(whole(as_json.render(plan())))["occurrences"]
    )


@pytest.mark.filterwarnings("ignore")  # of the readers themselves
@pytest.mark.parametrize("read", [*READERS, by_ical_js])
def test_a_reader_finds_what_residents_are_told(read: Callable[[str], list[Told]]) -> None:
    assert sorted(read(notices())) == told_to_residents()


@pytest.mark.filterwarnings("ignore")  # of the reader itself
@pytest.mark.parametrize("per", Per)
def test_things_to_do_are_read(per: Per) -> None:
    from ical.calendar_stream import IcsCalendarStream

    text = whole(ical.render(plan(), "en", Feed(as_todo=True, alarm=True, per=per)))
    todos = IcsCalendarStream.calendar_from_ics(text).todos
    assert sorted((str(one.uid), _day(one.due), str(one.summary)) for one in todos) == told_by_json()


@pytest.mark.filterwarnings("ignore")  # of the reader itself
def test_times_are_read_by_the_rule_that_is_written() -> None:
    """Neither knows the time zone but by the VTIMEZONE: its name is one nobody has."""
    import vobject

    text = whole(ical.render(plan(), "en", Feed(timed=True))).replace("Europe/London", "Nowhere/Atall")
    starts = {one.dtstart.value for one in vobject.readOne(text).vevent_list}
    offsets = {f"{start:%Y-%m-%d}": f"{start:%H:%M%z}" for start in starts}
    assert {text[-5:] for day, text in offsets.items() if day < "2027-03-28"} == {"+0000"}
    assert {text[-5:] for day, text in offsets.items() if day >= "2027-03-28"} == {"+0100"}


@pytest.mark.parametrize("feed", FEEDS.values(), ids=list(FEEDS))
def test_ical_js_finds_what_the_json_tells(feed: Feed) -> None:
    text = whole(ical.render(plan(), "en", feed))
    assert sorted(by_ical_js(text)) == told_by_json()


def _day(value: date | datetime | None) -> str:
    assert value is not None
    return value.isoformat()[:10]


def _shown(text: str) -> str:
    """What shows nothing, and line ends, stand as a space in a calendar."""
    return text.replace("\u202e", " ").replace("\t", " ")
