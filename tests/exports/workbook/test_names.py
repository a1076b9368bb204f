from __future__ import annotations

import pytest

from fmplan.exports.workbook.names import Names


@pytest.mark.parametrize(
    ("wish", "name"),
    [
        ("North", "North"),
        ("North/South: [a]*?\\", "North-South- -a----"),
        ("'North'", "North"),
        ("x" * 40, "x" * 31),
        ("\U0001f525" * 20, "\U0001f525" * 15),
        ("", "-"),
        ("''", "-"),
        ("History", "History (2)"),
    ],
)
def test_a_wish_becomes_a_name_that_may_stand(wish: str, name: str) -> None:
    assert Names().take(wish) == name


def test_names_that_collide_in_whatever_case_are_numbered() -> None:
    names = Names()
    assert [names.take(wish) for wish in ("Cover", "cover", "COVER")] == ["Cover", "cover (2)", "COVER (3)"]


def test_a_number_stands_inside_the_length_of_a_name() -> None:
    names = Names()
    taken = [names.take("x" * 31) for _ in range(12)]
    assert taken[11] == "x" * 26 + " (12)"
    assert {len(name) for name in taken} == {31}
