from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from icalendar import Calendar

from bench.jobs import Jobs
from bench.peers.script import COLUMNS

needs_remind = pytest.mark.skipif(shutil.which("remind") is None, reason="remind is not installed")


@pytest.fixture
def jobs(tmp_path: Path) -> Jobs:
    return Jobs(tmp_path, 20)


def test_the_scripts_give_the_same_dates(jobs: Jobs) -> None:
    assert _ical_keys(jobs) == _csv_keys(jobs)


@needs_remind
@pytest.mark.parametrize("tuned", [False, True])
def test_remind_gives_the_same_dates(jobs: Jobs, tuned: bool) -> None:
    assert _remind_keys(jobs, tuned) == _csv_keys(jobs)


def test_the_script_fills_every_column_it_names(jobs: Jobs) -> None:
    job = jobs.script()
    job.run()
    with job.output.open(encoding="utf-8", newline="") as file:
        assert {len(row) for row in csv.reader(file)} == {len(COLUMNS)}


def _csv_keys(jobs: Jobs) -> list[str]:
    job = jobs.script()
    job.run()
    with job.output.open(encoding="utf-8", newline="") as file:
        return sorted(row["key"] for row in csv.DictReader(file))


def _ical_keys(jobs: Jobs) -> list[str]:
    job = jobs.script_ical()
    job.run()
    calendar = Calendar.from_ical(job.output.read_bytes())
    return sorted(str(event["uid"]).removesuffix("@bench") for event in calendar.walk("VEVENT"))


def _remind_keys(jobs: Jobs, tuned: bool) -> list[str]:
    job = jobs.remind(tuned=tuned)
    job.run()
    lines = (line.split() for line in job.output.read_text().splitlines())
    return sorted(f"{line[-1]}/{line[0].replace('/', '-')}" for line in lines)
