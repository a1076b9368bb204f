"""What an estate gets of the library without asking: classes, seasons of its climate, facts assumed; what it needs."""

from __future__ import annotations

import pytest

from tests.schedules.factories import Opened, an_estate, codes, due_days, estate_file

TOWER = "assets:\n  tower-1: {class: building/block, name: Tower 1}\n"


def _opened(said: str, assets: str = TOWER) -> Opened:
    return an_estate({"estate.yaml": estate_file(said), "assets/all.yaml": assets})


def _rules(one: Opened) -> set[str]:
    return {f"{series.asset.id} {series.task.bare_id}" for series in one.series}


# Classes


def test_the_classes_of_the_library_are_known_to_every_estate() -> None:
    assert "elevator/traction" in _opened("").estate.classes
    assert _opened("").estate.classes["pump"] == "Pump"


def test_a_class_of_ones_own_takes_the_name_the_estate_gives_it() -> None:
    said = "classes: {elevator/traction: {name: Our lifts}, sauna: {name: Sauna}}\nstandards: [uk-statutory]"
    classes = _opened(said).estate.classes
    assert (classes["elevator/traction"], classes["sauna"]) == ("Our lifts", "Sauna")
    assert "elevator/hydraulic" in classes


# Seasons

GROUNDS = """\
assets:
  fountain: {class: pump, name: Fountain, tasks: {run: {name: Run, once_per: year, season: flood-season}}}
"""


@pytest.mark.parametrize(("zone", "day"), [("Z1", "2027-09-15"), ("Z3", "2027-09-30"), ("z4", "2027-10-15")])
def test_a_season_is_that_of_the_climate(zone: str, day: str) -> None:
    one = _opened(f"standards: [cn-statutory]\nfacts: {{climate: {zone}}}", GROUNDS)
    assert due_days(one.plan("2027"), "run", "fountain") == [day]


def test_a_season_of_ones_own_has_the_last_word() -> None:
    said = "standards: [cn-statutory]\nfacts: {climate: Z3}\nperiods: {flood-season: 06-01..06-20}"
    assert due_days(_opened(said, GROUNDS).plan("2027"), "run", "fountain") == ["2027-06-20"]


def test_a_season_that_the_climate_lacks_is_the_sites_to_say_and_no_slip_of_the_pen() -> None:
    heating = GROUNDS.replace("flood-season", "heating-season")
    one = _opened("standards: [cn-statutory]\nfacts: {climate: Z3}", heating)
    (found,) = [finding for finding in one.findings if finding.code == "unknown-period"]
    assert found.remedy == "Add it to estate.yaml, for example\n  periods:\n    heating-season: 04-15..10-15"


def test_a_season_misspelt_is_a_slip_of_the_pen() -> None:
    one = _opened("standards: [cn-statutory]\nfacts: {climate: Z3}", GROUNDS.replace("flood-season", "flod-season"))
    (found,) = [finding for finding in one.findings if finding.code == "unknown-period"]
    assert found.remedy == "Did you mean 'flood-season'?"


def test_without_standards_there_are_no_seasons() -> None:
    assert "unknown-period" in codes(_opened("facts: {climate: Z3}", GROUNDS).findings)


# Facts

PUMP = "assets: {pump-1: {class: pump/fire, name: Pump%s}}\n"


def test_what_nobody_says_is_as_the_library_assumes() -> None:
    one = _opened("standards: [us-nfpa]", PUMP % "")
    assert one.estate.fact(one.estate.assets["pump-1"], "drive") == "electric"
    assert "pump-1 churn-electric" in _rules(one)
    assert "missing-fact" not in codes(one.findings)


def test_what_is_said_counts_before_what_is_assumed() -> None:
    rules = _rules(_opened("standards: [us-nfpa]", PUMP % ", attributes: {drive: diesel}"))
    assert "pump-1 churn-diesel" in rules
    assert "pump-1 churn-electric" not in rules


def test_a_fact_that_could_lose_a_duty_is_asked_for() -> None:
    one = _opened("standards: [uk-statutory]\nfacts: {region: GB-ENG}")
    (found,) = [finding for finding in one.findings if finding.code == "missing-fact" and "'use'" in finding.message]
    assert "high-rise-equipment" in found.message
    assert found.place.path == "estate.yaml"


def test_without_standards_nothing_is_assumed() -> None:
    one = _opened("", PUMP % "")
    assert one.estate.fact(one.estate.assets["pump-1"], "drive") is None
    assert one.series == ()


# What a schedule needs


def test_a_duty_of_the_estate_as_a_whole_comes_only_with_what_it_is_there_for() -> None:
    facts = "climate: Z3, region: CN-33, use: office, height_m: 20, key_fire_unit: false"
    said = f"standards: [cn-statutory]\nfacts: {{{facts}}}"
    lift = "  lift-1: {class: elevator/hydraulic, name: Lift}\n"
    without, with_it = _rules(_opened(said)), _rules(_opened(said, TOWER + lift))
    assert "mill-lane lift-weekly-review" in with_it
    assert "mill-lane lift-weekly-review" not in without


# Trades


def test_a_trade_is_taken_for_another_only_where_it_is_misspelt() -> None:
    """Both are trades of the library: the one team has the other trade on purpose."""
    system = "assets: {system-1: {class: pressure/system, name: Steam}}\n"
    for has, remedy in (
        ("inspection-bodies", "Did you mean 'inspection-bodies'?"),
        ("lift-inspection", "Add inspection-body to the trades: of a team in estate.yaml."),
    ):
        one = _opened(f"standards: [uk-statutory]\nteams: {{own: {{name: Own, trades: [{has}]}}}}", system)
        (found,) = [finding for finding in one.findings if finding.code == "no-team"]
        assert found.remedy == remedy
