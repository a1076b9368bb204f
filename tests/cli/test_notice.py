from __future__ import annotations

import re
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.cli.commands import ESTATE, PUMP, an_estate, fmplan

IMPACT = PUMP.replace("duration: 1 h}", "duration: 1 h, impact: {type: outage, of: water, notice: 1 day}}")


def test_what_is_to_be_posted_this_week_is_told(tmp_path: Path) -> None:
    ended = fmplan("notice", an_estate(tmp_path / "court", assets=IMPACT))
    assert ended.code == 0
    assert ended.out.startswith("Harbour Court\n\n== To be posted ==\n\nWater will be off\n")
    assert ended.out.count("Water will be off") == 1


def test_with_days_named_it_is_for_their_work(tmp_path: Path) -> None:
    ended = fmplan("notice", an_estate(tmp_path / "court", assets=IMPACT), "--month", "2027-06")
    assert "When: Thursday 3 June 2027" in ended.out
    assert "== To be posted later ==" in ended.out


def test_residents_subscribe_to_more_than_a_year(tmp_path: Path) -> None:
    ended = fmplan("notice", an_estate(tmp_path / "court", assets=IMPACT), "--format", "ical")
    assert ended.out.count("BEGIN:VEVENT") == 14


def test_a_portfolio_is_told_estate_by_estate(tmp_path: Path) -> None:
    one, other = (an_estate(tmp_path / name, assets=IMPACT) for name in ("one", "other"))
    for format_ in ("text", "md", "html"):
        assert fmplan("notice", one, other, "--format", format_).out.count("Water will be off") >= 2


def test_it_is_written_into_a_file(tmp_path: Path) -> None:
    told = tmp_path / "notices.html"
    assert fmplan("notice", an_estate(tmp_path / "court", assets=IMPACT), "--format", "html", "-o", told).code == 0
    assert told.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_notices_that_name_nobody_to_call_are_told_of(tmp_path: Path) -> None:
    told_of = "court: the notices name nobody to call: give a team the trade administration, and a phone or an email\n"
    assert fmplan("notice", an_estate(tmp_path / "court", assets=IMPACT)).err == told_of
    assert fmplan("notice", an_estate(tmp_path / "idle")).err == ""
    mute = ESTATE.replace("Own staff}", "Own staff, trades: [administration]}")
    assert fmplan("notice", an_estate(tmp_path / "mute", mute, IMPACT)).err == told_of
    reached = mute.replace("administration]", "administration], email: [office@example.com]")
    assert fmplan("notice", an_estate(tmp_path / "reached", reached, IMPACT)).err == ""


TOWERS = ESTATE + "locations: {north: {name: North tower}, south: {name: South tower}, yard: {name: Yard}}\n"
AT_TOWERS = """\
defaults: {class: pump/fire, team: own}
assets:
  lift-n:
    name: Lift N
    location: north/core
    tasks: {look: {name: Look, every: 1 month, first: 2027-03-03, impact: {type: noise}}}
  lift-s:
    name: Lift S
    location: south
    tasks: {look: {name: Look, every: 1 month, first: 2027-03-04, impact: {type: noise}}}
  gate:
    name: Gate
    location: yard
    serves: [north, south]
    tasks: {oil: {name: Oil, every: 1 month, first: 2027-03-05, impact: {type: traffic}}}
  shed: {name: Shed, location: yard, tasks: {sweep: {name: Sweep, every: 1 month, first: 2027-03-08}}}
"""
WEEK_WITHOUT_WORK = ("--week", "2027-W11")


def told(path: Path) -> list[str]:
    return [str(event["summary"]) for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT")]


def test_residents_subscribe_to_the_work_of_their_place(tmp_path: Path) -> None:
    court, folder = an_estate(tmp_path / "court", TOWERS, AT_TOWERS), tmp_path / "residents"
    month = ("notice", court, "--format", "ical", "--split", "location", "--month", "2027-03")
    assert fmplan(*month, "-o", folder).code == 0
    assert sorted(one.name for one in folder.iterdir()) == ["index.html", "north.ics", "south.ics"]
    assert told(folder / "north.ics") == ["Noisy work: Lift N", "Ways or parking spaces closed: Gate"]
    assert told(folder / "south.ics") == ["Noisy work: Lift S", "Ways or parking spaces closed: Gate"]
    assert "X-WR-CALNAME:Harbour Court: North tower" in (folder / "north.ics").read_text(encoding="utf-8")
    assert 'href="south.ics"' in (folder / "index.html").read_text(encoding="utf-8")


def test_what_touches_everybody_stands_in_the_one_calendar_of_an_estate_without_places(tmp_path: Path) -> None:
    court, folder = an_estate(tmp_path / "court", assets=IMPACT), tmp_path / "residents"
    assert fmplan("notice", court, "--format", "ical", "--split", "location", "-o", folder).code == 0
    assert len(told(folder / "court.ics")) == 14


def test_residents_calendars_of_a_portfolio_begin_with_the_estate(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court", TOWERS, AT_TOWERS)
    mill = an_estate(tmp_path / "mill", ESTATE.replace("estate: court", "estate: mill"), IMPACT)
    assert fmplan("notice", court, mill, "--format", "ical", "--split", "location", "-o", tmp_path / "out").code == 0
    names = sorted(one.name for one in (tmp_path / "out").iterdir())
    assert names == ["court-north.ics", "court-south.ics", "index.html", "mill-mill.ics"]


def test_an_empty_calendar_of_residents_never_replaces_a_full_one(tmp_path: Path) -> None:
    court, path = an_estate(tmp_path / "court", assets=IMPACT), tmp_path / "residents.ics"
    feed = ("notice", court, "--format", "ical", "-o", path)
    assert fmplan(*feed).code == 0
    before = path.read_bytes()
    refused = fmplan(*feed, *WEEK_WITHOUT_WORK)
    assert (refused.code, path.read_bytes()) == (74, before)
    assert fmplan(*feed, *WEEK_WITHOUT_WORK, "--allow-empty").code == 0
    assert told(path) == []


def test_a_calendar_of_residents_that_is_too_large_is_told_of(tmp_path: Path) -> None:
    often = IMPACT.replace("1 month", "1 day").replace("2027-03-03", "2027-03-01")
    feed = ("notice", an_estate(tmp_path / "court", assets=often), "--format", "ical", "-o", tmp_path / "out")
    ended = fmplan(*feed, "--from", "2027-03-01", "--to", "2029-12-31")
    way_out = "--split location writes one file for each place, --from and --to take fewer days"
    assert ended.code == 0
    assert re.fullmatch(f"fmplan: 1,037 events in [0-9]+ kB; Google Calendar .*: {way_out}", ended.err.splitlines()[-1])


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--split", "location"), "are for --format ical"),
        (("--allow-empty",), "are for --format ical"),
        (("--format", "ical", "--split", "location"), "name it with -o"),
    ],
)
def test_options_of_calendars_want_a_calendar(tmp_path: Path, options: tuple[str, ...], why: str) -> None:
    ended = fmplan("notice", an_estate(tmp_path / "court", assets=IMPACT), *options)
    assert (ended.code, ended.out) == (2, "")
    assert why in ended.err
