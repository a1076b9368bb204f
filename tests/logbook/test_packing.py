from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import astuple

from fmplan.logbook.keys import ALLOWED, KEYS, REQUIRED, Line
from fmplan.logbook.packing import pack_all, pack_sound
from fmplan.logbook.volume import Binder

_ACTS = st.fixed_dictionaries(
    {
        "entry": st.sampled_from(sorted(ALLOWED)),
        "on": st.sampled_from(["2027-03-02", "2027-02-30"]),
        "asset": st.sampled_from(["lift-1a", "", None]),
        "task": st.sampled_from(["half-month", "", None]),
    },
    optional={
        "for_": st.sampled_from(["2027-03-01", "#12", "march"]),
        "to": st.sampled_from(["2027-04-01", "soon"]),
        "next": st.sampled_from(["2028-09", "2028-09-31"]),
        "result": st.sampled_from(["ok", "fine"]),
        "closes": st.just({"half-month": 12}),
        "by": st.just(["chen"]),
        "minutes": st.sampled_from([55, -1]),
        "note": st.just("oil changed"),
        "reason": st.just("rain"),
        "undoes": st.sampled_from(["1f0c9a4e77b2", "no id"]),
        "recorded": st.sampled_from(["2027-03-02T17:20+08:00", "2027-02-01", "late"]),
        "recorder": st.just("desk"),
    },
)


@given(_ACTS)
def test_the_short_way_comes_to_the_same_as_the_long_one(act: dict[str, Any]) -> None:
    line = Line(**act)
    short, long = Binder(), Binder()
    odd = pack_all([line], 0, short)
    try:
        pack_sound(astuple(line), 1, long)
    except (ValueError, KeyError):
        assert odd == [0]
    else:
        assert odd == []
        assert short.bound() == long.bound()


@pytest.mark.parametrize("kind", sorted(REQUIRED))
def test_what_a_kind_needs_it_may_say(kind: str) -> None:
    assert set(REQUIRED[kind]) <= set(ALLOWED[kind]) <= set(KEYS)
