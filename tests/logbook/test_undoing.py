from __future__ import annotations

import pytest

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


@pytest.mark.parametrize("keys", [{}, {"asset": "lift-1a"}, {"asset": "lift-1a", "task": "x"}, {"asset": "lift-9"}])
def test_what_is_taken_back_is_found_with_or_without_a_hint(keys: dict[str, str]) -> None:
    acts = [an_act(asset=f"lift-{n}{letter}") for n in range(1, 30) for letter in "ab"]
    wrong = an_act()
    logbook = logbook_of([*acts, an_act("undone", undoes=id_of(wrong), **keys)])
    assert [spot.asset for spot in spots_of(logbook.volumes)[id_of(wrong)]] == ["lift-1a"]
