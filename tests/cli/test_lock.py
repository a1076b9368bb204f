from __future__ import annotations

from pathlib import Path

from tests.cli.commands import ESTATE, an_estate, fmplan

CHINA = ESTATE.replace("country: none", "country: CN")


def _years(folder: Path) -> list[str]:
    text = (folder / "estate.lock.yaml").read_text(encoding="utf-8")
    return [line.strip(" :") for line in text.splitlines() if line.startswith("    ") and line.strip(" :").isdigit()]


def test_the_years_around_start_and_today_are_pinned(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court", CHINA)
    ended = fmplan("lock", court, "--today", "2028-05-05")
    assert (ended.code, ended.out) == (0, "")
    assert _years(court) == [str(year) for year in range(2026, 2033)]
    assert fmplan("check", court).code == 0


def test_pinned_years_stay_and_missing_ones_are_added(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court", CHINA)
    (court / "estate.lock.yaml").write_text(
        "fmplan: 1\ndays_off:\n  CN:\n    2027:\n      source: the notice\n"
        '      off:\n        2027-06-01: "A day of ours"\n'
    )
    assert fmplan("lock", court).code == 0
    text = (court / "estate.lock.yaml").read_text()
    assert '        2027-06-01: "A day of ours"\n' in text
    assert _years(court) == [str(year) for year in range(2026, 2032)]
    assert text.count("2027-10-01") == 0


def test_an_upgrade_shows_the_days_that_change(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court", CHINA)
    fmplan("lock", court)
    path = court / "estate.lock.yaml"
    original = path.read_text()
    path.write_text(original.replace('2026-10-01: "', '2026-11-02: "'))
    ended = fmplan("lock", court, "--upgrade")
    assert ended.code == 0
    assert [line.split(":")[0] for line in ended.out.splitlines()] == ["CN 2026-10-01", "CN 2026-11-02"]
    assert ended.out.splitlines()[1].startswith("CN 2026-11-02: an ordinary day, was off (")
    assert path.read_text() == original


def test_locking_twice_changes_nothing(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court", CHINA)
    fmplan("lock", court)
    before = (court / "estate.lock.yaml").read_text()
    assert fmplan("lock", court).code == 0
    assert fmplan("lock", court, "--upgrade").out == ""
    assert (court / "estate.lock.yaml").read_text() == before


def test_a_broken_lock_is_65_until_an_upgrade_writes_it_anew(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court", CHINA)
    (court / "estate.lock.yaml").write_text("fmplan: 1\ndays_off: {CN: {2027: {source: x, off: {soon: y}}}}\n")
    assert fmplan("calendar", court).code == 65
    assert fmplan("lock", court).code == 65
    assert fmplan("lock", court, "--upgrade").code == 0
    assert fmplan("calendar", court).code == 0


def test_a_broken_register_is_65_and_not_locked(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court", CHINA.replace("country: CN", "country: ZZ"))
    assert fmplan("lock", court).code == 65
    assert not (court / "estate.lock.yaml").exists()


def test_without_public_holidays_the_lock_is_empty(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court")
    assert fmplan("lock", court).err.endswith("no country: no calendar of this estate has public holidays\n")
    assert "days_off: {}" in (court / "estate.lock.yaml").read_text()
