"""Lines for cron that send digests."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from fmplan.cli.jobs import Job, Setup

_QUARTER: Final = 15

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
    secret = Path.home() / ".config/fmplan/smtp-password"
    head = _HEAD.format(user=setup.user, told=setup.told, secret=secret)
    return "".join([head, *(line for zone in setup.timezones for line in _of_zone(setup, zone))])


def _of_zone(setup: Setup, zone: str) -> Iterator[str]:
    jobs = [job for job in setup.jobs if job.timezone == zone]
    # All time zones of today lie whole quarters of an hour apart.
    often = f"*/{_QUARTER}" if int(setup.at[-2:]) % _QUARTER == 0 else "*"
    log = '"$HOME/fmplan-mail.log"'
    commands = [*_pulls(jobs), *(shlex.join(setup.command(job)) for job in jobs)]
    asked = f'test "$(TZ={shlex.quote(zone)} date +%H:%M)" = {setup.at}'
    line = f"{asked} && {{ {'; '.join(commands)}; }} 2>&1 | tee -a {log}"
    yield f"\n# {setup.at} in {zone}: {', '.join(job.digest for job in jobs)}.\n"
    # To cron a % is the end of the line.
    yield f"{often} * * * * {line.replace('%', chr(92) + '%')}\n"


def _pulls(jobs: Iterable[Job]) -> list[str]:
    """Return a pull for each repository: where it fails, what is there is sent all the same."""
    roots = dict.fromkeys(root for job in jobs for root in job.repositories)
    return [f"git -C {shlex.quote(str(root))} pull --quiet --ff-only" for root in roots]
