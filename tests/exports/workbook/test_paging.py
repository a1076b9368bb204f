from __future__ import annotations

from fmplan.exports.workbook.paging import Line, Section, pages_of


def a_line(height: float, name: str = "") -> Line:
    return Line(height, lambda _: None, name)


def names(pages: list[list[Line]]) -> list[str]:
    return ["".join(line.code for line in page) for page in pages]


def test_lines_fill_a_page_and_go_on_under_their_heads() -> None:
    section = Section([a_line(10, "H")], [a_line(30, name) for name in "abcd"])
    assert names(pages_of([section], 100)) == ["Habc", "Hd"]


def test_a_head_never_stands_alone_at_the_end_of_a_page() -> None:
    first, second = (Section([a_line(10, head)], [a_line(80, line)]) for head, line in ("Ha", "Gb"))
    assert names(pages_of([first, second], 110)) == ["Ha", "Gb"]


def test_a_line_higher_than_a_page_has_one_of_its_own() -> None:
    section = Section([], [a_line(10, "a"), a_line(500, "b"), a_line(10, "c")])
    assert names(pages_of([section], 100)) == ["a", "b", "c"]


def test_a_section_without_lines_leaves_its_heads_out() -> None:
    assert names(pages_of([Section([a_line(10, "H")], [])], 100)) == [""]
