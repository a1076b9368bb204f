from __future__ import annotations

from itertools import pairwise, product

import pytest

from fmplan.schedules.occurrence import Occurrence, Status
from fmplan.schedules.shortcode import (
    ALPHABET,
    LONG,
    CodeError,
    code_of,
    code_of_number,
    is_code,
    occurrence_of,
    read_code,
    resembles_code,
)
from tests.exports.registers import PUMP, a_plan

KEY = "lift-1a/half-month/2027-03-01"
TWINS = ("pump-1/check/2027-03-01", "pump-1/check/2027-03-02")


def daily() -> tuple[Occurrence, ...]:
    return a_plan(PUMP.replace("1 month", "1 day")).occurrences


def test_a_code_is_five_letters_and_a_check_letter() -> None:
    assert code_of(KEY) == "A66RQ-X"
    assert code_of(KEY, LONG) == "A66RQX6-3"


def test_the_alphabet_has_no_look_alikes() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 23
    assert not any(set(pair) <= set(ALPHABET) for pair in ["O0", "1I", "1L", "2Z", "5S", "8B", "6G", "UV", "IL", "DO"])


def test_the_long_code_begins_like_the_short_one() -> None:
    for number in range(0, 4_000_000_000, 123_456_789):
        assert code_of_number(number, LONG)[:5] == code_of_number(number)[:5]


def test_every_code_reads_as_it_was_written() -> None:
    for number in range(0, 4_000_000_000, 12_345_678):
        for letters in (5, LONG):
            code = code_of_number(number, letters)
            assert read_code(code) == code


@pytest.mark.parametrize("typed", ["a66rq-x", "A66RQX", " a66 rq–x ", "Ａ６６ＲＱ－Ｘ", "A66-RQX\r\n"])
def test_a_code_may_be_typed_carelessly(typed: str) -> None:
    assert read_code(typed) == "A66RQ-X"


@pytest.mark.parametrize("typed", ["333CG-V", "333c6-u", "333cg-u"])
def test_of_look_alikes_that_no_code_has_the_other_is_meant(typed: str) -> None:
    assert read_code(typed) == "333C6-V"


@pytest.mark.parametrize("text", ["A66RQ-O", "a66rq1", "A66RQX6-0"])
def test_a_code_with_a_wrong_letter_still_resembles_one(text: str) -> None:
    assert resembles_code(text)


@pytest.mark.parametrize("text", ["pump-1", "check", "锅炉房锅炉房", "half-month", ""])
def test_other_names_do_not(text: str) -> None:
    assert not resembles_code(text)


@pytest.mark.parametrize("letters", [5, LONG])
def test_every_wrong_letter_is_refused(letters: int) -> None:
    signs = code_of(KEY, letters).replace("-", "")
    wrong = [
        signs[:at] + other + signs[at + 1 :] for at, other in product(range(len(signs)), ALPHABET) if other != signs[at]
    ]
    assert len(wrong) == len(signs) * 22
    assert not any(map(is_code, wrong))


@pytest.mark.parametrize("letters", [5, LONG])
def test_neighbours_that_changed_places_are_refused(letters: int) -> None:
    for key in (f"pump-{number}/check/2027-03-01" for number in range(200)):
        signs = code_of(key, letters).replace("-", "")
        for at, (one, other) in enumerate(pairwise(signs)):
            if one != other:
                assert not is_code(signs[:at] + other + one + signs[at + 2 :])


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("A66RQ-O", "'O' is in none, as it is easily taken for another sign: look at the sheet again"),
        ("a66r1-x", "'1' is in none, as it is easily taken"),
        ("A66R-X", "5 letters and a check letter"),
        ("A66RQ-Y", "wrong letter"),
        ("", "5 letters"),
        ("🔥", "is in none; the letters are"),
        ("锅炉房", "is in none"),
    ],
)
def test_what_is_no_code_is_refused_with_the_reason(typed: str, why: str) -> None:
    with pytest.raises(CodeError, match=why):
        read_code(typed)


def test_a_code_leads_to_its_occurrence() -> None:
    for one in daily():
        assert occurrence_of(code_of(one.key), daily()) == one
        assert occurrence_of(code_of(one.key, LONG).lower(), daily()) == one


def test_a_code_of_another_estate_leads_nowhere() -> None:
    with pytest.raises(CodeError, match="nothing of this estate"):
        occurrence_of(code_of("elsewhere/check/2027-03-03"), daily())


def test_of_two_with_one_code_the_open_one_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    done, still_open, *_ = daily()
    _share_a_code(monkeypatch)
    done = done._replace(status=Status.DONE)
    assert occurrence_of("A66RQ-X", [done, still_open]) == still_open


def test_two_open_ones_with_one_code_are_told_apart_by_their_longer_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other, *_ = daily()
    long_codes = [code_of(key, LONG) for key in (one.key, other.key)]
    _share_a_code(monkeypatch)
    with pytest.raises(CodeError) as told:
        occurrence_of("A66RQ-X", [one, other])
    assert [code in str(told.value) for code in long_codes] == [True, True]
    assert occurrence_of(long_codes[1], [one, other]) == other


def test_a_year_of_work_seldom_shares_a_code() -> None:
    """Twenty thousand keys of an estate: about as many pairs as chance gives, n² / 2 / 23⁵, and none of the longer."""
    keys = [f"lift-{asset}/half-month/2027-{month:02}-{day:02}" for asset, month, day in _dates()]
    assert len(keys) == 20_160
    assert len({code_of(key) for key in keys}) > len(keys) - 80
    assert len({code_of(key, LONG) for key in keys}) > len(keys) - 3


def _dates() -> list[tuple[int, int, int]]:
    return list(product(range(60), range(1, 13), range(1, 29)))


def _share_a_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all keys have one short code."""
    monkeypatch.setattr(
        "fmplan.schedules.shortcode.code_of",
        lambda key, letters=5: "A66RQ-X" if letters == 5 else code_of(key, letters),
    )
