"""What is amiss with a logbook: the same as a plan of the whole register says of it."""

from __future__ import annotations

import re

from hypothesis import given, settings

from fmplan.dates.ranges import parse_day
from fmplan.findings import Finding
from fmplan.logbook.entry import id_of
from fmplan.logbook.read import logbook_of
from fmplan.schedules.amiss import amiss_in
from fmplan.schedules.lock import Lock
from tests.schedules.factories import Act, Opened, done, happened, opened, read, skipped
from tests.schedules.recordings import Lines, an_estate_with, logbooks

CODES = {"closed-twice", "meter-backwards", "names-nothing", "no-reading", "stale-meter"}
TODAY = "2027-08-15"


def amiss(one: Opened, *acts: Act) -> set[Finding]:
    return set(amiss_in(one.estate, one.series, logbook_of(acts), parse_day(TODAY), Lock()))


def told(one: Opened, *acts: Act) -> list[tuple[str, str]]:
    return sorted((finding.code, finding.message.partition(":")[0]) for finding in amiss(one, *acts))


@settings(max_examples=80, deadline=None)
@given(made=logbooks())
def test_it_is_what_a_plan_finds(made: tuple[str, Lines]) -> None:
    one = an_estate_with(made[0])
    acts = list({str(act): act for _, act in made[1]}.values())
    planned = {finding for finding in one.plan("2027", TODAY, acts).findings if finding.code in CODES}
    # How far the forecasts of a floating leader go, whose numbers a follower may name, hangs on the range.
    forecast = re.compile(r"/(sample|check) (has no date '|)#\d+")
    found, expected = (
        {one for one in some if not forecast.search(one.message)} for some in (amiss(one, *acts), planned)
    )
    assert found == expected


def test_a_task_without_a_cap_is_looked_at_too() -> None:
    one = opened("every: 1 month, first: 2027-01-04")
    acts = [done("2027-01-04", "2027-01-04"), done("2027-01-05", "2027-01-04"), done("2027-02-05", "2027-02-05")]
    assert told(one, *acts) == [
        ("closed-twice", "pump/check 2027-01-04 is closed already, by the entry of 2027-01-05 at logbook/acts.jsonl"),
        ("names-nothing", "pump/check has no date '2027-02-05'"),
    ]


def test_meters_that_nobody_reads_are_told_of() -> None:
    one = opened("meter: {of: hours, every: 500, unit: h, stale_after: 60 days}")
    assert [code for code, _ in told(one)] == ["no-reading"]
    assert [code for code, _ in told(one, read("2027-01-04", "10"))] == ["stale-meter"]
    assert told(one, read("2027-08-01", "10")) == []


def test_a_meter_that_goes_back_is_told_of_until_the_work_is_done() -> None:
    one = opened("meter: {of: hours, every: 500, unit: h}")
    acts = [read("2027-01-04", "480"), read("2027-02-04", "3"), read("2027-03-04", "40")]
    assert told(one, *acts) == [
        ("meter-backwards", "hours of pump went back from 480 on 2027-01-04 to 3 on 2027-02-04")
    ]
    assert told(one, *acts, done("2027-02-03", "#1")) == told(one, *acts)
    assert told(one, *acts, done("2027-02-04", "#1")) == []


def test_a_date_skipped_though_it_was_done_names_the_entry_that_stands() -> None:
    one = opened("every: 1 month, first: 2027-01-04")
    acts = [done("2027-01-04", "2027-01-04"), skipped("2027-01-05", "2027-01-04")]
    (finding,) = amiss(one, *acts)
    assert finding.message == (
        "pump/check 2027-01-04 is closed already, by the entry of 2027-01-04 at logbook/acts.jsonl:1:1: "
        "this one counts for nothing"
    )


def test_what_is_done_after_an_event_and_what_follows_it_find_their_dates() -> None:
    one = opened(
        tasks="look: {name: L, event: typhoon, within: 2 days}\nreport: {name: R, after: {task: look, within: 1 week}}"
    )
    storm = happened("2027-07-21", "typhoon")
    assert told(one, storm, done("2027-07-22", "2027-07-21", "look"), done("2027-07-23", "2027-07-21", "report")) == []
    assert told(one, storm, done("2027-07-22", "2027-07-20", "look")) == [
        ("names-nothing", "pump/look has no date '2027-07-20'")
    ]


def test_an_entry_of_tomorrow_is_not_looked_at_yet() -> None:
    assert told(opened("every: 1 month, first: 2027-01-04"), done("2027-08-16", "2027-08-16")) == []


def test_the_end_of_a_life_goes_by_no_meter() -> None:
    task = (
        "every: 6 months, meter: {of: hours, every: 500, unit: h}, whichever: first, ends: 10 years, last: 2026-12-01"
    )
    one = opened(task, asset="in_service: 2018-03-01")
    assert [series.task.id for series in one.series] == ["check", "life"]
    assert [message.partition(" goes by")[0] for _, message in told(one)] == ["nobody has read hours of pump yet"]


def test_what_is_taken_back_tomorrow_is_still_amiss_today() -> None:
    one = opened("every: 1 month, first: 2027-01-04")
    twice = done("2027-01-05", "2027-01-04")
    back = {"entry": "undone", "on": "2027-08-16", "undoes": id_of(twice), "reason": "wrong pump"}
    acts = [done("2027-01-04", "2027-01-04"), twice]
    assert told(one, *acts, back) == told(one, *acts) != []
    assert told(one, *acts, {**back, "on": "2027-08-15"}) == []
