"""The sample estates as the golden files see them: the year 2027, on its first day."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from fmplan.cli.session import Opened, open_estate
from fmplan.dates.ranges import parse_date_range, parse_day
from fmplan.exports import FORMATS
from fmplan.schedules.lock import Lock
from fmplan.schedules.plan import Plan, make_plan
from fmplan.tree import Folder

GOLDEN: Final = Path(__file__).parent
EXAMPLES: Final = GOLDEN.parents[1] / "estate-examples"
ESTATES: Final = sorted(path.parent.name for path in EXAMPLES.glob("*/estate.yaml"))
FILES: Final = {"csv": "2027-02.csv", "ical": "2027-02.ics", "json": "2027-02.json"}
MONTH: Final = "2027-02-01..2027-02-28"
"""The month that is held in every format: a long closure in China, and nothing of it can be told from the digest."""
TODAY: Final = "2027-01-01"
YEAR: Final = "2027-01-01..2027-12-31"


@cache
def planned(estate: str, days: str = YEAR) -> Plan:
    """Return the plan of a sample estate as `fmplan export` makes it: what was found in the register goes with it."""
    one = _opened(estate)
    lock = one.lock or Lock()
    plan = make_plan(one.estate, one.series, one.logbook, parse_date_range(days), parse_day(TODAY), lock)
    return replace(plan, findings=(*one.all_findings, *plan.findings))


def exported(estate: str, format_: str, days: str = YEAR) -> bytes:
    """Return that plan in one of the formats, whole."""
    return b"".join(import_module(FORMATS[format_]).render(planned(estate, days), None))


@cache
def _opened(estate: str) -> Opened:
    return open_estate(Folder(EXAMPLES / estate))
