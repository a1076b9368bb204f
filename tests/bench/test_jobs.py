from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bench.jobs import Jobs
from bench.process import RunError, run_cold


def test_an_output_of_other_than_the_registers_occurrences_is_a_failure(tmp_path: Path) -> None:
    job = replace(Jobs(tmp_path, 1).script(), expected=31)
    with pytest.raises(RunError, match=r"^30 occurrences instead of 31$"):
        job.run()


def test_a_failed_command_tells_its_last_line() -> None:
    with pytest.raises(RunError, match=r"^exit 3: second$"):
        run_cold(("sh", "-c", "echo first >&2; echo second >&2; exit 3"))


def test_a_command_that_is_not_there_is_a_failure() -> None:
    with pytest.raises(RunError, match=r"^no-such-command: No such file or directory$"):
        run_cold(("no-such-command",))
