from __future__ import annotations

from bench.targets import Target


def test_a_target_that_is_just_reached_is_met() -> None:
    assert [Target(8, at_least=True).verdict(8), Target(350).verdict(350)] == ["met", "met"]


def test_a_missed_target_says_by_how_much() -> None:
    assert Target(8, at_least=True).verdict(6) == "missed by 2 (25%)"
    assert Target(350).verdict(420) == "missed by 70 (20%)"
