from __future__ import annotations

import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from fmplan.columns import Column, column, columns, places_among, things


class Lamp(Struct, frozen=True):
    """A thing with a field of each kind."""

    id: str
    watts: int | None
    room: Any
    days: frozenset[int] = frozenset()
    notes: Any = None


class Room(Struct):
    """A thing that hashes not, and is shared."""

    name: str


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.sampled_from(["", "a", "b"]),
    st.frozensets(st.integers(0, 2)),
    st.sampled_from([(), (1,), {}, {"a": 1}]),
)


def taken_out(made: Column) -> list[Any]:
    kept: Column = pickle.loads(pickle.dumps(made, protocol=5))
    return list(kept.all())


@given(st.lists(SCALARS, max_size=300))
def test_any_values_come_out_as_they_went_in(values: list[Any]) -> None:
    out = taken_out(column(values, {tuple}))
    assert [(type(one), one) for one in out] == [(type(one), one) for one in values]


@given(st.lists(st.integers(0, 400), max_size=600))
def test_what_was_one_thing_is_one_thing_again(numbers: list[int]) -> None:
    rooms = [Room(f"{number}") for number in range(401)]
    out = taken_out(column([rooms[number] for number in numbers]))
    assert [one.name for one in out] == [f"{number}" for number in numbers]
    assert len(set(map(id, out))) == len(set(numbers))


def test_what_all_say_alike_is_kept_once() -> None:
    assert column(["own"] * 1_000) == Column(1_000, ["own"])
    assert column([frozenset(range(5)) for _ in range(9)]) == Column(9, [frozenset(range(5))])
    assert column([{} for _ in range(9)]) == Column(9, [{}])


def test_a_place_is_as_wide_as_it_needs_to_be_on_every_machine() -> None:
    widths = []
    for number in (200, 60_000, 70_000):
        places = column([f"{one}" for one in range(number)] * 2).places
        assert places is not None
        widths.append((places.typecode, places.itemsize))
    assert widths == [("B", 1), ("H", 2), ("I", 4)]


def test_truth_and_numbers_that_compare_equal_stay_apart() -> None:
    assert list(map(repr, taken_out(column([1, True, 1.0, 0, False, -0.0])))) == [
        "1",
        "True",
        "1.0",
        "0",
        "False",
        "-0.0",
    ]


@pytest.mark.parametrize("values", [[5, 5, 6], [6, 5, 5], ["a", "a", "b"], [None, "a", "a"], [{}, {}, {"a": 1}]])
def test_the_one_that_says_otherwise_is_not_lost(values: list[Any]) -> None:
    assert taken_out(column(values)) == values


@pytest.mark.parametrize("different", [255, 256, 257, 65_535, 65_536, 65_537])
def test_as_many_values_as_fit_a_byte_or_two_and_one_more(different: int) -> None:
    values = [f"{number}" for number in range(different)] + ["0"]
    assert taken_out(column(values)) == values


def test_numbers_of_any_size_come_out_as_they_went_in() -> None:
    values = [0, -1, 1 << 62, 1 << 63, -(1 << 64), 7]
    assert taken_out(column(values)) == values


def test_things_are_made_of_their_columns_again() -> None:
    rooms = [Room("hall"), Room("cellar")]
    lamps = [
        Lamp(f"lamp-{n}", n % 7 or None, rooms[n % 2], frozenset({n % 3}), {} if n % 2 else {"n": n})
        for n in range(400)
    ]
    fields = columns(Lamp, lamps, {"room"})
    of_rooms = places_among(rooms, [lamp.room for lamp in lamps])
    out = things(Lamp, fields, {"room": map(rooms.__getitem__, of_rooms)})
    assert out == lamps
    assert all(one.room is lamp.room for one, lamp in zip(out, lamps, strict=True))


def test_of_nothing_nothing_is_made() -> None:
    assert things(Lamp, columns(Lamp, [], {"room"}), {"room": []}) == []
