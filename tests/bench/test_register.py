from __future__ import annotations

from datetime import date
from pathlib import Path

from bench.estate import write_estate
from bench.register import START, assets, occurrences


def test_the_same_size_gives_the_same_files(tmp_path: Path) -> None:
    assert _files(write_estate(tmp_path / "one", 20)) == _files(write_estate(tmp_path / "two", 20))


def test_each_file_holds_at_most_a_thousand_assets(tmp_path: Path) -> None:
    files = _files(write_estate(tmp_path / "estate", 1_001))
    counts = {path: text.count("    class:") for path, text in files.items()}
    assert counts == {"assets/plant-001.yaml": 1_000, "assets/plant-002.yaml": 1, "estate.yaml": 0}


def test_a_larger_register_begins_with_the_smaller() -> None:
    assert list(assets(30))[:20] == list(assets(20))


def test_every_task_was_last_done_inside_the_period_before_the_start() -> None:
    earliest = {"half-month": date(2026, 12, 17), "quarter": date(2026, 10, 1), "year": date(2026, 1, 1)}
    tasks = [task for asset in assets(1_000) for task in asset.tasks]
    assert [task for task in tasks if not earliest[task.id] <= task.last < START] == []


def test_no_monthly_date_can_be_clamped() -> None:
    days = {task.last.day for asset in assets(1_000) for task in asset.tasks if task.months}
    assert days == set(range(1, 29))


def test_an_asset_has_24_or_25_half_months_four_quarters_and_a_year() -> None:
    # Of 15 assets in a row, five begin early enough for a 25th visit.
    assert occurrences(15) == 15 * (24 + 4 + 1) + 5


def _files(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in sorted(folder.rglob("*.yaml"))}
