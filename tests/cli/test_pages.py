from __future__ import annotations

import json
import re
from pathlib import Path

from tests.cli.commands import PUMP, an_estate, fmplan


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_the_page_is_one_file(tmp_path: Path) -> None:
    told = tmp_path / "plan.html"
    assert fmplan("export", "html", an_estate(tmp_path / "court"), "-o", told).code == 0
    assert told.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert _files(tmp_path) == ["court/assets/pumps.yaml", "court/estate.yaml", "plan.html"]


def test_what_was_owed_before_the_days_shown_stands_on_it(tmp_path: Path) -> None:
    ended = fmplan("export", "html", an_estate(tmp_path / "court"), "--month", "2027-05", FMPLAN_TODAY="2027-05-01")
    found = re.search(r'id="data">(.*?)</script>', ended.out, re.DOTALL)
    assert found
    assert [debt["l"] for debt in json.loads(found[1])["estates"][0]["owed"]] == ["2027-03-03", "2027-04-05"]


def test_a_site_has_a_page_and_a_calendar_for_each_team(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert fmplan("export", "html", an_estate(tmp_path / "court"), "--site", site).code == 0
    assert _files(site) == ["calendars/index.html", "calendars/own.ics", "index.html", "own.html"]
    index, team = ((site / name).read_text(encoding="utf-8") for name in ("index.html", "own.html"))
    assert 'href="own.html"' in index
    assert 'href="calendars/own.ics"' in team
    for page in (index, team):
        assert all((site / link).exists() for link in re.findall(r'href="([^"#:]+)"', page))


def test_the_same_site_is_written_again(tmp_path: Path) -> None:
    estate, site = an_estate(tmp_path / "court"), tmp_path / "site"
    fmplan("export", "html", estate, "--site", site)
    before = {name: (site / name).read_bytes() for name in _files(site)}
    assert fmplan("export", "html", estate, "--site", site).code == 0
    assert {name: (site / name).read_bytes() for name in _files(site)} == before


def test_a_page_of_somebody_else_is_never_replaced(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("mine", encoding="utf-8")
    ended = fmplan("export", "html", an_estate(tmp_path / "court"), "--site", site)
    assert ended.code == 74
    assert "not of fmplan's making" in ended.err
    assert _files(site) == ["index.html"]


def test_a_site_is_asked_for_in_one_way(tmp_path: Path) -> None:
    estate = an_estate(tmp_path / "court")
    assert fmplan("export", "json", estate, "--site", tmp_path / "site").code == 2
    assert fmplan("export", "html", estate, "--site", tmp_path / "site", "-o", tmp_path / "a.html").code == 2


def test_calendars_of_a_site_that_are_too_large_are_told_of_with_the_way_out(tmp_path: Path) -> None:
    often = PUMP.replace("1 month", "1 day").replace("2027-03-03", "2027-01-01")
    court = an_estate(tmp_path / "court", assets=often)
    days = ("--from", "2027-01-01", "--to", "2029-12-31")
    ended = fmplan("export", "html", court, "--site", tmp_path / "site", *days)
    assert ended.code == 0
    told = ended.err.splitlines()[-1]
    assert told.startswith("fmplan: own.ics (1,096 events in ")
    assert "`fmplan export ical --team own --split location` cuts it up further" in told
