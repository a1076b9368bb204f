"""What each sample estate owes at the end of its first year, held as a file: its logbook has real life in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.commands import fmplan
from tests.golden.seen import ESTATES, EXAMPLES, GOLDEN

LAST_DAY = "2027-12-31"


@pytest.mark.parametrize("estate", ESTATES)
def test_what_is_owed_is_told_as_it_was_read(estate: str, request: pytest.FixtureRequest) -> None:
    told = fmplan("overdue", EXAMPLES / estate, "--today", LAST_DAY, "--format", "csv", "--fail-on", "never")
    assert told.code == 0, told.err
    path: Path = GOLDEN / estate / "owed-2027-12-31.csv"
    if request.config.getoption("--update-golden"):
        path.write_text(told.out, encoding="utf-8", newline="")
    assert told.out == path.read_bytes().decode("utf-8")
