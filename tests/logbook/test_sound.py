from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmplan.findings import Place
from fmplan.logbook.entry import id_of
from fmplan.logbook.keys import ALLOWED, KEYS, REQUIRED
from fmplan.logbook.lines import bound
from fmplan.logbook.mistakes import read_odd_line
from fmplan.logbook.sound import are_sound
from fmplan.logbook.write import lines_of

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


@given(st.lists(_ACTS, min_size=1, max_size=6))
def test_many_lines_at_once_come_to_the_same_as_each_by_itself(acts: list[dict[str, Any]]) -> None:
    lines = [{"for" if key == "for_" else key: one for key, one in act.items() if one is not None} for act in acts]
    read = [read_odd_line(lines_of([line]).rstrip(), Place("a", 1, 1), is_last=False) for line in lines]
    volume = bound([("a", lines_of(lines))])
    assert [one.code for one in volume.contents.findings] == [one.code for _, found in read for one in found]
    usable = {id_of(line) for line, (odd, _) in zip(lines, read, strict=True) if odd is not None}
    assert sorted(usable) == sorted(one.id for one in (*volume.entries, *volume.undones))


def test_what_was_recorded_before_its_day_is_not_sound() -> None:
    columns = {"on": ("2027-03-02", "2027-03-02"), "recorded": ("2027-03-02T00:00Z", None)}
    assert are_sound(columns)
    assert not are_sound({**columns, "recorded": (None, "2027-03-01")})


@pytest.mark.parametrize("kind", sorted(REQUIRED))
def test_what_a_kind_needs_it_may_say(kind: str) -> None:
    assert set(REQUIRED[kind]) <= set(ALLOWED[kind]) <= set(KEYS)
