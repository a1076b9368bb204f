"""The sample estates as the golden files see them: the year 2027, on its first day."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path

from fmplan.cli.session import Opened, open_estate
from fmplan.dates.ranges import DateRange, parse_date_range, parse_day
from fmplan.exports import FORMATS
from fmplan.logbook.entries import EMPTY
from fmplan.schedules.lock import Lock
from fmplan.schedules.plan import Plan, make_plan
from fmplan.tree import Folder

GOLDEN = Path(__file__).parent
EXAMPLES = GOLDEN.parents[1] / "estate-examples"
ESTATES = sorted(path.name for path in EXAMPLES.iterdir() if (path / "estate.yaml").is_file())
SUFFIXES = {"json": "json", "csv": "csv", "ical": "ics"}
TODAY = "2027-01-01"
YEAR = "2027-01-01..2027-12-31"
JUNE = "2027-06-01..2027-06-30"


@cache
def opened(estate: str) -> Opened:
    """Return a sample estate, read once for all tests."""
    return open_estate(Folder(EXAMPLES / estate))


@cache
def plan(estate: str, days: str = YEAR) -> Plan:
    """Return its plan for some days, as `fmplan export` makes it: what was found in the register goes with it."""
    one = opened(estate)
    return _with_findings_of(one, make_plan(one.estate, one.series, EMPTY, _range(days), parse_day(TODAY), _lock(one)))


def export(estate: str, format_: str, days: str = YEAR) -> bytes:
    """Return the plan in one of the formats, whole."""
    return b"".join(import_module(FORMATS[format_]).render(plan(estate, days), None))


def _range(days: str) -> DateRange:
    return parse_date_range(days)


def _lock(one: Opened) -> Lock:
    return one.lock or Lock()


def _with_findings_of(one: Opened, made: Plan) -> Plan:
    from dataclasses import replace

    return replace(made, findings=(*one.findings, *made.findings))
