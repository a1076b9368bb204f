"""Lines for cron that send digests."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from fmplan.cli.jobs import Job, Setup

_QUARTER: Final = 15
_DAY: Final = 24 * 60
_LONGEST: Final = 900
"""Many a cron has room for a command of 999 bytes, and says nothing of what it leaves out."""

_HEAD: Final = """\
# Digests of fmplan. Put these lines into the crontab of {user}: crontab -e. See docs/cron.md.
# Every run sends what is due and was not sent: a day that was missed is made up for, nothing goes out twice.
SHELL=/bin/sh
# Whatever is printed means that something failed: cron mails it here, by the mail of this computer itself.
MAILTO={told}
# By which server the digests leave; its password stands in a file that nobody else can read.
FMPLAN_SMTP_URL=smtp+starttls://user@mail.example.com:587
FMPLAN_SMTP_PASSWORD_FILE={secret}
"""


def crontab(setup: Setup) -> str:
    """Return the lines of a crontab: for each time zone one that asks what time it is there.

    cron knows one time zone, that of its computer, and not every cron another (CRON_TZ); asking works with all of
    them, and on the days when the clocks change.
    """
    head = _HEAD.format(user=setup.user, told=setup.told, secret=_secret())
    return "".join([head, *(line for zone in setup.timezones for line in _of_zone(setup, zone))])


def _secret() -> Path:
    """Return where the password is to stand; where nobody says whose home this is, below that of who runs the line."""
    below = Path(".config/fmplan/smtp-password")
    try:
        return Path.home() / below
    except RuntimeError:
        return "~" / below  # fmplan itself knows what that means


def _of_zone(setup: Setup, zone: str) -> Iterator[str]:
    jobs = [job for job in setup.jobs if job.timezone == zone]
    yield f"\n# {setup.at} in {zone}: {', '.join(job.digest for job in jobs)}.\n"
    hours, minutes = map(int, setup.at.split(":"))
    for number, some in enumerate(_shared_out(setup, jobs)):
        # What has no room in a line goes out a minute later: two pulls of one repository at once would quarrel.
        at = (hours * 60 + minutes + number) % _DAY
        past = at % _QUARTER
        # All time zones of today lie whole quarters of an hour apart.
        often = f"{past}-59/{_QUARTER}" if past else f"*/{_QUARTER}"
        yield f"{often} * * * * {_command(setup, some, f'{at // 60:02}:{at % 60:02}')}\n"


def _shared_out(setup: Setup, jobs: Sequence[Job]) -> Iterator[list[Job]]:
    """Yield the jobs, with as many of their estates at a time as a line has room for."""
    some: list[Job] = []
    for job in jobs:
        for folder in job.folders:
            more = _with(some, job, folder)
            if some and len(_command(setup, more, setup.at).encode()) > _LONGEST:
                yield some
                more = _with([], job, folder)
            some = more
    yield some


def _with(jobs: Sequence[Job], job: Job, folder: Path) -> list[Job]:
    """Return jobs with one estate of a job more."""
    pulled = tuple(root for root in job.repositories if folder.is_relative_to(root))
    if not jobs or jobs[-1].digest != job.digest:
        return [*jobs, replace(job, folders=(folder,), repositories=pulled)]
    last = jobs[-1]
    repositories = tuple(dict.fromkeys((*last.repositories, *pulled)))
    return [*jobs[:-1], replace(last, folders=(*last.folders, folder), repositories=repositories)]


def _command(setup: Setup, jobs: Sequence[Job], at: str) -> str:
    """Return the command of a line, that does some jobs where it is this time in their time zone."""
    commands = [*_pulls(jobs), *(shlex.join(setup.command(job)) for job in jobs)]
    asked = f'test "$(TZ={shlex.quote(jobs[0].timezone)} date +%H:%M)" = {at}'
    line = f'{asked} && {{ {"; ".join(commands)}; }} 2>&1 | tee -a "$HOME/fmplan-mail.log"'
    # To cron a % is the end of the line.
    return line.replace("%", chr(92) + "%")


def _pulls(jobs: Iterable[Job]) -> list[str]:
    """Return a pull for each repository: where it fails, what is there is sent all the same."""
    roots = dict.fromkeys(root for job in jobs for root in job.repositories)
    return [f"git -C {shlex.quote(str(root))} pull --quiet --ff-only" for root in roots]
