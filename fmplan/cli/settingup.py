"""Setting up the sending of digests: what has to run for these estates, when, and who hears of failures."""

from __future__ import annotations

import getpass
import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import typer

from fmplan.assets.mail import digests_of
from fmplan.cli.cronlines import crontab
from fmplan.cli.exits import Exit
from fmplan.cli.jobs import Job, Setup
from fmplan.cli.options import Estates
from fmplan.cli.saying import say
from fmplan.cli.session import Opened, open_estates
from fmplan.cli.systemdunits import units
from fmplan.exports.plain import acts


def crontab_lines(estates: Estates, at: str) -> Iterator[bytes]:
    """Yield lines for cron. Raises a usage error for a time that is none; ends with 78 where nobody gets mail."""
    return _told(crontab(_setup(estates, at)))


def systemd_units(estates: Estates, at: str) -> Iterator[bytes]:
    """Yield units for systemd, as above."""
    return _told(units(_setup(estates, at)))


def _told(text: str) -> Iterator[bytes]:
    yield text.encode("utf-8", "backslashreplace")


def _setup(estates: Estates, at: str) -> Setup:
    if not re.fullmatch(r"(?:[01]\d|2[0-3]):[0-5]\d", at):
        raise typer.BadParameter(f"write a time of day, for example 07:00; {at!r} is none", param_hint="--at")
    session = open_estates(estates, with_logbook=False)
    sending = [one for one in session.usable if one.estate.mail is not None and any(digests_of(one.estate.mail))]
    if not sending:
        say("fmplan: nobody gets a digest: say who under mail: in estate.yaml")
        session.code = Exit.CONFIGURATION
        session.end()
    for one in sending:
        if acts(str(one.tree.root.resolve())):
            raise typer.BadParameter(f"{one.tree.root.name!r} holds signs that do not show: give it a plain name")
    return Setup(tuple(_jobs(sending)), at, _program(), _user(), _told_of_failures(sending))


def _jobs(sending: list[Opened]) -> Iterator[Job]:
    """Yield a job for each digest and time zone, with the folders of the estates that have it."""
    found: dict[tuple[str, str], list[Path]] = {}
    for one in sending:
        assert one.estate.mail is not None  # noqa: S101 - only such are sending
        for digest, _ in digests_of(one.estate.mail):
            found.setdefault((one.estate.timezone, digest), []).append(one.tree.root.resolve())
    for (zone, digest), folders in sorted(found.items()):
        pulled = tuple(dict.fromkeys(root for folder in folders if (root := _repository(folder)) is not None))
        yield Job(digest, zone, tuple(folders), pulled)


def _repository(folder: Path) -> Path | None:
    """Return the folder of the git repository that an estate lies in; None where it lies in none."""
    return next((one for one in (folder, *folder.parents) if (one / ".git").exists()), None)


def _program() -> tuple[str, ...]:
    """Return the command that runs fmplan here, whatever the PATH of cron is."""
    started = Path(sys.argv[0])
    if started.name == "fmplan" and started.is_file():
        return (str(started.absolute()),)
    found = shutil.which("fmplan")
    return (found,) if found else (sys.executable, "-m", "fmplan")


def _user() -> str:
    """Return the name of who runs this, or the number where this computer has no name for it, as in a container."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # the latter from Python 3.13 on
        return f"{os.getuid()}"


def _told_of_failures(sending: list[Opened]) -> str:
    """Return who hears that a run failed: where answers go, else the first who gets a digest, else the sender."""
    for one in sending:
        mail = one.estate.mail
        if mail is not None and mail.reply_to is not None:
            return mail.reply_to.address
    for one in sending:
        for _, form in digests_of(one.estate.mail) if one.estate.mail is not None else ():
            if form.to:
                return form.to[0].address
    return next(one.estate.mail.from_.address for one in sending if one.estate.mail is not None)
