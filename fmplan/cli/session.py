"""Opening estates and looking at the clock: the one file that reads it."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from datetime import UTC, datetime, time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn
from zoneinfo import ZoneInfo

import typer
from msgspec import Struct
from msgspec.structs import replace

from fmplan.aside import begin_errands
from fmplan.assets.estate import ESTATE_FILE, Estate
from fmplan.assets.logbookfolder import likely_folder
from fmplan.checks.opening import open_checked
from fmplan.cli.days import day_option
from fmplan.cli.exits import Exit
from fmplan.cli.progress import progress
from fmplan.cli.saying import say
from fmplan.dates.day import DATE, Day
from fmplan.exports.findings import letters
from fmplan.findings import Finding, in_reading_order
from fmplan.logbook.entries import EMPTY, Logbook
from fmplan.logbook.read import Reading
from fmplan.schedules.lock import LOCK_FILE, Lock
from fmplan.schedules.series import Series
from fmplan.tree import Folder, TreeError
from fmplan.yamlfile.codes import UNREADABLE

if TYPE_CHECKING:
    from fmplan.post.deliver import Time
    from fmplan.schedules.load import Schedule

_NOTHING_READ = UNREADABLE | {"no-estate", "unreadable-file"}

_SHOWN: Final = 8
"""So many errors are shown by a command that cannot plan for them; `check` shows all."""


class Opened(Struct, frozen=True):
    """One estate as it was read, with all that is wrong with it. `folder` leads there from where the user stands."""

    tree: Folder
    folder: str
    loaded: Estate | None
    schedules: Sequence[Schedule]
    series: tuple[Series, ...]
    lock: Lock | None
    findings: tuple[Finding, ...]
    logbook: Logbook
    of_logbook: tuple[Finding, ...]

    @property
    def estate(self) -> Estate:
        """The estate itself, of one that is usable."""
        if self.loaded is None:
            raise ValueError(f"{self.tree.name} could not be read")
        return self.loaded

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """What is wrong with the register, and what with the logbook, which stops nothing."""
        return tuple(in_reading_order([*self.findings, *self.of_logbook])) if self.of_logbook else self.findings

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
        return "".join(letters(self.all_findings, self.source, self.folder))

    def hindrances(self) -> str:
        """Return as text why no plan can be made of it: the first errors, and where to see the rest."""
        errors = [finding for finding in self.findings if finding.is_error]
        text = "".join(letters(errors[:_SHOWN], self.source, self.folder))
        if len(errors) > _SHOWN:
            where = shlex.quote(self.folder.rstrip("/") or ".")
            text += f"fmplan: {len(errors) - _SHOWN:,} more errors, shown by: fmplan check {where}\n"
        return text


class Session(Struct, dict=True):
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
                say(one.hindrances().rstrip("\n"))
        if not usable:
            self.end()
        return usable

    def lockable(self, *, upgrade: bool) -> tuple[Opened, ...]:
        """Return the estates a lock can be written for; an upgrade writes anew also what is wrong in the lock."""
        if upgrade:
            self.estates = tuple(map(_without_lock_findings, self.estates))
        return self.usable

    def note(self, text: str, prefix: str = "fmplan: ") -> None:
        """Say a line, unless the user wants quiet."""
        if not self.quiet:
            say(f"{prefix}{text}")

    def end(self) -> NoReturn:
        """End the command with its exit code."""
        raise typer.Exit(self.code)


def _without_lock_findings(opened: Opened) -> Opened:
    return replace(opened, findings=tuple(finding for finding in opened.findings if finding.place.path != LOCK_FILE))


def open_estates(folders: Sequence[Path] | None, *, quiet: bool = False, with_logbook: bool = True) -> Session:
    """Open the estates in these folders, or the nearest one upwards."""
    if quiet:
        progress.be_quiet()
    roots = folders or [nearest_estate()]
    estates = []
    for number, root in enumerate(roots, 1):
        which = f", {number} of {len(roots)}" if len(roots) > 1 else ""
        progress.now(f"reading {Path(root).resolve().name}{which}")
        estates.append(open_estate(Folder(root), with_logbook=with_logbook))
    progress.now("reckoning")
    return Session(tuple(estates), quiet)


def open_estate(tree: Folder, *, with_logbook: bool = True) -> Opened:
    """Read an estate with its schedules, its lock, its series and its logbook, and find all that is wrong with them."""
    folder = likely_folder(tree) if with_logbook else None
    reading = Reading(tree, folder) if folder is not None else None
    register = open_checked(tree, in_use=reading is not None and reading.is_long)
    logbook = EMPTY
    of_logbook: tuple[Finding, ...] = ()
    if reading is not None and (register.estate is None or register.estate.logbook != folder):
        reading.drop()
        reading = None
    if register.estate is not None and with_logbook:
        logbook, wrong = (reading or Reading(tree, register.estate.logbook)).logbook()
        of_logbook = tuple(wrong)
    begin_errands()  # the cores that read the logbook are free again
    return Opened(
        tree,
        _leading(tree.root),
        register.estate,
        register.schedules,
        register.series,
        register.lock,
        register.findings,
        logbook,
        of_logbook,
    )


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
    return _clock(ZoneInfo(opened.estate.timezone)).date().toordinal()


def moment_of(opened: Opened, today: str | None) -> str:
    """Return now in the estate's time zone, `2027-03-02T17:20+08:00`; on a day that was given it is noon.

    So what is recorded on a given day is the same whenever it is recorded.
    """
    zone = ZoneInfo(opened.estate.timezone)
    if today is None:
        return _clock(zone).isoformat(timespec="minutes")
    noon = datetime.combine(DATE[today_of(opened, today)], time(12), zone)
    return noon.isoformat(timespec="minutes")


def local_today(today: str | None) -> Day:
    """Return the day that was given; else today where this computer stands, for an estate that is not there yet."""
    if today is not None:
        return day_option(today, "--today (or FMPLAN_TODAY)")
    return _clock(None).date().toordinal()


def post_time() -> Time:
    """Return time as the post has it: the moment in UTC, seconds that only ever grow, and waiting."""
    from time import monotonic, sleep

    from fmplan.post.deliver import Time

    return Time(lambda: _clock(ZoneInfo("UTC")), monotonic, sleep)


def _clock(zone: ZoneInfo | None) -> datetime:
    """Return now in a time zone, None for this computer's own: the one place that reads the clock."""
    return datetime.now(UTC).astimezone(zone)


def _leading(root: Path) -> str:
    """Return what stands before the paths of findings, so that they lead there from here."""
    return "" if root == Path() else f"{root.as_posix().rstrip('/')}/"
