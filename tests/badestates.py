"""The estates below `tests/estates/bad/`: each the smallest that provokes one finding, with its whole expected text.

A folder is named for the code of its finding; further cases of one code have a name of their own behind two
hyphens. What is too large to keep, or cannot be kept in git, is written by `BUILT` when it is needed.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from fmplan.assets.passedover import passed_over
from fmplan.checks.run import findings_of
from fmplan.checks.situation import Situation
from fmplan.dates.publicholidays import days_off
from fmplan.dates.ranges import parse_date_range, parse_day
from fmplan.exports.findings import letters
from fmplan.findings import Finding, in_reading_order
from fmplan.logbook.read import read_logbook
from fmplan.schedules.acquainted import unknown_in
from fmplan.schedules.bounds import out_of_bounds
from fmplan.schedules.faroff import far_off
from fmplan.schedules.lock import LOCK_FILE, Lock, PinnedLibrary
from fmplan.schedules.lockfile import written_lock
from fmplan.schedules.opening import library_of, open_register
from fmplan.schedules.plan import make_plan
from fmplan.schedules.proof import unproven
from fmplan.tree import Folder, Tree, TreeError

BAD = Path(__file__).parent / "estates" / "bad"

_ESTATE = "fmplan: 1\nestate: mill-lane\nname: Mill Lane\ntimezone: Europe/London\nstarts: 2027-01-01\n"


def _too_large(folder: Path) -> None:
    line = "  # one more line that says nothing at all, as a program that writes registers might leave behind\n"
    (folder / "assets/pumps.yaml").write_text("assets:\n" + line * (20_000_000 // len(line) + 1))


def _too_long(folder: Path) -> None:
    (folder / "assets/pumps.yaml").write_text(f"assets: {{pump-1: {{class: pump, name: {'x' * 1_100_000}}}}}\n")


def _in_a_circle(folder: Path) -> None:
    (folder / "assets/cellar").symlink_to(".", target_is_directory=True)


def _logbook_in_a_circle(folder: Path) -> None:
    (folder / "logbook").mkdir()
    (folder / "logbook/old").symlink_to(".", target_is_directory=True)


def _pinned(folder: Path) -> None:
    """Write the lock of an estate with the library as it is now: its editions would grow old in a file."""
    register = open_register(Folder(folder))
    assert register.estate is not None
    used = frozenset(asset.class_ for asset in register.estate.assets.values())
    library = PinnedLibrary(frozenset(register.estate.standards), used, library_of(register.estate, None))
    (folder / LOCK_FILE).write_text(written_lock({}, library), encoding="utf-8")


def _pinned_and_edited(folder: Path) -> None:
    """Write the lock, and then a longer period into it than the library has."""
    shutil.copytree(BAD / "edited-lock", folder, dirs_exist_ok=True)
    _pinned(folder)
    lock = folder / LOCK_FILE
    lock.write_text(lock.read_text("utf-8").replace("every: 14 months", "every: 30 months"), encoding="utf-8")


def _pinned_without_good_friday(folder: Path) -> None:
    """Write the lock as the installed data have it, and then a day off less and another one more."""
    shutil.copytree(BAD / "edited-days-off", folder, dirs_exist_ok=True)
    year = days_off("GB-ENG", 2027)
    good_friday, extra = parse_day("2027-03-26"), parse_day("2027-06-04")
    edited = {day: name for day, name in year.off.items() if day != good_friday} | {extra: "Fair"}
    lock = written_lock({("GB-ENG", 2026): days_off("GB-ENG", 2026), ("GB-ENG", 2027): replace(year, off=edited)})
    (folder / LOCK_FILE).write_text(lock, encoding="utf-8")


LOCKED = frozenset(
    {
        "endless-waiver",
        "fact-not-number--of-the-library",
        "idle-override--no-asset",
        "laxer-than-rule",
        "laxer-than-rule--when",
        "no-hours--of-the-library",
        "no-option--of-the-library",
        "no-reason",
        "no-team--nobody",
        "no-team--of-the-library",
        "no-team--several-trades-of-the-library",
        "overridden-schedule",
        "overridden-schedule--duty-of-an-asset",
        "unknown-fact-value",
        "unknown-holiday--of-the-library",
        "unknown-task--of-the-library",
        "unnamed-pack",
    }
)
"""Estates that use the library and have nothing to say of their lock."""

BUILT: dict[str, Callable[[Path], None]] = {
    "edited-days-off": _pinned_without_good_friday,
    "edited-lock": _pinned_and_edited,
    "file-too-large": _too_large,
    "line-too-long": _too_long,
    "unreadable-file": _in_a_circle,
    "unreadable-file--of-the-logbook": _logbook_in_a_circle,
}


def bad_estate(name: str, spare: Path) -> Path:
    """Return the folder of a bad estate; one that is built is built below `spare`."""
    if name in LOCKED:
        _pinned(copied := shutil.copytree(BAD / name, spare / name))
        return copied
    if name not in BUILT:
        return BAD / name
    (spare / "assets").mkdir()
    (spare / "estate.yaml").write_text(_ESTATE)
    BUILT[name](spare)
    return spare


def found_in(tree: Folder) -> list[Finding]:
    """Return all that is wrong with an estate on 1 January 2027, with a plan of that year where one can be made."""
    register = open_register(tree)
    findings = [*register.findings, *passed_over(tree)]
    estate, series, lock = register.estate, register.series, register.lock
    if estate is not None:
        found = findings_of(Situation(estate, register.schedules, series, lock, register.is_whole))
        logbook, of_logbook = read_logbook(tree, estate.logbook)
        findings += [*found, *of_logbook, *unproven(series, logbook), *out_of_bounds(estate, series, logbook)]
        findings += unknown_in(logbook, estate, series)
        findings += far_off(estate, series, parse_day("2027-01-01"))
        if register.is_whole and not any(finding.is_error for finding in found):
            year = parse_date_range("2027-01-01..2027-12-31")
            findings += make_plan(estate, series, logbook, year, parse_day("2027-01-01"), lock or Lock()).findings
    return in_reading_order(findings)


def told_of(tree: Tree, findings: list[Finding]) -> str:
    """Return findings as `fmplan check` tells them."""

    def source(path: str) -> str | None:
        try:
            return tree.read(path).decode("utf-8", "replace")
        except TreeError:
            return None

    return "".join(letters(findings, source))


def told_in(folder: Path) -> str:
    """Return the whole text of `fmplan check` for a folder."""
    tree = Folder(folder)
    # The folder's own name would stand in the text otherwise.
    return told_of(tree, found_in(tree)).replace(str(folder), "ESTATE")
