"""Units for systemd that send digests: for each a service and a timer, and a service that tells of failures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from fmplan.cli.jobs import Job, Setup

_HEAD: Final = """\
# Units for systemd that send the digests of fmplan. Each part goes into the file its first line names; then:
#   systemctl daemon-reload && systemctl enable --now {timers}
# `journalctl --unit 'fmplan-*'` is the log, `systemctl list-timers 'fmplan-*'` tells when they run. See docs/cron.md.
"""
_SERVICE: Final = """
# /etc/systemd/system/{name}.service
[Unit]
Description=The {digest} digest of fmplan, {zone}
Wants=network-online.target
After=network-online.target
OnFailure=fmplan-mail-failed@%n.service
# Twelve tries, a quarter of an hour apart, before it counts as failed.
StartLimitIntervalSec=6h
StartLimitBurst=12

[Service]
Type=exec
User={user}
Environment=FMPLAN_SMTP_URL=smtp+starttls://user@mail.example.com:587
# The password, in a file of root's; without one (a relay that asks for none) take both lines out.
LoadCredential=smtp-password:/etc/fmplan/smtp-password
Environment="FMPLAN_SMTP_PASSWORD_COMMAND=/bin/cat %d/smtp-password"
# The journal of what was sent: /var/lib/fmplan.
Environment=XDG_STATE_HOME=/var/lib
StateDirectory=fmplan
{pulls}ExecStart={command}
# 75: the server took no mail for now.
RestartForceExitStatus=75
RestartSec=15min
NoNewPrivileges=yes
PrivateTmp=yes
"""
_TIMER: Final = """
# /etc/systemd/system/{name}.timer
[Unit]
Description=When the {digest} digest of fmplan is sent

[Timer]
# Every day: what is not due, or was sent, is not sent. A day that the computer was off is made up for.
OnCalendar=*-*-* {at}:00 {zone}
Persistent=true

[Install]
WantedBy=timers.target
"""
_FAILED: Final = """
# /etc/systemd/system/fmplan-mail-failed@.service
[Unit]
Description=Tells that %i has failed

[Service]
Type=oneshot
ExecStart=/bin/sh -c '{{ echo "To: {told}"; echo "Subject: %i has failed"; echo; \\
    journalctl --unit=%i --lines=40 --no-pager; }} | /usr/sbin/sendmail -t'
"""


def units(setup: Setup) -> str:
    """Return the units, each behind a line that names its file."""
    names = {job: _name(setup, job) for job in setup.jobs}
    parts = [_HEAD.format(timers=" ".join(f"{name}.timer" for name in names.values()))]
    for job, name in names.items():
        values = {"name": name, "digest": job.digest, "zone": job.timezone, "at": setup.at}
        command = " ".join(map(_word, setup.command(job)))
        parts.append(_SERVICE.format(**values, user=setup.user, pulls="".join(_pulls(job)), command=command))
        parts.append(_TIMER.format(**values))
    parts.append(_FAILED.format(told=_plain(setup.told)))
    return "".join(parts)


def _name(setup: Setup, job: Job) -> str:
    """Return what a job is called; where there are several time zones, with its own."""
    if len(setup.timezones) == 1:
        return f"fmplan-mail-{job.digest}"
    return f"fmplan-mail-{job.digest}-{job.timezone.replace('/', '-').lower()}"


def _pulls(job: Job) -> Iterator[str]:
    """Yield a pull for each repository: with the hyphen, what is there is sent also where it fails."""
    for root in job.repositories:
        words: Iterable[str] = ("git", "-C", str(root), "pull", "--quiet", "--ff-only")
        yield f"ExecStartPre=-/usr/bin/env {' '.join(map(_word, words))}\n"


def _word(text: str) -> str:
    """Return one word of a command line as systemd reads it back."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"' if escaped != text or any(sign.isspace() or sign in "';" for sign in text) else text


def _plain(text: str) -> str:
    """Return an address as it may stand in a quoted command of a shell in a unit."""
    return "".join(sign for sign in text if sign.isalnum() or sign in "@.+-_=").replace("%", "%%")
