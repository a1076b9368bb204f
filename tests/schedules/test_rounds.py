"""Rounds: so many times on the day."""

from __future__ import annotations

import pytest

from fmplan.dates.duration import clock
from fmplan.schedules.rounds import times_of_day
from fmplan.schedules.series import Series
from tests.schedules.factories import an_asset, an_estate, codes, opened


def one_series(task: str, *, estate: str = "") -> Series:
    one = opened(f"every: 1 day, {task}", estate=estate)
    assert codes(one.findings) == []
    return one.series[0]


def times(task: str, *, estate: str = "") -> list[str]:
    series = one_series(task, estate=estate)
    assert series.task.rounds is not None
    found = times_of_day(series.task.rounds, series.team_hours)
    assert series.times == len(found)
    return [clock(time) for time in found]


def test_rounds_are_made_from_the_beginning_of_the_hours_and_before_they_end() -> None:
    assert times("round: {every: 2 h, within: '08:00-14:00'}") == ["08:00", "10:00", "12:00"]
    assert times("round: {every: 2 h, within: '08:00-14:30'}") == ["08:00", "10:00", "12:00", "14:00"]


def test_a_closing_round_is_made_when_they_end() -> None:
    assert times("round: {every: 2 h, within: '08:00-12:00', closing: true}") == ["08:00", "10:00", "12:00"]
    assert times("round: {every: 2 h, within: '08:00-11:30', closing: yes}") == ["08:00", "10:00", "11:30"]


def test_hours_shorter_than_the_interval_have_one_round() -> None:
    assert times("round: {every: 5 h, within: '08:00-10:00'}") == ["08:00"]


def test_round_the_clock_is_a_day() -> None:
    found = times("round: {every: 90 min, within: day}")
    assert (len(found), found[-1]) == (16, "22:30")


@pytest.mark.parametrize("within", [", within: hours", ""])
def test_within_hours_means_those_of_the_estate(within: str) -> None:
    estate = "hours: 08:30-17:30"
    found = times(f"round: {{every: 2 h{within}, closing: true}}", estate=estate)
    assert found == ["08:30", "10:30", "12:30", "14:30", "16:30", "17:30"]


def test_the_hours_of_the_team_go_before_those_of_the_estate() -> None:
    estate = "hours: 08:30-17:30\nteams: {night: {name: Night, hours: '18:00-22:00'}, own: {name: Own}}"
    assert times("round: {every: 2 h}, team: night", estate=estate) == ["18:00", "20:00"]
    assert len(times("round: {every: 2 h}, team: own", estate=estate)) == 5


def test_a_range_of_its_own_is_not_the_teams() -> None:
    estate = "teams: {night: {name: Night, hours: '18:00-22:00'}}"
    assert times("round: {every: 2 h, within: '06:00-09:00'}, team: night", estate=estate) == ["06:00", "08:00"]


def test_without_rounds_the_task_says_how_many_times() -> None:
    assert one_series("times: 3").times == 3
    assert one_series("missed: stay").times == 1


@pytest.mark.parametrize(
    ("weaker", "stronger", "expected"),
    [("times: 3", "round: {every: 6 h, within: day}", 4), ("round: {every: 6 h, within: day}", "times: 3", 3)],
)
def test_of_times_and_rounds_the_stronger_layer_stands(weaker: str, stronger: str, expected: int) -> None:
    defaults = f"defaults: {{tasks: {{check: {{name: Check, every: 1 day, {weaker}}}}}}}\n"
    one = an_estate(defaults + an_asset(f"check: {{{stronger}}}"))
    assert codes(one.findings) == []
    assert one.series[0].times == expected
