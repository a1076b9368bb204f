from __future__ import annotations

from fmplan.exports.ical.dayhours import slots_of
from fmplan.exports.visits import visits_of
from tests.exports.registers import a_plan

ESTATE = """\
fmplan: 1
estate: court
name: Court
timezone: Europe/London
starts: 2027-01-01
calendar: {country: none, workweek: [mon, tue, wed, thu, fri]}
hours: 08:00-16:00
teams:
  one: {name: One}
  two: {name: Two, capacity: 80 h}
  night: {name: Night, hours: "22:00-24:00"}
"""


def clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def slots(*tasks: str, team: str = "one", estate: str = ESTATE) -> list[str]:
    """The slots of daily tasks at places of their own, in their order, on one day."""
    assets = "assets:\n" + "".join(
        f"  a{n}: {{class: x, name: A, location: place-{n}, team: {team}, "
        f"tasks: {{t: {{name: T, every: 1 day, {task}}}}}}}\n"
        for n, task in enumerate(tasks)
    )
    plan = a_plan(assets, estate + "classes: {x: {name: X}}\n", days="2027-03-01")
    found = slots_of(visits_of(plan.occurrences), plan.estate)
    return ["-" if one is None else f"{clock(one.start)}-{clock(one.end)}" for one in found]


def test_one_comes_after_the_other_from_the_beginning_of_the_hours() -> None:
    assert slots("duration: 1 h", "duration: 30 min", "duration: 2 h") == ["08:00-09:00", "09:00-09:30", "09:30-11:30"]


def test_a_team_has_as_many_people_as_fill_its_hours() -> None:
    assert slots("duration: 1 h", "duration: 2 h", "duration: 30 min", team="two") == [
        "08:00-09:00",
        "08:00-10:00",
        "09:00-09:30",
    ]


def test_work_of_two_waits_until_both_are_free() -> None:
    assert slots("duration: 1 h", "duration: 2 h", "duration: 30 min, people: 2", team="two") == [
        "08:00-09:00",
        "08:00-10:00",
        "10:00-10:30",
    ]


def test_more_people_than_a_team_has_come_all_the_same() -> None:
    assert slots("duration: 1 h, people: 3", "duration: 1 h") == ["08:00-09:00", "09:00-10:00"]


def test_what_does_not_fit_into_the_hours_stands_beside_the_rest() -> None:
    assert slots("duration: 5 h", "duration: 4 h", "duration: 3 h") == ["08:00-13:00", "08:00-12:00", "12:00-15:00"]


def test_what_is_longer_than_the_hours_fills_them() -> None:
    assert slots("duration: 20 h") == ["08:00-16:00"]


def test_a_team_works_in_its_own_hours_up_to_midnight() -> None:
    assert slots("duration: 30 min", "duration: 90 min", team="night") == ["22:00-22:30", "22:30-24:00"]


def test_without_duration_or_hours_and_for_rounds_there_is_no_place_in_the_day() -> None:
    assert slots("people: 2", "duration: 1 h") == ["-", "08:00-09:00"]
    assert slots("duration: 1 h", estate=ESTATE.replace("hours: 08:00-16:00\n", "")) == ["-"]
    assert slots("duration: 5 min, round: {every: 2 h, within: hours}") == ["-"]


def test_times_count() -> None:
    assert slots("duration: 10 min, times: 3") == ["08:00-08:30"]


def test_every_team_and_every_day_begins_anew() -> None:
    plan = a_plan(
        "assets:\n"
        "  a: {class: x, name: A, location: p, team: one, tasks: {t: {name: T, every: 1 day, duration: 1 h}}}\n"
        "  b: {class: x, name: B, location: p, team: two, tasks: {t: {name: T, every: 1 day, duration: 1 h}}}\n",
        ESTATE + "classes: {x: {name: X}}\n",
        days="2027-03-01..2027-03-02",
    )
    assert {one and one.start for one in slots_of(visits_of(plan.occurrences), plan.estate)} == {8 * 60}
