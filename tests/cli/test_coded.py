from __future__ import annotations

import json
from pathlib import Path

import pytest

from fmplan.schedules.shortcode import code_of
from tests.cli.commands import an_estate, fmplan

MARCH, APRIL = (code_of(f"pump-1/check/2027-{month}-03") for month in ("03", "04"))


def recorded(court: Path) -> list[tuple[str, str, str]]:
    lines = [line for path in sorted(court.rglob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    acts = [json.loads(line) for line in lines]
    return [(act["asset"], act["task"], act["for"]) for act in acts]


@pytest.mark.parametrize("typed", [MARCH, MARCH.lower().replace("-", ""), code_of("pump-1/check/2027-03-03", 7)])
def test_done_takes_a_code(tmp_path: Path, typed: str) -> None:
    court = an_estate(tmp_path / "court")
    assert fmplan("done", typed, "--estate", court, "--today", "2027-03-05", "--on", "2027-03-04").code == 0
    assert recorded(court) == [("pump-1", "check", "2027-03-03")]


def test_several_codes_may_come_back_at_once(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court")
    assert fmplan("done", MARCH, APRIL, "--estate", court, "--today", "2027-04-05").code == 0
    assert sorted(recorded(court)) == [("pump-1", "check", "2027-03-03"), ("pump-1", "check", "2027-04-03")]


def test_the_calendar_shows_the_code_and_then_that_it_is_done(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court")
    export = ("export", "ical", court, "--month", "2027-03", "--today", "2027-03-05")
    assert f"  {MARCH}\r\n" in fmplan(*export).out
    fmplan("done", MARCH, "--estate", court, "--today", "2027-03-05")
    assert "SUMMARY:✓ Monthly check: Fire pump\r\n" in fmplan(*export).out


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("44444-6",), "wrong letter"),
        (("OOOOO-O",), "is in none"),
        ((code_of("elsewhere/check/2027-03-03"),), "nothing of this estate"),
        ((MARCH, f"{APRIL[:-1]}X"), "wrong letter"),
        ((MARCH.replace("6", "0"), APRIL), "look at the sheet again"),
        ((MARCH, "--for", "2027-03-03"), "which date"),
    ],
)
def test_what_leads_nowhere_is_refused(tmp_path: Path, arguments: tuple[str, ...], why: str) -> None:
    court = an_estate(tmp_path / "court")
    ended = fmplan("done", *arguments, "--estate", court, "--today", "2027-03-05")
    assert (ended.code, recorded(court)) == (2, [])
    assert why in " ".join(ended.err.split())
