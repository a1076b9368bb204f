"""A small estate with a lively logbook: late visits, a deferral, a typhoon, a wrong entry undone, a mark renewed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from fmplan.logbook.entry import id_of
from fmplan.logbook.write import lines_of

TODAY: Final = "2027-06-07"

ESTATE: Final = """\
fmplan: 1
estate: lively
name: {en: Lively Court, zh: 活力苑}
timezone: Asia/Shanghai
starts: 2027-01-01
currency: CNY
calendar: {country: none}
classes: {thing: {name: Thing}}
locations: {tower-1: {name: {en: Tower 1, zh: 1栋}}}
teams:
  lift-co:
    name: {en: Lift contractor, zh: 电梯维保单位}
    contractor: true
    rate: 120
    contract: {number: WX-1, expires: 2027-07-31, notice: 60 days}
  own: {name: {en: Own staff, zh: 自有班组}, rate: 40}
"""

ASSETS: Final = """\
assets:
  lift-1a:
    class: thing
    name: {en: Lift A, zh: A梯}
    location: tower-1/core-a
    criticality: safety
    team: lift-co
    serial: "40123456"
    registration: 梯11浙A00001(18)
    formerly: [lift-3]
    certificates:
      mark: {from: inspection, number: TJ-200, expires: 2027-05, renew_before: 60 days}
      insurance: {expires: 2027-05-31}
    waive: {rope: {because: new rope in 2026, until: 2031-11-02}}
    tasks:
      half-month:
        name: {en: Half-monthly service, zh: 半月维保}
        force: law
        every: 14 days
        max_gap: 15 days
        first: 2027-01-04
        duration: 1 h
        people: 2
        checklist: [{id: A-1-07, text: Levelling, read: {unit: mm, max: 10}}]
      quarter: {name: Quarterly service, every: 3 months, first: 2027-02-01, covers: [half-month], duration: 3 h}
      inspection: {name: Inspection, kind: inspection, force: law, every: 1 year, first: 2027-05-20}
      rope: {name: Rope check, every: 1 year, first: 2027-03-01}
  pump-1:
    class: thing
    name: {en: Fire pump, zh: 消防水泵}
    location: tower-1/roof
    criticality: high
    team: own
    tasks:
      check: {name: Monthly check, every: 1 month, first: 2027-01-10, duration: 30 min, window: {late: 5 days}}
      oil: {name: Oil change, every: 3 months, from: completion, first: 2027-01-20, duration: 2 h}
      look: {name: Daily look, kind: inspection, every: 1 day, duration: 5 min}
      storm: {name: After the typhoon, event: typhoon, within: 2 days}
  ext-1:
    class: thing
    name: Extinguisher 1
    manufactured: 2017-07-10
    tasks: {look: {name: Monthly look, every: 1 month, first: 2027-01-15, ends: 10 years}}
"""


def lively_files() -> dict[str, str]:
    """The estate's files by path, its logbook among them."""
    logbook = lines_of(acts()).decode()
    return {"estate.yaml": ESTATE, "assets/a.yaml": ASSETS, "logbook/all.jsonl": logbook}


def a_lively_estate(folder: Path) -> Path:
    """Write the estate into a new folder and return it."""
    for path, text in lively_files().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def acts() -> list[dict[str, Any]]:
    """What was recorded, each on the evening of its day unless it says otherwise."""
    return [{"recorded": f"{act['on']}T17:00+08:00", **act} for act in _acts()]


def _acts() -> Iterator[dict[str, Any]]:
    yield from _history()
    yield from _services()
    yield _done("2027-02-01", "lift-1a", "quarter", "2027-02-01", minutes=170, evidence=[{"path": "reports/q1.pdf"}])
    put_off = {"for": "2027-05-01", "to": "2027-06-25", "reason": "no parts", "approved": "lin"}
    yield {"entry": "deferred", "on": "2027-05-03", "asset": "lift-1a", "task": "quarter", **put_off}
    yield _done("2027-05-18", "lift-1a", "inspection", "2027-05-20", result="pass", number="TJ-311", next="2028-05")
    for month in range(1, 6):
        late = f"2027-06-0{month}T08:00+08:00"
        day = f"2027-0{month}-1{month}"
        yield _done(day, "pump-1", "check", f"2027-0{month}-10", minutes=35, by=["p-7"], recorded=late)
    yield _done("2027-01-25", "pump-1", "oil", None)
    yield _done("2027-05-02", "pump-1", "oil", "#2")
    yield {"entry": "event", "on": "2027-05-20", "event": "typhoon"}
    yield {"entry": "reading", "on": "2027-05-30", "asset": "pump-1", "meter": "run-hours", "value": "10412"}
    skipped = {"for": "2027-03-15", "reason": "painters <b>in</b> the room"}
    yield {"entry": "skipped", "on": "2027-03-15", "asset": "ext-1", "task": "look", **skipped}
    wrong = _done("2027-02-15", "ext-1", "look", "2027-02-15")
    yield wrong
    yield {"entry": "undone", "on": "2027-02-20", "asset": "ext-1", "undoes": id_of(wrong), "reason": "another one"}


def _history() -> Iterator[dict[str, Any]]:
    """What was done before the plan begins, by the older id; once 18 days lie between two."""
    day = date(2026, 11, 1)
    for gap in (14, 18, 14, 14, 0):
        yield _done(f"{day}", "lift-3", "half-month", None, by=["p-1"])
        day += timedelta(gap)


def _services() -> Iterator[dict[str, Any]]:
    """The services of the lift: each fifth a day late, one left out, three with defects, the last out of bounds."""
    for number in range(1, 12):
        due = date(2027, 1, 4) + timedelta(14 * (number - 1))
        if number in {3, 10}:  # with the quarterly service; and forgotten
            continue
        on = due + timedelta(number % 5 == 0)
        result = "defect" if number in {2, 4, 6} else "ok"
        level = {"A-1-07": "14" if number == 11 else "4"}
        more = {"by": ["p-1", "p-3"], "minutes": 60 + number, "cost": "250", "items": level, "result": result}
        yield _done(f"{on}", "lift-1a", "half-month", f"{due}", **more)


def _done(on: str, asset: str, task: str, named: str | None, **more: Any) -> dict[str, Any]:
    return {"entry": "done", "on": on, "asset": asset, "task": task, **({"for": named} if named else {}), **more}
