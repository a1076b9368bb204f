from __future__ import annotations

from fmplan.findings import Finding, Place, Severity, in_reading_order


def a_finding(code: str = "unknown-key", line: int = 1, path: str = "a.yaml") -> Finding:
    return Finding(code, Severity.ERROR, Place(path, line, 1), "unknown key 'x'", "Remove it.")


def test_a_place_reads_as_editors_expect_it() -> None:
    assert str(Place("assets/a.yaml", 12, 9)) == "assets/a.yaml:12:9"


def test_a_file_as_a_whole_has_no_line() -> None:
    assert str(Place("assets/a.yaml")) == "assets/a.yaml"


def test_findings_stand_in_reading_order_each_once() -> None:
    first, second, third = a_finding(line=2), a_finding(line=10), a_finding(path="b.yaml")
    assert in_reading_order([third, second, first, a_finding(line=2)]) == [first, second, third]


def test_at_one_place_the_code_decides() -> None:
    assert in_reading_order([a_finding("b"), a_finding("a")]) == [a_finding("a"), a_finding("b")]


def test_only_an_error_stops_planning() -> None:
    place = Place("a.yaml")
    assert [Finding("x", severity, place, "m", "r").is_error for severity in Severity] == [True, False, False]
