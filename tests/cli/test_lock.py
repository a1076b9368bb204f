from __future__ import annotations

from pathlib import Path

from tests.cli.commands import ESTATE, an_estate, fmplan

CHINA = ESTATE.replace("country: none", "country: CN")
BRITISH = f"{ESTATE}standards: [uk-statutory]\n"
SYSTEM = "assets:\n  cellar-1: {class: pressure/system, name: Steam system}\n"
EARLIER = """\
fmplan: 1
days_off: {}
library:
  standards: [uk-statutory]
  classes: [estate, pressure/system]
  schedules:
    uk-pressure-system:
      edition: 2020-01-01
      title: {en: Pressure systems, zh: 压力系统}
      pack: uk-statutory
      applies_to: [pressure/system]
      tasks:
        written-scheme-examination: {name: Examination, every: 26 months, first: 2027-05-10, force: law}
        yearly-look: {name: Yearly look, every: 1 year, first: 2027-06-07}
"""


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


# The library


def _locked(court: Path) -> str:
    return (court / "estate.lock.yaml").read_text(encoding="utf-8")


def test_the_library_tasks_in_use_are_pinned_with_their_edition(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court", BRITISH, SYSTEM)
    ended = fmplan("lock", court)
    assert (ended.code, ended.out) == (0, "")
    assert ended.err.endswith("; 1 task of the library in 1 schedule\n")
    lines = _locked(court).splitlines()
    assert lines[lines.index("library:") :][:5] == [
        "library:",
        "  standards: [uk-statutory]",
        "  classes: [estate, pressure/system]",
        "  schedules:",
        "    uk-pressure-system:",
    ]
    assert "          every: 14 months" in lines
    assert "[no-lock]" not in fmplan("check", court).out


def test_locking_again_changes_nothing_of_the_library(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court", BRITISH, SYSTEM)
    fmplan("lock", court)
    before = _locked(court)
    fmplan("lock", court)
    assert _locked(court) == before
    assert fmplan("lock", court, "--upgrade").out == ""
    assert _locked(court) == before


def test_what_is_pinned_stays_and_what_is_new_is_added(tmp_path: Path) -> None:
    more = f"{SYSTEM}  lift-1: {{class: elevator/escalator, name: Escalator}}\n"
    court = an_estate(tmp_path / "court", BRITISH, more)
    (court / "estate.lock.yaml").write_text(EARLIER)
    assert fmplan("lock", court).code == 0
    assert "26 months" in _locked(court)
    assert "    uk-lift-escalator:" in _locked(court)
    assert "  classes: [elevator/escalator, estate, pressure/system]" in _locked(court)


def test_an_upgrade_shows_the_rules_and_the_dates_that_change(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court", BRITISH, SYSTEM)
    (court / "estate.lock.yaml").write_text(EARLIER)
    ended = fmplan("lock", court, "--upgrade")
    lines = ended.out.splitlines()
    rule = "uk-pressure-system/written-scheme-examination"
    assert f"{rule}: every: 14 months, was 26 months" in lines
    assert f"{rule}: max_gap: 14 months, was nothing" in lines
    assert f"{rule}: first: nothing, was 2027-05-10" in lines
    assert "uk-pressure-system/yearly-look: withdrawn" in lines
    assert "cellar-1/yearly-look/2027-06-07: 2027-06-07: no longer planned" in lines
    assert [line for line in lines if line.startswith("cellar-1/written-scheme-examination/2027-05-10: ")]
    assert "every: 26 months" not in _locked(court)
    assert fmplan("check", court).code == 0


def test_a_task_withdrawn_since_is_a_finding_and_still_planned_until_the_upgrade(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court", BRITISH, SYSTEM)
    (court / "estate.lock.yaml").write_text(EARLIER)
    told = fmplan("check", court)
    assert "[withdrawn-task]" in told.out
    assert "[newer-edition]" in told.out
    assert "Yearly look" in fmplan("calendar", court, "--year", "2027").out


def test_an_upgrade_that_an_override_does_not_fit_says_so(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court", BRITISH, SYSTEM)
    (court / "estate.lock.yaml").write_text(EARLIER)
    (court / "schedules").mkdir()
    own = "schedules: {uk-pressure-system: {tasks: {yearly-look: {every: 6 months, because: ours is old}}}}\n"
    (court / "schedules/own.yaml").write_text(own)
    assert fmplan("calendar", court).code == 0
    ended = fmplan("lock", court, "--upgrade")
    assert ended.code == 0
    told = [line for line in ended.out.splitlines() if "has no task 'yearly-look'" in line]
    assert [line.partition(": ")[0] for line in told] == ["schedules/own.yaml:1:42"]
    assert fmplan("calendar", court).code == 65


def test_an_estate_that_names_no_standards_pins_no_library(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court", ESTATE, SYSTEM)
    assert fmplan("lock", court).code == 0
    assert "\nlibrary:" not in _locked(court)
