from __future__ import annotations

import re
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.cli.commands import ESTATE, PUMP, an_estate, fmplan

TEAMS = ESTATE.replace(
    "teams: {own: {name: Own staff}}",
    "teams: {own: {name: Own staff}, old: {name: Old, contract: {expires: 2027-02-28}}, new: {name: New}}",
)
WEEK_WITHOUT_WORK = ("--week", "2027-W11")


def events(path: Path) -> int:
    return len(Calendar.from_ical(path.read_bytes()).walk("VEVENT"))


def test_the_options_choose_what_is_written(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court", ESTATE + "hours: 08:30-17:00\n")
    month = ("export", "ical", court, "--month", "2027-03")
    assert "BEGIN:VTODO" in fmplan(*month, "--as", "todo").out
    assert "DTSTART;TZID=Europe/London:20270303T083000" in fmplan(*month, "--timed").out
    assert "BEGIN:VALARM" in fmplan(*month, "--alarm").out
    assert "Code: " in fmplan(*month, "--per", "occurrence").out
    assert "VALARM" not in fmplan(*month).out


def test_they_are_for_calendars_alone(tmp_path: Path) -> None:
    ended = fmplan("export", "csv", an_estate(tmp_path / "court"), "--timed")
    assert (ended.code, ended.out) == (2, "")
    assert "for ical" in ended.err


def test_an_empty_calendar_never_replaces_a_full_one(tmp_path: Path) -> None:
    court, path = an_estate(tmp_path / "court"), tmp_path / "court.ics"
    assert fmplan("export", "ical", court, "-o", path).code == 0
    before = path.read_bytes()
    refused = fmplan("export", "ical", court, "-o", path, *WEEK_WITHOUT_WORK)
    assert (refused.code, path.read_bytes()) == (74, before)
    assert refused.err.splitlines()[-1].endswith("--allow-empty replaces it all the same")
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []
    assert fmplan("export", "ical", court, "-o", path, *WEEK_WITHOUT_WORK, "--allow-empty").code == 0
    assert events(path) == 0
    assert fmplan("export", "ical", court, "-o", path, *WEEK_WITHOUT_WORK).code == 0


def test_that_of_a_team_whose_contract_has_ended_may_become_empty(tmp_path: Path) -> None:
    path = tmp_path / "old.ics"
    path.write_text("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n", encoding="utf-8")
    court = an_estate(tmp_path / "court", TEAMS)
    assert fmplan("export", "ical", court, "--team", "new", "-o", path, *WEEK_WITHOUT_WORK).code == 74
    assert fmplan("export", "ical", court, "--team", "old", "-o", path, *WEEK_WITHOUT_WORK).code == 0
    assert events(path) == 0


def test_split_writes_one_file_each_and_a_list(tmp_path: Path) -> None:
    court, folder = an_estate(tmp_path / "court", TEAMS), tmp_path / "new" / "feeds"
    assert fmplan("export", "ical", court, "--split", "team", "-o", folder, "--month", "2027-03").code == 0
    assert sorted(one.name for one in folder.iterdir()) == [
        "index.html",
        "new.ics",
        "no-team.ics",
        "old.ics",
        "own.ics",
    ]
    assert events(folder / "own.ics") == 1
    assert "X-WR-CALNAME:Harbour Court: Own staff" in (folder / "own.ics").read_text(encoding="utf-8")
    assert 'href="own.ics"' in (folder / "index.html").read_text(encoding="utf-8")


def test_of_a_folder_the_others_are_written_where_one_would_become_empty(tmp_path: Path) -> None:
    court, folder = an_estate(tmp_path / "court", TEAMS), tmp_path / "feeds"
    split = ("export", "ical", court, "--split", "team", "-o", folder)
    assert fmplan(*split).code == 0
    for name in ("old", "new"):
        (folder / f"{name}.ics").write_bytes((folder / "own.ics").read_bytes())
    assert events(folder / "own.ics") == 14
    refused = fmplan(*split, "--from", "2027-03-01", "--to", "2027-04-30")
    assert refused.code == 74
    assert [f"{name}.ics" in refused.err for name in ("own", "old", "new")] == [False, False, True]
    assert [events(folder / f"{name}.ics") for name in ("own", "old", "new")] == [2, 0, 14]


def test_what_is_selected_leaves_the_files_of_others_alone(tmp_path: Path) -> None:
    court, folder = an_estate(tmp_path / "court", TEAMS), tmp_path / "feeds"
    folder.mkdir()
    (folder / "new.ics").write_text("BEGIN:VEVENT", encoding="utf-8")
    assert fmplan("export", "ical", court, "--split", "team", "-o", folder, "--team", "own").code == 0
    assert (folder / "new.ics").read_text(encoding="utf-8") == "BEGIN:VEVENT"


def test_split_wants_a_folder(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court")
    split = ("export", "ical", court, "--split", "kind", "-o")
    assert fmplan(*split[:-1]).code == 2
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    refused = fmplan(*split, tmp_path / "file")
    assert (refused.code, (tmp_path / "file").read_text(encoding="utf-8")) == (74, "mine")
    assert refused.err.splitlines()[-1].endswith("it is a file, and a folder is wanted")


def test_a_page_that_somebody_else_wrote_is_left_alone(tmp_path: Path) -> None:
    court, folder = an_estate(tmp_path / "court"), tmp_path / "public"
    folder.mkdir()
    (folder / "index.html").write_text("<h1>Home</h1>", encoding="utf-8")
    assert fmplan("export", "ical", court, "--split", "kind", "-o", folder).code == 74
    assert (folder / "index.html").read_text(encoding="utf-8") == "<h1>Home</h1>"


DAILY = PUMP.replace("1 month", "1 day").replace("2027-03-03", "2027-01-01")
THREE_YEARS = ("--from", "2027-01-01", "--to", "2029-12-31")


@pytest.mark.parametrize(
    ("split", "way_out"),
    [
        ((), "1,096 events in [0-9,]+ kB; .*: --split team or location writes one file each, --from and --to .*"),
        (
            ("--split", "team"),
            r"own.ics \(1,096 events in .*; `fmplan export ical --team own --split location` cuts .*, --from .*",
        ),
        (("--split", "location"), r"court.ics \(1,096 events in .*; `fmplan export ical --split team` cuts .*"),
        (("--split", "kind"), r".*; `fmplan export ical --kind maintenance --split location` cuts .*"),
    ],
)
def test_a_calendar_that_is_too_large_is_told_of_with_the_way_out(
    tmp_path: Path, split: tuple[str, ...], way_out: str
) -> None:
    court = an_estate(tmp_path / "court", assets=DAILY)
    ended = fmplan("export", "ical", court, "-o", tmp_path / "out", *THREE_YEARS, *split)
    assert (ended.code, ended.out) == (0, "")
    assert re.fullmatch(f"fmplan: {way_out}", ended.err.splitlines()[-1])
    assert "events" not in fmplan("export", "ical", court, "-o", tmp_path / "out", *split, "--month", "2027-03").err


def test_a_split_portfolio_has_the_files_of_all_estates(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court")
    mill = an_estate(tmp_path / "mill", ESTATE.replace("estate: court", "estate: mill"))
    assert fmplan("export", "ical", court, mill, "--split", "team", "-o", tmp_path / "feeds").code == 0
    names = sorted(one.name for one in (tmp_path / "feeds").iterdir())
    assert names == ["court-own.ics", "index.html", "mill-own.ics"]
