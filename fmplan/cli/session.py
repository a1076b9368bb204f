"""Opening estates and looking at the clock: the one file that reads it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

import typer

from fmplan.assets.estate import Asset, Estate
from fmplan.assets.load import ESTATE_FILE, load_estate
from fmplan.cli.days import day_option, range_of
from fmplan.cli.exits import Exit
from fmplan.cli.options import Days, Which
from fmplan.cli.saying import say
from fmplan.dates.day import Day
from fmplan.dates.ranges import DateRange
from fmplan.exports.findings import letters, line_of
from fmplan.exports.portfolio import Plans
from fmplan.exports.selection import ALL, Selection, select
from fmplan.findings import Finding, in_reading_order
from fmplan.logbook.entries import EMPTY
from fmplan.schedules.assign import assign
from fmplan.schedules.calendars import unknown_countries
from fmplan.schedules.load import Schedule, load_schedules
from fmplan.schedules.lock import LOCK_FILE, Lock, read_lock
from fmplan.schedules.plan import Plan, make_plan
from fmplan.schedules.series import Series
from fmplan.tree import Folder, TreeError
from fmplan.yamlfile.reader import UNREADABLE

_NOTHING_READ = UNREADABLE | {"no-estate", "unreadable-file"}


@dataclass(frozen=True)
class Opened:
    """One estate as it was read, with all that is wrong with it. `folder` leads there from where the user stands."""

    tree: Folder
    folder: str
    loaded: Estate | None
    schedules: tuple[Schedule, ...]
    series: tuple[Series, ...]
    lock: Lock | None
    findings: tuple[Finding, ...]

    @property
    def estate(self) -> Estate:
        """The estate itself, of one that is usable."""
        if self.loaded is None:
            raise ValueError(f"{self.tree.name} could not be read")
        return self.loaded

    @property
    def is_usable(self) -> bool:
        """Whether a plan can be made of it."""
        return self.loaded is not None and not any(finding.is_error for finding in self.findings)

    @property
    def was_read(self) -> bool:
        """Whether every file of it could be read at all."""
        return not any(finding.code in _NOTHING_READ for finding in self.findings)

    def source(self, path: str) -> str | None:
        """Return the text of one of its files, for excerpts; None where it cannot be read."""
        try:
            return self.tree.read(path).decode("utf-8", "replace")
        except TreeError:
            return None

    def letters(self) -> str:
        """Return all findings as text."""
        return "".join(letters(self.findings, self.source, self.folder))


@dataclass
class Session:
    """The estates that a command was asked about, in the order they were named; `code` is what it will end with."""

    estates: tuple[Opened, ...]
    quiet: bool
    code: Exit = Exit.NOTHING

    @property
    def is_portfolio(self) -> bool:
        """Whether several estates were named."""
        return len(self.estates) > 1

    @cached_property
    def usable(self) -> tuple[Opened, ...]:
        """The estates a plan can be made of; what is wrong with the others goes to standard error."""
        usable = tuple(one for one in self.estates if one.is_usable)
        for one in self.estates:
            if not one.is_usable:
                self.code = Exit.UNUSABLE
                say(one.letters().rstrip("\n"))
        if not usable:
            self.end()
        return usable

    def plans(self, days: Days, which: Which, default: Callable[[Day], DateRange]) -> Plans:
        """Return the plan of the one estate, or those of a portfolio; ends the command where there is none."""
        plans = [plan_of(one, days, default) for one in self.usable]
        for one, plan in zip(self.usable, plans, strict=True):
            self._tell(one, plan)
        selection = selection_of(which)
        selected = [select(plan, selection) for plan in plans]
        if selection != ALL and not any(plan.series for plan in selected):
            self.note("nothing in the register fits this selection")
        return selected if self.is_portfolio else selected[0]

    def plan_of_asset(self, opened: Opened, asset: Asset, days: Days, default: Callable[[Day], DateRange]) -> Plan:
        """Return the plan of one asset alone: what one asset does never moves another."""
        series = tuple(one for one in opened.series if one.asset is asset)
        plan = plan_of(replace(opened, series=series, findings=()), days, default)
        self._tell(opened, plan)
        return plan

    def lockable(self, *, upgrade: bool) -> tuple[Opened, ...]:
        """Return the estates a lock can be written for; an upgrade writes anew also what is wrong in the lock."""
        if upgrade:
            self.estates = tuple(map(_without_lock_findings, self.estates))
        return self.usable

    def _tell(self, opened: Opened, plan: Plan) -> None:
        """Say in one line each what travels with a plan without stopping it."""
        for finding in (*opened.findings, *plan.findings):
            self.note(line_of(finding, opened.folder), prefix="")

    def note(self, text: str, prefix: str = "fmplan: ") -> None:
        """Say a line, unless the user wants quiet."""
        if not self.quiet:
            say(f"{prefix}{text}")

    def end(self) -> NoReturn:
        """End the command with its exit code."""
        raise typer.Exit(self.code)


def _without_lock_findings(opened: Opened) -> Opened:
    return replace(opened, findings=tuple(finding for finding in opened.findings if finding.place.path != LOCK_FILE))


def open_estates(folders: Sequence[Path] | None, *, quiet: bool = False) -> Session:
    """Open the estates in these folders, or the nearest one upwards."""
    return Session(tuple(open_estate(Folder(root)) for root in folders or [nearest_estate()]), quiet)


def open_estate(tree: Folder) -> Opened:
    """Read an estate with its schedules, its lock and its series, and all that is wrong with them."""
    estate, findings = load_estate(tree)
    schedules, more = load_schedules(tree)
    lock, of_lock = read_lock(tree)
    series: tuple[Series, ...] = ()
    findings += [*more, *of_lock]
    if estate is not None:
        series, of_series = assign(estate, schedules)
        findings += [*of_series, *unknown_countries(estate, lock or Lock())]
    return Opened(tree, _leading(tree.root), estate, schedules, series, lock, tuple(in_reading_order(findings)))


def nearest_estate() -> Path:
    """Return the folder of the nearest estate.yaml from here upwards, as git finds its root; else this one."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / ESTATE_FILE).is_file():
            return Path(os.path.relpath(folder, here))
    return Path()


def today_of(opened: Opened, today: str | None) -> Day:
    """Return the day that was given; else today in the estate's time zone. Raises a usage error for no day."""
    if today is not None:
        return day_option(today, "--today (or FMPLAN_TODAY)")
    return datetime.now(ZoneInfo(opened.estate.timezone)).date().toordinal()


def local_today(today: str | None) -> Day:
    """Return the day that was given; else today where this computer stands, for an estate that is not there yet."""
    if today is not None:
        return day_option(today, "--today (or FMPLAN_TODAY)")
    return datetime.now().astimezone().date().toordinal()


def plan_of(opened: Opened, days: Days, default: Callable[[Day], DateRange]) -> Plan:
    """Return the plan of a usable estate for the days that were asked for."""
    today = today_of(opened, days.today)
    range_ = range_of(days, today, default)
    return make_plan(opened.estate, opened.series, EMPTY, range_, today, opened.lock or Lock())


def selection_of(which: Which) -> Selection:
    """Return what the options select."""
    return Selection(
        assets=tuple(which.asset or ()),
        classes=tuple(_path(one) for one in which.class_ or ()),
        tasks=tuple(which.task or ()),
        kinds=tuple(which.kind or ()),
        forces=tuple(which.force or ()),
        teams=tuple(which.team or ()),
        locations=tuple(_path(one) for one in which.location or ()),
    )


def _path(text: str) -> str:
    return text.strip("/")


def _leading(root: Path) -> str:
    """Return what stands before the paths of findings, so that they lead there from here."""
    return "" if root == Path() else f"{root.as_posix().rstrip('/')}/"
