"""Estates and plans for tests: the register is a few lines of YAML in the test, the rest stands here.

Unless a test says otherwise the estate begins on 1 January 2027, works seven days a week, has no public
holidays, and is seen on the day before it begins; a task given alone is `check` on the asset `pump`.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from textwrap import dedent, indent
from typing import Any

from msgspec.structs import replace

from fmplan.assets.estate import Estate
from fmplan.dates.day import DATE, ISO
from fmplan.dates.ranges import DateRange, parse_date_range, parse_day
from fmplan.findings import Finding
from fmplan.logbook.entries import EMPTY, Logbook
from fmplan.logbook.read import logbook_of
from fmplan.schedules.load import Schedule
from fmplan.schedules.lock import Lock
from fmplan.schedules.occurrence import Occurrence
from fmplan.schedules.opening import open_register
from fmplan.schedules.plan import Plan, make_plan
from fmplan.schedules.series import Series
from tests.memorytree import MemoryTree

EVERY_DAY = "calendar: {country: none, workweek: [mon, tue, wed, thu, fri, sat, sun]}"
MON_TO_FRI = "calendar: {country: none}"


Act = Mapping[str, Any]
"""A line of the logbook."""


@contextmanager
def ending_within(seconds: float) -> Iterator[None]:
    """Fail, instead of never ending, where a plan takes more processor time than a few assets can need."""

    def too_long(*_: object) -> None:
        raise AssertionError(f"no plan after {seconds} seconds of work")

    before = signal.signal(signal.SIGVTALRM, too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@dataclass(frozen=True)
class Opened:
    """An estate read and assigned, with all that was found on the way."""

    estate: Estate
    schedules: tuple[Schedule, ...]
    series: tuple[Series, ...]
    lock: Lock
    findings: tuple[Finding, ...]

    def plan(
        self,
        span: str = "2027",
        today: str = "2026-12-31",
        logbook: Logbook | Sequence[Act] = EMPTY,
        *,
        only_open: bool = False,
    ) -> Plan:
        """Return the plan of a year ("2027"), of years ("2027..2029") or of days ("2027-02-01..2027-02-28")."""
        if not isinstance(logbook, Logbook):
            logbook = logbook_of(logbook)
        with ending_within(10):
            plan = make_plan(
                self.estate,
                self.series,
                logbook,
                days_between(span),
                parse_day(today),
                self.lock,
                only_open=only_open,
            )
        return replace(plan, findings=(*self.findings, *plan.findings))


def an_estate(files: str | Mapping[str, str | bytes]) -> Opened:
    """Open an estate from its files by path, or from the text of one file of its register."""
    if isinstance(files, str):
        files = {"assets/assets.yaml": dedent(files)}
    files = {"estate.yaml": estate_file(), **files}
    register = open_register(MemoryTree(files))
    assert register.estate is not None, register.findings
    return Opened(register.estate, register.schedules, register.series, register.lock or Lock(), register.findings)


def estate_file(text: str = "") -> str:
    """Return an `estate.yaml` that says what `text` says, and the usual for what it leaves out."""
    usual = {
        "fmplan": "fmplan: 1",
        "estate": "estate: mill-lane",
        "name": "name: Mill Lane",
        "timezone": "timezone: Europe/London",
        "starts": "starts: 2027-01-01",
        "calendar": EVERY_DAY,
        "classes": "classes: {pump: {name: Pump}}",
    }
    text = dedent(text)
    said = {line.partition(":")[0] for line in text.splitlines()}
    return "\n".join([*(line for key, line in usual.items() if key not in said), text]) + "\n"


def an_asset(tasks: str = "", *, id_: str = "pump", asset: str = "") -> str:
    """Return the text of a register with one asset: its tasks and its other keys, each as YAML in block style."""
    lines = [f"  {id_}:", "    class: pump", "    name: Pump", indent(dedent(asset).strip(), "    ")]
    if tasks.strip():
        lines += ["    tasks:", indent(dedent(tasks).strip("\n"), "      ")]
    return "assets:\n" + "\n".join(line for line in lines if line.strip()) + "\n"


def opened(task: str = "", *, tasks: str = "", asset: str = "", estate: str = "", id_: str = "pump") -> Opened:
    """Open an estate of one asset: `task` is the timing of its one task in flow style, or `tasks` all of them."""
    if task:
        tasks = f"check: {{name: Check, {task}}}"
    return an_estate({"estate.yaml": estate_file(estate), "assets/assets.yaml": an_asset(tasks, id_=id_, asset=asset)})


def a_plan(
    task: str = "",
    *,
    tasks: str = "",
    asset: str = "",
    estate: str = "",
    id_: str = "pump",
    span: str = "2027",
    today: str = "2026-12-31",
    logbook: Logbook | Sequence[Act] = EMPTY,
) -> Plan:
    """Plan an estate of one asset, which must be free of errors; `logbook` are the lines of its logbook."""
    one = opened(task, tasks=tasks, asset=asset, estate=estate, id_=id_)
    assert not [finding for finding in one.findings if finding.is_error], one.findings
    return one.plan(span, today, logbook)


def done(on: str, for_: str | None = None, task: str = "check", asset: str = "pump", **keys: Any) -> Act:
    """Return the line that says that a task was done on a day; `for_` is the occurrence it names."""
    return entry("done", on, for_, task, asset, **keys)


def skipped(on: str, for_: str | None = None, task: str = "check", asset: str = "pump") -> Act:
    return entry("skipped", on, for_, task, asset, reason="rain")


def deferred(on: str, to: str, for_: str | None = None, task: str = "check", asset: str = "pump") -> Act:
    return entry("deferred", on, for_, task, asset, to=to, reason="no spare part")


def booked(on: str, to: str, for_: str | None = None, task: str = "check", asset: str = "pump") -> Act:
    return entry("booked", on, for_, task, asset, to=to)


def read(on: str, value: str, meter: str = "hours", asset: str = "pump") -> Act:
    return {"entry": "reading", "on": on, "asset": asset, "meter": meter, "value": value}


def happened(on: str, event: str) -> Act:
    return {"entry": "event", "on": on, "event": event}


def entry(kind: str, on: str, for_: str | None, task: str, asset: str, **keys: Any) -> Act:
    """Return a line about one task of an asset."""
    named = {} if for_ is None else {"for": for_}
    return {"entry": kind, "on": on, "asset": asset, "task": task, **named, **keys}


def states(plan: Plan, task: str = "check", asset: str = "pump") -> dict[str, str]:
    """Return how each occurrence of a series stands, by the end of its key; done ones with the day."""
    return {
        one.key.rpartition("/")[2]: f"{one.status} {ISO[one.done_on]}" if one.done_on is not None else str(one.status)
        for one in occurrences(plan, task, asset)
    }


def days_between(span: str) -> DateRange:
    """Return the days of a year, of several years, or of a range of days."""
    start, _, end = span.partition("..")
    if len(start) == 4:
        return DateRange(parse_day(f"{start}-01-01"), parse_day(f"{end or start}-12-31"))
    return parse_date_range(span)


def occurrences(plan: Plan, task: str = "check", asset: str = "pump") -> list[Occurrence]:
    """Return the occurrences of one series, in the plan's order."""
    return [one for one in plan.occurrences if (one.series.asset.id, one.series.task.id) == (asset, task)]


def due_days(plan: Plan, task: str = "check", asset: str = "pump") -> list[str]:
    return [ISO[one.due] for one in occurrences(plan, task, asset)]


def planned_days(plan: Plan, task: str = "check", asset: str = "pump") -> list[str]:
    return [ISO[one.planned] for one in occurrences(plan, task, asset)]


def keys(plan: Plan, task: str = "check", asset: str = "pump") -> list[str]:
    return [one.key for one in occurrences(plan, task, asset)]


def gaps(days: Sequence[str]) -> list[int]:
    """Return how many days lie between each of the days and the next."""
    numbers = [parse_day(day) for day in days]
    return [after - before for before, after in pairwise(numbers)]


def weekdays(days: Sequence[str]) -> list[str]:
    """Return the names of the days of the week."""
    return [f"{DATE[parse_day(day)]:%a}" for day in days]


def codes(findings: Sequence[Finding]) -> list[str]:
    """Return the codes of findings, each once, sorted."""
    return sorted({finding.code for finding in findings})


def told(plan: Plan) -> list[tuple[object, ...]]:
    """Return all that the occurrences of a plan say, free of the objects they hang on."""
    return [
        (
            one.key,
            ISO[one.due],
            ISO[one.planned],
            ISO[one.latest],
            str(one.status),
            one.limit and ISO[one.limit],
            tuple((ISO[move.start], ISO[move.to], str(move)) for move in one.moved),
            one.covered_by,
            one.covers,
            one.done_on and ISO[one.done_on],
        )
        for one in plan.occurrences
    ]
