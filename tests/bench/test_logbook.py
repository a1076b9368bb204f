from __future__ import annotations

from pathlib import Path

from bench.logbook import TODAY, number_of_entries, write_logged_estate
from tests.cli.commands import fmplan


def test_the_logbook_is_as_large_as_it_says_and_free_of_findings(tmp_path: Path) -> None:
    estate = write_logged_estate(tmp_path / "bench", 60)
    files = list((estate / "logbook").rglob("*.jsonl"))
    assert sum(len(path.read_text().splitlines()) for path in files) == number_of_entries(60)
    assert "error" not in fmplan("check", estate, "--today", f"{TODAY}").out


def test_a_few_dates_are_owed_and_the_rest_is_done(tmp_path: Path) -> None:
    estate = write_logged_estate(tmp_path / "bench", 60)
    ended = fmplan("overdue", estate, "--today", f"{TODAY}")
    assert ended.code == 1
    assert 1 < int(ended.out.splitlines()[-1].split()[0]) < 60
