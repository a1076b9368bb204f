from __future__ import annotations

from fmplan.schedules.library.leads import lead_rules
from fmplan.schedules.library.words import packs, sources


def test_every_lead_says_where_it_comes_from_and_how_sure_that_is() -> None:
    for rule in lead_rules():
        assert rule.source.standard
        assert rule.source.confidence is not None
        assert not rule.pack or rule.pack in packs()
        assert set(rule.source.read_in or ()) <= sources().keys()


def test_what_is_our_own_is_an_estimate() -> None:
    own = [rule for rule in lead_rules() if rule.source.standard == "House practice"]
    assert own
    assert {rule.source.confidence for rule in own} == {"estimate"}
    assert {rule.pack for rule in own} == {""}


def test_no_lead_is_longer_than_a_month() -> None:
    assert max(rule.lead.days for rule in lead_rules()) <= 31
