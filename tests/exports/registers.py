"""Small registers in memory, with the register in sight: what stands in a test is what is planned."""

from __future__ import annotations

from msgspec.structs import replace

from fmplan.dates.ranges import DateRange, parse_date_range, parse_day
from fmplan.logbook.entries import EMPTY
from fmplan.schedules.lock import Lock
from fmplan.schedules.occurrence import Occurrence
from fmplan.schedules.opening import open_register
from fmplan.schedules.plan import Plan, make_plan
from tests.memorytree import MemoryTree

ESTATE = """\
fmplan: 1
estate: court
name: {en: Harbour Court, zh: 港湾苑}
timezone: Europe/London
starts: 2027-01-01
calendar: {country: none}
locations: {tower-1: {name: {en: Tower 1, zh: 1栋}}}
teams:
  own: {name: {en: Own staff, zh: 自有班组}, trades: [lift], rate: 40}
"""

PUMP = """\
assets:
  pump-1:
    class: pump/fire
    name: {en: Fire pump, zh: 消防水泵}
    location: tower-1/roof
    criticality: safety
    team: own
    tasks:
      check:
        name: {en: Monthly check, zh: 月检}
        kind: inspection
        force: law
        every: 1 month
        first: 2027-03-03
        duration: 30 min
        people: 2
        cost: 10
        impact: {type: outage, of: water, notice: 1 day}
        source: {standard: TSG T5002, clause: "A-1, B", confidence: verified}
"""


def a_plan(
    assets: str = PUMP,
    estate: str = ESTATE,
    schedules: str = "",
    days: str = "2027-03-01..2027-03-31",
    today: str = "2027-03-01",
) -> Plan:
    """The plan of a register; a mistake in the register is a mistake of the test."""
    files = {"estate.yaml": estate, "assets/a.yaml": assets}
    tree = MemoryTree(files | ({"schedules/s.yaml": schedules} if schedules else {}), "court")
    register = open_register(tree)
    assert register.is_whole, register.findings
    assert register.estate is not None
    return make_plan(register.estate, register.series, EMPTY, a_range(days), parse_day(today), Lock())


def a_range(days: str) -> DateRange:
    found = parse_date_range(days)
    assert isinstance(found, DateRange)
    return found


def with_first(plan: Plan, **values: object) -> Plan:
    """The plan with some values of its first occurrence changed."""
    old = plan.occurrences[0]
    new: Occurrence = old._replace(**values)  # type: ignore[arg-type]
    by_series = tuple(tuple(new if one == old else one for one in dates) for dates in plan.by_series)
    return replace(plan, by_series=by_series)


def whole(chunks: object) -> str:
    """All chunks of an export as one text."""
    return b"".join(chunks).decode()  # type: ignore[call-overload]
