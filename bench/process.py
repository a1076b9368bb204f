"""Running a command as a whole cold process, and what it cost."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.caches import used_before

ROOT = Path(__file__).resolve().parent.parent


class RunError(Exception):
    """A measured command did not end with 0, or could not be started; the text says how."""


@dataclass(frozen=True, slots=True)
class Cost:
    """`seconds` from start to end, `cpu` of them on a processor, `peak_mb` of memory in 10^6 bytes."""

    seconds: float
    cpu: float
    peak_mb: float


def run_cold(
    command: Sequence[str],
    stdout: Path | None = None,
    environment: Mapping[str, str] | None = None,
    folder: Path = ROOT,
) -> Cost:
    """Run `command` from a folder, else the project's root, its output to the file `stdout` or nowhere.

    Raises RunError. `environment` is over and above the one that this process has. Unless it names a cache, fmplan
    has kept nothing of any estate.
    """
    with (
        Path(stdout or os.devnull).open("wb") as out,
        tempfile.TemporaryFile() as err,
        used_before() as cache,
    ):
        begin = time.perf_counter()
        try:
            process = subprocess.Popen(
                command,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                env=_environment({**cache, **(environment or {})}),
            )
        except OSError as error:
            raise RunError(f"{command[0]}: {error.strerror}") from error
        # wait4 tells what this one child used; RUSAGE_CHILDREN would be the highest of all children so far.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            err.seek(0)
            last = err.read().decode(errors="replace").strip().splitlines()[-1:] or ["it said nothing"]
            raise RunError(f"exit {process.returncode}: {last[0].strip()}")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6)


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    # What is installed has its bytecode beside it. A shell that forbids writing it would have every run of
    # a fresh checkout compile all sources anew, fmplan's and the scripts' alike.
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | dict(more)
