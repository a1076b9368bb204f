from __future__ import annotations

import pytest

from fmplan.dates.plain import quoted, require_plain


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("１５ days", "'15 days'"),
        ("04-01．．10-31", "'04-01..10-31'"),
        ("04-01…10-31", "'04-01..10-31'"),
        ("08：30－17：30", "'08:30-17:30'"),
        ("08:30–17:30", "'08:30-17:30'"),
    ],
)
def test_full_width_and_typographic_signs_are_shown_as_plain_ones(written: str, plain: str) -> None:
    with pytest.raises(ValueError, match=f"full-width or typographic signs: write plain ones, {plain}$"):
        require_plain(written)


@pytest.mark.parametrize("written", ["15 days", "3 个月", ""])
def test_plain_text_and_what_has_no_plain_form_pass(written: str) -> None:
    require_plain(written)


def test_a_quote_is_short_and_on_one_line() -> None:
    assert quoted("a\nb\tc\0d") == "'a b c d'"
    assert quoted("x" * 1000) == "'" + "x" * 60 + "…'"
