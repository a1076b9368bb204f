from __future__ import annotations

from pathlib import Path

from tests.cli.commands import PUMP, an_estate, fmplan

IMPACT = PUMP.replace("duration: 1 h}", "duration: 1 h, impact: {type: outage, of: water, notice: 1 day}}")


def test_what_is_to_be_posted_this_week_is_told(tmp_path: Path) -> None:
    ended = fmplan("notice", an_estate(tmp_path / "court", assets=IMPACT))
    assert ended.code == 0
    assert ended.out.startswith("Harbour Court\n\n== To be posted ==\n\nWater will be off\n")
    assert ended.out.count("Water will be off") == 1


def test_with_days_named_it_is_for_their_work(tmp_path: Path) -> None:
    ended = fmplan("notice", an_estate(tmp_path / "court", assets=IMPACT), "--month", "2027-06")
    assert "When: Thursday 3 June 2027" in ended.out
    assert "== To be posted later ==" in ended.out


def test_residents_subscribe_to_more_than_a_year(tmp_path: Path) -> None:
    ended = fmplan("notice", an_estate(tmp_path / "court", assets=IMPACT), "--format", "ical")
    assert ended.out.count("BEGIN:VEVENT") == 14


def test_a_portfolio_is_told_estate_by_estate(tmp_path: Path) -> None:
    one, other = (an_estate(tmp_path / name, assets=IMPACT) for name in ("one", "other"))
    for format_ in ("text", "md", "html"):
        assert fmplan("notice", one, other, "--format", format_).out.count("Water will be off") >= 2


def test_it_is_written_into_a_file(tmp_path: Path) -> None:
    told = tmp_path / "notices.html"
    assert fmplan("notice", an_estate(tmp_path / "court", assets=IMPACT), "--format", "html", "-o", told).code == 0
    assert told.read_text(encoding="utf-8").startswith("<!doctype html>")
