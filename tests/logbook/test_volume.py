from __future__ import annotations

import pytest

from fmplan.dates.day import ISO
from fmplan.dates.dayset import each_of
from fmplan.dates.ranges import parse_day
from fmplan.logbook.lines import bound
from fmplan.logbook.volume import Volume
from fmplan.logbook.write import lines_of
from tests.logbook.acts import an_act


def _bound(*acts: dict[str, object]) -> Volume:
    return bound([("logbook/a.jsonl", lines_of(acts))])


def test_a_volume_gives_back_what_was_put_in_however_much_it_is() -> None:
    for number in (1, 15, 16, 70_000):
        acts = [an_act(note=str(n), on=f"20{n % 90 + 10}-01-01") for n in range(number)]
        volume = _bound(*acts)
        assert sorted(one.more["note"] for one in volume.entries) == sorted(str(n) for n in range(number))
        assert volume.tasks_of("lift-1a").keys() == {"half-month"}


def test_many_tasks_of_an_asset_and_many_assets_are_kept_apart() -> None:
    volume = _bound(*(an_act(asset=f"a-{n % 3}", task=f"t-{n}") for n in range(100)))
    assert sorted(volume.assets) == ["a-0", "a-1", "a-2"]
    assert set(volume.tasks_of("a-1")) == {f"t-{n}" for n in range(1, 100, 3)}
    assert volume.tasks_of("a-3") == {}


def test_a_volume_knows_its_last_day() -> None:
    assert _bound(an_act(on="2027-03-20"), an_act("note", on="2027-03-21"), an_act()).contents.newest == parse_day(
        "2027-03-21"
    )


def test_order_of_writing_changes_nothing_but_the_places() -> None:
    acts = [an_act(note=str(n), on=f"2027-03-{n % 7 + 1:02}") for n in range(20)]
    one, other = _bound(*acts), _bound(*reversed(acts))
    assert [entry.id for entry in one.entries] == [entry.id for entry in other.entries]


def test_a_volume_holds_its_own_entries_and_none_that_stand_where_it_has_something_else() -> None:
    first, second, undone = an_act(on="2027-03-19"), an_act(), an_act("undone", undoes="0123456789ab")
    volume = _bound(first, second, undone)
    torn = bound([("logbook/b.jsonl", lines_of([first]) + b"<<<<<<< HEAD\n")])
    other = _bound(first, an_act(note="another"), undone)
    entries = [*volume.entries, *volume.undones]
    assert all(map(volume.holds, entries))
    assert [one.place for one in entries if torn.holds(one)] == [0]
    assert [one.place for one in entries if other.holds(one)] == [0]


def _closed(*acts: dict[str, object]) -> list[str]:
    volume = _bound(*acts)
    closings = volume.contents.closings
    return [ISO[day] for day in each_of(closings.by_task["half-month"]["lift-1a"].days, closings.since)]


def test_a_volume_knows_what_was_closed_by_name() -> None:
    acts = [an_act(on="2027-03-20", for_="2027-03-15"), an_act("skipped", for_="2027-03-01"), an_act("reading")]
    assert _closed(*acts[:2]) == ["2027-03-01", "2027-03-15"]
    assert _closed(*acts) == []


@pytest.mark.parametrize(
    "other",
    [
        an_act(on="2027-03-20"),
        an_act(on="2027-03-20", for_="2027-03-01"),
        an_act(on="2027-03-20", for_="#12"),
        an_act(on="2027-03-20", for_="2027-03-15+"),
        an_act(on="2027-03-20", for_="2027-03-15", result="no-access"),
        an_act(on="2027-03-20", for_="2027-03-15", next="2027-06"),
        an_act(on="2027-03-20", for_="2127-03-15"),
        an_act("deferred", on="2027-03-20", for_="2027-03-15"),
        an_act("note", on="2027-03-20", asset="lift-1a", task="half-month", for_="2027-03-15"),
    ],
)
def test_a_task_with_anything_else_has_to_be_looked_at(other: dict[str, object]) -> None:
    assert _closed(an_act(for_="2027-03-01")) == ["2027-03-01"]
    assert _closed(an_act(for_="2027-03-01"), other) == []
