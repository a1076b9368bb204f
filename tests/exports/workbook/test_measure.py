from __future__ import annotations

import pytest

from fmplan.exports.workbook.listing import width_of
from fmplan.exports.workbook.measure import lines_of


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("Fire pump", 10, 1),
        ("Fire pump of the tower in the north", 10, 4),
        ("消防水泵", 10, 1),
        ("消防水泵" * 5, 10, 4),
    ],
)
def test_chinese_takes_twice_the_room(text: str, width: float, lines: int) -> None:
    assert lines_of(text, width) == lines


def test_a_column_is_as_wide_as_its_widest_text_between_its_bounds() -> None:
    assert width_of(["ab", "消防水泵房"], 6, 40) == 12
    assert width_of(["ab"], 6, 40) == 6
    assert width_of(["消防水泵房" * 9], 6, 40) == 40
