from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from fmplan.exports.columns import cut_left, line, widths, wrapped

TEXTS = st.text(alphabet="ab 水泵ｘ…é", max_size=30)


def test_columns_are_as_wide_as_their_text() -> None:
    assert widths([("ab", "水泵"), ("abc", "")], (1, 1), 80) == [3, 4]


def test_the_widest_for_its_weight_is_pressed_first() -> None:
    assert widths([("a" * 30, "b" * 30, "c" * 5)], (1, 2, 1), 36) == [8, 17, 5]


def test_numbers_stand_right() -> None:
    assert line(("a", "7"), (3, 4), numbers=1) == "  a       7"


def test_a_double_width_character_is_never_cut_in_half() -> None:
    assert line(("水泵房", "x"), (4, 1)) == "  水…   x"


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=5), st.integers(18, 60))
def test_every_column_begins_at_the_same_cell_and_no_line_is_too_wide(
    rows: list[tuple[str, str, str]], width: int
) -> None:
    columns = widths(rows, (1, 1, 1), width)
    for row in rows:
        shown = line((*row[:2], "|"), [*columns[:2], 1])
        assert cell_len(shown) == 2 + columns[0] + 2 + columns[1] + 2 + 1
        assert cell_len(line(row, columns)) <= width


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("pump, tank and lift", ["  pump,", "    tank", "    and", "    lift"]),
        ("消防水泵、水箱和电梯", ["  消防水", "    泵、", "    水箱", "    和电", "    梯"]),
        ("a cn-fire-highrise-residential b", ["  a", "    cn-fire-highrise-residential", "    b"]),
        ("", []),
    ],
)
def test_a_paragraph_is_broken_between_words_and_wide_characters(text: str, lines: list[str]) -> None:
    assert list(wrapped(text, 9)) == lines


def test_of_a_text_cut_left_the_end_stays() -> None:
    assert (cut_left("cn-fire/drill", 8), cut_left("drill", 8)) == ("…e/drill", "drill")
