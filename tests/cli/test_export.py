from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.cli.commands import an_estate, fmplan

MONTHS = [f"2027-{month:02}" for month in range(3, 13)]


def test_csv_and_json_tell_the_calendar_year_of_today(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court")
    assert fmplan("export", "csv", court, "-o", tmp_path / "plan.csv").code == 0
    with (tmp_path / "plan.csv").open(encoding="utf-8", newline="") as file:
        assert [row["due"][:7] for row in csv.DictReader(file)] == MONTHS
    plan = json.loads(fmplan("export", "json", court).out)
    assert (plan["from"], plan["to"]) == ("2027-01-01", "2027-12-31")
    assert [one["due"][:7] for one in plan["occurrences"]] == MONTHS


def test_ical_tells_60_days_back_and_400_ahead(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court")
    assert fmplan("export", "ical", court, "-o", tmp_path / "plan.ics").code == 0
    events = Calendar.from_ical((tmp_path / "plan.ics").read_bytes()).walk("VEVENT")
    days = [event.decoded("DTSTART").isoformat() for event in events]
    assert len(days) == 14
    assert (days[0], days[-1]) == ("2027-03-03", "2028-04-03")
    fmplan("export", "ical", court, "-o", tmp_path / "plan.ics", "--today", "2027-05-02")
    events = Calendar.from_ical((tmp_path / "plan.ics").read_bytes()).walk("VEVENT")
    days = [event.decoded("DTSTART").isoformat() for event in events]
    assert (days[0], days[-1]) == ("2027-03-03", "2028-06-05")


@pytest.mark.parametrize("format_", ["csv", "ical", "json"])
def test_the_same_register_and_day_give_the_same_bytes(tmp_path: Path, format_: str) -> None:
    court = an_estate(tmp_path / "court")
    assert fmplan("export", format_, court).out == fmplan("export", format_, court).out != ""


def test_an_unknown_format_is_wrong_usage(tmp_path: Path) -> None:
    assert fmplan("export", "xls", an_estate(tmp_path / "court")).code == 2
