"""What `fmplan doctor` looks at: each with what was found, and where something is amiss what to do."""

from __future__ import annotations

import locale
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Struct

from fmplan.cli.session import Opened, local_today, open_estate
from fmplan.dates.day import DATE
from fmplan.dates.publicholidays import days_off
from fmplan.exports.plain import one_line
from fmplan.release import RELEASE
from fmplan.schedules.calendars import country_of
from fmplan.tree import Folder

_USUAL_ZONES: Final = ("Asia/Shanghai", "Europe/London", "America/Chicago")
_USUAL_COUNTRIES: Final = ("CN", "GB-ENG", "US-MN")
_PATIENCE: Final = 10


class Examined(Struct, frozen=True):
    """One thing that was looked at: what was found, and where it is amiss what to do."""

    what: str
    found: str
    is_well: bool = True
    remedy: str = ""

    def lines(self) -> Iterator[str]:
        """Yield it as lines to read."""
        yield f"{'ok  ' if self.is_well else 'BAD '} {self.what}: {one_line(self.found)}\n"
        if self.remedy:
            yield f"     {self.remedy}\n"


def examined(folders: Sequence[Path], today: str | None, *, smtp: bool) -> Iterator[Examined]:
    """Yield what was found, one thing after another."""
    opened = [open_estate(Folder(folder), with_logbook=False) for folder in folders]
    usable = [one for one in opened if one.loaded is not None]
    year = DATE[local_today(today)].year
    yield Examined("fmplan", f"{RELEASE}, Python {platform.python_version()}, {platform.system()}")
    yield from (_register(one) for one in opened)
    yield _time_zones([one.estate.timezone for one in usable] or _USUAL_ZONES)
    countries = [country_of(one.estate, "") for one in usable]
    yield from _holidays([one for one in countries if one is not None] if usable else _USUAL_COUNTRIES, year)
    yield _parser()
    yield _git()
    yield _locale()
    yield _state_folder()
    if smtp:
        yield _smtp()


def _register(opened: Opened) -> Examined:
    errors = sum(one.is_error for one in opened.findings)
    name = opened.loaded.id if opened.loaded else opened.tree.name
    if errors:
        found = "1 error" if errors == 1 else f"{errors} errors"
        return Examined(name, f"{found} in the register", is_well=False, remedy="fmplan check tells them.")
    return Examined(name, "the register can be planned")


def _time_zones(names: Sequence[str]) -> Examined:
    what = "time zones"
    for name in names:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return Examined(what, f"{name} is not there", is_well=False, remedy="Install the package tzdata.")
    source = "of the system" if _system_zones() else f"of the package tzdata {_version('tzdata')}"
    return Examined(what, f"{', '.join(dict.fromkeys(names))}, {source}")


def _system_zones() -> bool:
    from zoneinfo import TZPATH

    return any(Path(folder, "Europe/London").is_file() for folder in TZPATH)


def _holidays(countries: Sequence[str], year: int) -> Iterator[Examined]:
    what = f"holidays {_version('holidays')}"
    if not countries:
        yield Examined(what, "no country asked for")
    for country in dict.fromkeys(countries):
        try:
            years = {one: days_off(country, one).provisional for one in (year, year + 1)}
        except ValueError as error:
            yield Examined(what, str(error), is_well=False, remedy="Correct country: in the calendar of estate.yaml.")
            continue
        late = [str(one) for one, provisional in years.items() if provisional]
        said = f"{', '.join(late)} not announced yet" if late else f"{year} and {year + 1} are known"
        yield Examined(what, f"{country}: {said}")


def _parser() -> Examined:
    what = "YAML parser"
    if find_spec("_ruamel_yaml") is not None:
        return Examined(what, f"in C, ruamel.yaml.clib {_version('ruamel.yaml.clib')}")
    return Examined(
        what,
        "in Python, six times slower",
        is_well=False,
        remedy="Install the package ruamel.yaml.clib; all works without it, more slowly.",
    )


def _git() -> Examined:
    program = shutil.which("git")
    if program is None:
        return Examined(
            "git",
            "not there",
            is_well=False,
            remedy="Install git: without it nobody knows when a register changed, or who records.",
        )
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, timeout=_PATIENCE, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError) as error:
        return Examined("git", f"{program} does not run: {error}", is_well=False, remedy="Install git anew.")
    return Examined("git", answer.stdout.decode("utf-8", "replace").removeprefix("git version "))


def _locale() -> Examined:
    encodings = {
        "files": sys.getfilesystemencoding(),
        "text": locale.getpreferredencoding(do_setlocale=False),
        "output": getattr(sys.stdout, "encoding", None) or "utf-8",
    }
    other = [f"{what} in {name}" for what, name in encodings.items() if name.lower().replace("-", "") != "utf8"]
    if other:
        return Examined(
            "locale", ", ".join(other), is_well=False, remedy="Set LANG=C.UTF-8, or PYTHONUTF8=1, also for cron."
        )
    return Examined("locale", "UTF-8")


def _state_folder() -> Examined:
    from fmplan.post.journal import JournalError, read_journal
    from fmplan.post.statefolder import JOURNAL, NoStateFolderError, state_folder

    what = "state folder"
    try:
        folder = state_folder(os.environ)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with NamedTemporaryFile(dir=folder) as probe:
            probe.write(b"\n" * 4096)
            probe.flush()
        sent = len(read_journal(folder / JOURNAL))
    except (NoStateFolderError, JournalError) as error:
        return Examined(what, str(error), is_well=False, remedy="No digest is sent until this is mended.")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Examined(
            what,
            f"{folder} cannot be written: {reason}",
            is_well=False,
            remedy="No digest is sent until it can: mend it, or name another with XDG_STATE_HOME.",
        )
    return Examined(what, f"{folder}, {sent:,} messages in the journal")


def _smtp() -> Examined:
    from fmplan.cli.posting import smtp
    from fmplan.post.way import WayError

    try:
        return Examined("mail server", f"{smtp().check()}; nothing was sent")
    except WayError as error:
        return Examined("mail server", str(error), is_well=False, remedy="See docs/cron.md for how mail gets out.")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "of unknown release"
