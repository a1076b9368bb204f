"""What is to be run to send digests: the values that lines for cron and units for systemd are made of."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct


class Job(Struct, frozen=True):
    """One digest of the estates of one time zone; `repositories` are pulled before it is sent."""

    digest: str
    timezone: str
    folders: tuple[Path, ...]
    repositories: tuple[Path, ...]


class Setup(Struct, frozen=True):
    """All jobs, at what time of day they run, with which program, as which user, and who hears of failures."""

    jobs: tuple[Job, ...]
    at: str
    program: tuple[str, ...]
    user: str
    told: str

    @property
    def timezones(self) -> tuple[str, ...]:
        """The time zones of the jobs, each once."""
        return tuple(dict.fromkeys(job.timezone for job in self.jobs))

    def command(self, job: Job) -> tuple[str, ...]:
        """Return the command of a job."""
        return (*self.program, "mail", job.digest, "--quiet", *map(str, job.folders))
