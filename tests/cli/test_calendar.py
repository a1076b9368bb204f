from __future__ import annotations

import json
from pathlib import Path

from tests.cli.commands import BROKEN, ESTATE, PUMP, TABLE, an_estate, finished, fmplan, inside


def test_the_next_four_weeks_stand_in_a_table(tmp_path: Path) -> None:
    ended = fmplan("calendar", an_estate(tmp_path / "court"))
    assert (ended.code, ended.out, ended.err) == (0, TABLE, "")


def test_a_process_of_its_own_says_the_same(tmp_path: Path) -> None:
    ended = finished("calendar", an_estate(tmp_path / "court"))
    assert (ended.code, ended.out, ended.err) == (0, TABLE, "")


def test_the_nearest_estate_upwards_is_meant(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court")
    deep = court / "docs/photos"
    deep.mkdir(parents=True)
    with inside(deep):
        assert fmplan("calendar").out == TABLE


def test_where_there_is_no_estate_it_says_so(tmp_path: Path) -> None:
    with inside(tmp_path):
        ended = fmplan("calendar")
    assert (ended.code, ended.out) == (65, "")
    assert ended.err.startswith("estate.yaml: there is no estate.yaml in .\n")


def test_each_format_is_written(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court")
    assert fmplan("calendar", court, "--format", "csv").out.startswith("uid,key,asset,")
    assert fmplan("calendar", court, "--format", "md").out.startswith("# Harbour Court\n")
    assert json.loads(fmplan("calendar", court, "--format", "json").out)["estate"] == "court"


def test_a_register_with_errors_stops_it_and_its_errors_are_told(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court", assets=BROKEN)
    (court / "assets/more.yaml").write_text("assets: {pump-2: {clas: pump/fire, name: Spare}}\n")
    output = tmp_path / "plan.csv"
    ended = fmplan("calendar", court, "--format", "csv", "-o", output)
    assert (ended.code, ended.out, output.exists()) == (65, "", False)
    assert "[unknown-key]" in ended.err
    assert "[bad-period]" in ended.err


def test_of_many_errors_the_first_are_told_and_where_to_see_the_rest(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court")
    register = "".join(f"  spare-{number}: {{clas: pump/fire, name: Spare}}\n" for number in range(30))
    (court / "assets/more.yaml").write_text(f"assets:\n{register}")
    ended = fmplan("calendar", court)
    assert (ended.code, ended.out) == (65, "")
    assert ended.err.count("did you mean") + ended.err.count("Did you mean") == 8
    told = ended.err.splitlines()[-1]
    everything = fmplan("check", court).out.count("]\n")
    assert told == f"fmplan: {everything - 8} more errors, shown by: fmplan check {court}"


def test_one_broken_estate_never_hides_the_others(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court")
    bad = an_estate(tmp_path / "bad", assets=BROKEN)
    mill = an_estate(tmp_path / "mill", ESTATE.replace("estate: court", "estate: mill"))
    ended = fmplan("calendar", court, bad, mill, "--format", "json")
    assert ended.code == 65
    assert [estate["estate"] for estate in json.loads(ended.out)["estates"]] == ["court", "mill"]
    assert ended.err.startswith(f"{bad}/assets/pumps.yaml:6:49: unknown unit")


def test_a_portfolio_of_which_one_is_left_is_still_a_portfolio(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court")
    bad = an_estate(tmp_path / "bad", assets=BROKEN)
    ended = fmplan("calendar", bad, court, "--format", "json")
    assert len(json.loads(ended.out)["estates"]) == 1


def test_today_comes_from_the_option_before_the_environment(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court")
    json_of = ("calendar", court, "--format", "json")
    assert json.loads(fmplan(*json_of, FMPLAN_TODAY="2027-05-05").out)["today"] == "2027-05-05"
    assert json.loads(fmplan(*json_of, "--today", "2027-06-06").out)["today"] == "2027-06-06"


def test_a_today_that_is_no_day_is_wrong_usage(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court")
    assert fmplan("calendar", court, "--today", "tomorrow").code == 2
    assert fmplan("calendar", court, FMPLAN_TODAY="01/03/2027").code == 2


def test_contradicting_days_are_wrong_usage(tmp_path: Path) -> None:
    ended = fmplan("calendar", an_estate(tmp_path / "court"), "--year", "2027", "--week", "2027-W09")
    assert ended.code == 2
    assert "--year and --week each say which days: keep one of them." in ended.err


def test_a_selection_that_nothing_fits_is_no_silent_calendar(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court")
    ended = fmplan("calendar", court, "--team", "nobody")
    assert (ended.code, ended.err) == (0, "fmplan: nothing in the register fits this selection\n")
    assert fmplan("calendar", court, "--team", "nobody", "--quiet").err == ""
    assert fmplan("calendar", court, "--team", "own", "--kind", "maintenance", "--asset", "pump-*").out == TABLE


def test_findings_travel_beside_the_plan_in_one_line_each_unless_quiet(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court", ESTATE.replace("country: none", "country: CN"))
    ended = fmplan("calendar", court, "--today", "2090-01-01")
    assert ended.code == 0
    assert "[calendar-provisional]" in ended.err.splitlines()[0]
    assert ended.err.splitlines()[-2:] == ["court: 1 note in the register: fmplan check", "754 owed: fmplan overdue"]
    assert fmplan("calendar", court, "--today", "2090-01-01", "--quiet").err == ""


def test_the_table_speaks_the_language_asked_for(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court", assets=PUMP.replace("name: Fire pump", "name: {en: Fire pump, zh: 消防水泵}"))
    assert "  消防水泵  Monthly check        Own staff     1" in fmplan("calendar", court, "--language", "zh").out


def test_without_a_terminal_there_are_no_colours(tmp_path: Path) -> None:
    court = an_estate(tmp_path / "court", assets=PUMP.replace("every:", "force: law, every:"))
    assert "\x1b" not in fmplan("calendar", court).out
