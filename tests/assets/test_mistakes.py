from __future__ import annotations

import pytest

from fmplan.assets.mistakes import did_you_mean, divided, listing


def test_what_a_parser_says_is_divided_at_the_first_colon_outside_quotes() -> None:
    assert divided("cannot read '3: months' as a period: write 15 days") == (
        "cannot read '3: months' as a period",
        "Write 15 days",
    )


def test_an_apostrophe_inside_a_quoted_text_does_not_end_it() -> None:
    assert divided("cannot read 'it's: x' here: write a date") == ("cannot read 'it's: x' here", "Write a date")


def test_what_has_no_remedy_is_all_message() -> None:
    assert divided("no colon here") == ("no colon here", "")


@pytest.mark.parametrize(
    ("word", "known", "told"),
    [
        ("plumers", ["plumbers", "guards"], "did you mean 'plumbers'?"),
        ("ahu-1", ["AHU-1", "pump"], "did you mean 'AHU-1'?"),
        ("zebra", ["plumbers"], ""),
        ("x" * 5000, ["x" * 4999], ""),
    ],
)
def test_a_word_close_to_a_known_one_is_asked_about(word: str, known: list[str], told: str) -> None:
    assert did_you_mean(word, known) == told


def test_a_long_listing_ends_with_how_many_more_there_are() -> None:
    assert listing(["a", "b", "c", "d"], 2) == "a, b and 2 more"
