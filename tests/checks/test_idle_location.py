from __future__ import annotations

import pytest

from fmplan.checks.idle_location import check
from fmplan.checks.situation import Situation
from tests.schedules.factories import an_estate, estate_file


def told_of(listed: str, *, asset: str = "location: tower-1/core-a") -> list[str]:
    """Return the remedies for one location that estate.yaml lists, beside one asset."""
    opened = an_estate(
        {
            "estate.yaml": estate_file(f"locations: {{'{listed}': {{name: A place}}}}"),
            "assets/assets.yaml": f"assets: {{pump: {{class: pump, name: Pump, {asset}}}}}\n",
        }
    )
    return [finding.remedy for finding in check(Situation(opened.estate, (), (), None))]


@pytest.mark.parametrize("listed", ["Tower-1", "tower 1", "tower1", "TOWER_1", "tower－1"])
def test_case_and_signs_are_looked_through(listed: str) -> None:
    assert told_of(listed) == ["Did you mean 'tower-1', in which assets lie?"]


@pytest.mark.parametrize("listed", ["tower-1", "tower-1/core-a", "tower-2", "tower-11", "core-a", "tower-1/core-b"])
def test_what_is_in_use_and_what_is_there_for_later_is_let_be(listed: str) -> None:
    assert told_of(listed) == []


def test_signs_between_numbers_count() -> None:
    assert told_of("block-1-1", asset="location: block-11") == []
    assert told_of("block_1_1", asset="location: block-11") == []
    assert told_of("block 1.1", asset="location: block-1-1") == ["Did you mean 'block-1-1', in which assets lie?"]


def test_what_an_asset_serves_is_in_use() -> None:
    assert told_of("hall", asset="location: cellar, serves: [hall]") == []
    assert told_of("Hall", asset="location: cellar, serves: [hall]") != []
