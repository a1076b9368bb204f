from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmplan.logbook import undoing
from fmplan.logbook.entry import id_of
from fmplan.logbook.read import logbook_of
from fmplan.logbook.undoing import spots_of, taken_back
from tests.logbook.acts import an_act


def test_whoever_is_undone_undoes_nothing_however_long_the_chain() -> None:
    chain = [an_act()]
    for number in range(3000):
        chain.append(an_act("undone", undoes=id_of(chain[-1]), reason=str(number)))
    back = taken_back(logbook_of(chain).undones)
    assert set(back) == {id_of(act) for act in chain[-2::-2]}


def test_of_two_who_undo_the_same_one_is_enough() -> None:
    wrong = an_act()
    one, other = (an_act("undone", undoes=id_of(wrong), reason=reason) for reason in ("a", "b"))
    undone = an_act("undone", undoes=id_of(one))
    back = taken_back(logbook_of([wrong, one, other, undone]).undones)
    assert [entry.id for entry in back[id_of(wrong)]] == [id_of(other)]


@given(st.lists(st.integers(0, 99), max_size=9), st.data())
def test_what_stands_undoes_what_it_names_in_whatever_order_and_however_often_it_is_read(
    draws: list[int], data: st.DataObject
) -> None:
    acts = [an_act()]
    named = [number % (at + 1) for at, number in enumerate(draws)]  # each one before it
    for number, at in enumerate(named):
        acts.append(an_act("undone", undoes=id_of(acts[at]), reason=str(number)))
    stands: dict[int, bool] = {}
    for at in reversed(range(len(acts))):
        stands[at] = not any(stands[by + 1] for by, of_it in enumerate(named) if of_it == at)
    expected = {
        id_of(acts[at]): {id_of(acts[by + 1]) for by, of_it in enumerate(named) if of_it == at and stands[by + 1]}
        for at in range(len(acts))
        if not stands[at]
    }
    undones = list(logbook_of(acts).undones)
    copies = data.draw(st.lists(st.sampled_from(undones), max_size=4)) if undones else []
    back = taken_back(data.draw(st.permutations(undones + copies)))
    assert {id_: {entry.id for entry in by} for id_, by in back.items()} == expected
    assert all(len(by) == len(set(by)) for by in back.values())


def test_what_only_looks_like_an_id_between_two_others_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    ids = bytes.fromhex("00aabbccddeeff1122334455aabbccddeeff001122334455")
    monkeypatch.setattr(undoing, "_ids", lambda _: undoing._Ids(ids, [6, 12, 18, 24]))
    volume = logbook_of([an_act(asset=f"lift-{n}") for n in range(4)]).volumes[0]
    homes = list(undoing._homes(volume, ["aabbccddeeff", "112233445500", "001122334455"]))
    assert [(asset, id_) for asset, _, id_ in homes] == [("lift-2", "aabbccddeeff"), ("lift-3", "001122334455")]


@pytest.mark.parametrize("keys", [{}, {"asset": "lift-1a"}, {"asset": "lift-1a", "task": "x"}, {"asset": "lift-9"}])
def test_what_is_taken_back_is_found_with_or_without_a_hint(keys: dict[str, str]) -> None:
    acts = [an_act(asset=f"lift-{n}{letter}") for n in range(1, 30) for letter in "ab"]
    wrong = an_act()
    logbook = logbook_of([*acts, an_act("undone", undoes=id_of(wrong), **keys)])
    assert [spot.asset for spot in spots_of(logbook.volumes)[id_of(wrong)]] == ["lift-1a"]
