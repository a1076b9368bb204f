from __future__ import annotations

from textwrap import dedent

from fmplan.exports.findings import annotation, as_fields, letters, line_of
from fmplan.findings import Finding, Place, Severity

SOURCE = "tasks:\n  half-month:\n    every: 12 monhts\n"
UNKNOWN_UNIT = Finding(
    "unknown-unit",
    Severity.ERROR,
    Place("assets/elevators.yaml", 3, 12),
    "unknown frequency '12 monhts'",
    "Write a number and a unit, for example: every: 12 months",
)
NOTE = Finding("no-lock", Severity.NOTE, Place("estate.yaml"), "there is no lock", "Write one with: fmplan lock")


def told(*findings: Finding, folder: str = "") -> str:
    return "".join(letters(findings, {"assets/elevators.yaml": SOURCE}.get, folder))


def test_a_finding_is_a_small_letter_with_the_culprit_marked() -> None:
    assert told(UNKNOWN_UNIT) == dedent(
        """\
        assets/elevators.yaml:3:12: unknown frequency '12 monhts'
            3 |     every: 12 monhts
              |            ^^^^^^^^^
        Write a number and a unit, for example: every: 12 months          [unknown-unit]

        """
    )


def test_what_is_no_error_says_so_and_a_file_as_a_whole_has_no_excerpt() -> None:
    assert told(NOTE, folder="mill/") == dedent(
        """\
        mill/estate.yaml: note: there is no lock
        Write one with: fmplan lock                                            [no-lock]

        """
    )


def test_a_file_that_cannot_be_read_any_more_is_told_without_an_excerpt() -> None:
    gone = Finding("bad-id", Severity.ERROR, Place("gone.yaml", 3, 1), "no", "Mend it.")
    assert told(gone).splitlines()[:2] == ["gone.yaml:3:1: no", f"Mend it.{'[bad-id]'.rjust(72)}"]


def test_a_long_remedy_is_wrapped_and_an_example_in_it_is_not() -> None:
    example = "  sauna: {class: wellness/sauna, name: A sauna with a name so long that nobody would ever wrap it}"
    finding = Finding(
        "unknown-class", Severity.ERROR, Place("a.yaml"), "no",
        f"Write the class under classes: of estate.yaml, where it stands beside those of the library, as in\n{example}",
    )  # fmt: skip
    assert told(finding).splitlines() == [
        "a.yaml: no",
        "Write the class under classes: of estate.yaml, where it stands beside those of",
        "the library, as in",
        example,
        "[unknown-class]".rjust(80),
        "",
    ]


def test_nothing_in_a_message_acts_in_the_terminal() -> None:
    wild = Finding("bad-id", Severity.ERROR, Place("a\x1b.yaml"), "x\x1b[31m\ry\nz", "a\x9b\u202eb\n  c")
    text = told(wild)
    assert text == f"a .yaml: x [31m y z\na  b\n  c{'[bad-id]'.rjust(77)}\n\n"


def test_on_one_line_stand_place_message_and_code() -> None:
    assert line_of(NOTE, "mill/") == "mill/estate.yaml: note: there is no lock [no-lock]"


def test_github_shows_it_beside_the_line() -> None:
    finding = Finding("bad-id", Severity.WARNING, Place("a,b:c.yaml", 3, 4), "50%\r\n", "Mend: it,\nsoon")
    assert annotation(finding, "mill/") == (
        "::warning file=mill/a%2Cb%3Ac.yaml,line=3,col=4,title=bad-id::50%25%0D%0A%0AMend: it,%0Asoon\n"
    )
    assert annotation(NOTE) == (
        "::notice file=estate.yaml,title=no-lock::there is no lock%0AWrite one with: fmplan lock\n"
    )


def test_in_json_a_file_as_a_whole_has_no_line() -> None:
    assert as_fields(NOTE) == {
        "code": "no-lock",
        "severity": "note",
        "path": "estate.yaml",
        "line": None,
        "column": None,
        "message": "there is no lock",
        "remedy": "Write one with: fmplan lock",
    }
