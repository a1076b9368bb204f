from __future__ import annotations

import sys
from unicodedata import category

from fmplan.exports.plain import acts, harmless, one_line, spelt_out

TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
ACTING = {
    *TURNING,
    *(sign for sign in map(chr, range(sys.maxunicode + 1)) if category(sign) in ("Cc", "Cs", "Zl", "Zp")),
}


def test_of_all_the_signs_there_are_those_that_act_become_spaces() -> None:
    changed = {sign for sign in map(chr, range(sys.maxunicode + 1)) if harmless(f"a{sign}b") != f"a{sign}b"}
    assert changed == ACTING - {"\n"}
    assert {harmless(f"a{sign}b") for sign in changed} == {"a b"}
    assert {sign for sign in map(chr, range(sys.maxunicode + 1)) if acts(sign)} == ACTING


def test_in_json_they_are_spelt_out() -> None:
    assert {sign for sign in map(chr, range(sys.maxunicode + 1)) if spelt_out(sign) != sign} == ACTING
    assert spelt_out("泵\u3000\u202e1") == "泵\u3000\\u202e1"


def test_on_one_line_spaces_of_any_kind_are_one() -> None:
    assert one_line("  a\n\n b\u3000c\u2028d\x1b[2J ") == "a b c d [2J"


def test_line_ends_stay_where_lines_are_wanted() -> None:
    assert harmless("a\n  b\r\n\x1b[2J") == "a\n  b \n [2J"
