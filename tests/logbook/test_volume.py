from __future__ import annotations

from fmplan.dates.ranges import parse_day
from fmplan.logbook.lines import read_lines
from fmplan.logbook.volume import Binder, Volume
from fmplan.logbook.write import lines_of
from tests.logbook.acts import an_act


def _bound(*acts: dict[str, object]) -> Volume:
    binder = Binder()
    read_lines("logbook/a.jsonl", lines_of(acts), binder)
    return binder.bound()


def test_a_volume_gives_back_what_was_put_in_however_much_it_is() -> None:
    for number in (1, 15, 16, 70_000):
        acts = [an_act(note=str(n), on=f"20{n % 90 + 10}-01-01") for n in range(number)]
        volume = _bound(*acts)
        assert sorted(one.more["note"] for one in volume.entries) == sorted(str(n) for n in range(number))
        assert volume.tasks_of("lift-1a").keys() == {"half-month"}


def test_many_tasks_of_an_asset_and_many_assets_are_kept_apart() -> None:
    volume = _bound(*(an_act(asset=f"a-{n % 3}", task=f"t-{n}") for n in range(100)))
    assert sorted(volume.index) == ["a-0", "a-1", "a-2"]
    assert set(volume.tasks_of("a-1")) == {f"t-{n}" for n in range(1, 100, 3)}
    assert volume.tasks_of("a-3") == {}


def test_a_volume_knows_its_last_day() -> None:
    assert _bound(an_act(on="2027-03-20"), an_act("note", on="2027-03-21"), an_act()).newest == parse_day("2027-03-21")


def test_order_of_writing_changes_no_byte_but_the_places() -> None:
    acts = [an_act(note=str(n)) for n in range(20)]
    one, other = _bound(*acts), _bound(*reversed(acts))
    assert [entry.id for entry in one.entries] == [entry.id for entry in other.entries]
    assert len(one.packed) == len(other.packed)
