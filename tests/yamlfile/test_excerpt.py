from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from fmplan.findings import Place
from fmplan.yamlfile.excerpt import MAX_CELLS, excerpt


def marked(line: str, column: int) -> str:
    """Return the part of the shown line above the carets, counted in terminal cells."""
    shown, carets = excerpt(line, Place("a.yaml", 1, column))
    start, end = carets.index("^"), len(carets)
    cells = "".join(sign + "\0" * (cell_len(sign) - 1) for sign in shown)
    return cells[start:end].replace("\0", "")


def test_the_carets_stand_under_the_value() -> None:
    text = "\n" * 11 + "        every: 12 monhts\n"
    assert excerpt(text, Place("a.yaml", 12, 16)) == [
        "   12 |         every: 12 monhts",
        "      |                ^^^^^^^^^",
    ]


def test_chinese_characters_take_two_cells() -> None:
    assert excerpt("{名称: 泵房一号, b: 2}", Place("a.yaml", 1, 6)) == [
        "    1 | {名称: 泵房一号, b: 2}",
        "      |        ^^^^^^^^",
    ]


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        ("every: 12 monhts", 1, "every"),
        ("every: 12 monhts  # soon", 8, "12 monhts"),
        ("hours: 08:30-17:30", 8, "08:30-17:30"),
        ("note: wash, dry", 7, "wash, dry"),
        ("- wash, dry", 3, "wash, dry"),
        ('a: "x: \\" y" # z', 4, '"x: \\" y"'),
        ("a: 'it''s' # z", 4, "'it''s'"),
        ("a: 'open", 4, "'open"),
        ("a: {en: Lift A, zh: 梯}", 9, "Lift A"),
        ("a: {en: Lift A, zh: 梯}", 17, "zh"),
        ("a: {en: Lift A, zh: 梯}", 21, "梯"),
        ("a: [x, {y: 1}] # z", 4, "[x, {y: 1}]"),
        ("a: [x,", 4, "["),
        ("a: !!str x", 4, "!!str"),
        ("a: *ref", 4, "*ref"),
        ("名称：泵", 3, "："),
        ("- - a", 1, "-"),
        ("a: b: c", 5, ":"),
    ],
)
def test_the_carets_go_as_far_as_the_key_or_value(line: str, column: int, expected: str) -> None:
    assert marked(line, column) == expected


def test_an_empty_value_has_one_caret_behind_its_colon() -> None:
    assert excerpt("name:", Place("a.yaml", 1, 6)) == ["    1 | name:", "      |      ^"]


def test_tabs_are_widened_and_what_nobody_sees_is_spelt_out() -> None:
    assert excerpt("\ta: x\u202ey\x1b", Place("a.yaml", 1, 5)) == [
        "    1 |     a: x\\u202ey\\u001b",
        "      |        ^^^^^^^^^^^^^^",
    ]


def test_a_long_line_is_cut_around_the_place() -> None:
    line = "{" + ", ".join(f"key-{n:04}: value" for n in range(500)) + "}"
    shown, carets = excerpt(line, Place("a.yaml", 1, line.index("key-0250") + 1))
    assert shown.startswith("    1 | …")
    assert shown.endswith("…")
    assert shown[carets.index("^") : len(carets)] == "key-0250"


def test_a_file_as_a_whole_and_a_line_past_its_end_have_no_excerpt() -> None:
    assert excerpt("a: 1", Place("a.yaml")) == []
    assert excerpt("a: 1", Place("a.yaml", 2, 1)) == []


def test_lines_count_as_the_reader_counts_them() -> None:
    assert excerpt("\ufeffa: 1\r\nb: 2\rc: 3", Place("a.yaml", 3, 1)) == ["    3 | c: 3", "      | ^"]
    assert excerpt("\ufeffa: 1", Place("a.yaml", 1, 1)) == ["    1 | a: 1", "      | ^"]


@given(st.text(max_size=300), st.integers(1, 3), st.integers(1, 310))
def test_an_excerpt_of_anything_is_short_and_has_a_caret(source: str, line: int, column: int) -> None:
    lines = excerpt(source, Place("a.yaml", line, column))
    assert len(lines) in (0, 2)
    if lines:
        shown, carets = lines
        assert len(carets) <= 8 + MAX_CELLS + 2
        assert carets.strip("| ^") == ""
        assert carets.count("^") >= 1
        assert all(sign.isprintable() for sign in shown.replace("\u3000", " "))
