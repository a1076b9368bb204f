from __future__ import annotations

import pytest

from fmplan.findings import Finding
from fmplan.yamlfile import events
from fmplan.yamlfile.reader import read_yaml


@pytest.fixture(params=["compiled", "pure"], autouse=True)
def _each_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a test with the compiled parser and again without it."""
    if request.param == "pure":
        monkeypatch.setattr(events, "CParser", None)


def found_in(text: str) -> list[Finding]:
    return read_yaml("a.yaml", text.encode())[1]


def cut_off(text: str) -> list[tuple[int, int, str]]:
    """Return line and column of each text that is cut off, and the words by which it is to be written."""
    return [
        (
            f.place.line,
            f.place.column,
            f.remedy.removeprefix("Put quotes around the whole, ").partition("; if it is")[0],
        )
        for f in found_in(text)
        if f.code == "cut-off-text"
    ]


def test_the_place_is_the_sign_and_the_words_say_what_is_read_and_what_to_write() -> None:
    (finding,) = found_in("assets:\n  hall-3:\n    name: Hall #3\n")
    assert str(finding.place) == "a.yaml:3:16"
    assert not finding.is_error
    assert finding.message == 'a # behind a blank begins a comment: only "Hall" is read'
    assert finding.remedy == ('Put quotes around the whole, "Hall #3"; if it is a comment, write a blank behind the #.')


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: Pump #2 west", (1, 9, '"Pump #2 west"')),
        ("a: Pump   #2", (1, 11, '"Pump #2"')),
        ("a: Pump\t#2", (1, 9, '"Pump #2"')),
        ("a: 泵房 #2", (1, 7, '"泵房 #2"')),
        ("\ufeffa: Pump #2\r\nb: c\r\n", (1, 9, '"Pump #2"')),
        ("a:\n  - Pump #2\n", (2, 10, '"Pump #2"')),
        ("a:\n  Booster\n  pump #2\n", (3, 8, '"Booster pump #2"')),
        ("a: {b: Pump #2\n}", (1, 13, '"Pump #2"')),
        ("a: [Pump #2, Pump,\n 3]", (1, 10, '"Pump #2"')),
        ('a: The "old" pump #2', (1, 19, "'The \"old\" pump #2'")),
        ('a: Owner\'s "old" pump #2', (1, 23, "'Owner''s \"old\" pump #2'")),
        (f"a: {'x' * 70} #2", (1, 75, f'"{"x" * 60}…"')),
    ],
)
def test_a_text_without_quotes_is_cut_off_by_a_number_sign_and_a_digit(
    text: str, expected: tuple[int, int, str]
) -> None:
    assert cut_off(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "a: Pump # 2",
        "a: Pump #two",
        "a: Pump#2",
        "a: Pump-#2",
        "a: 'Pump #2'",
        'a: "Pump #2"',
        'a: "Pump" #2 of them',
        "a: 'a long text\n  of pump #2'",
        "a: |\n  Pump #2\n",
        "a: >-\n  Pump #2\n  Pump #3\n",
        "a: | #2 lines\n  Pump\n  lift\n",
        "a: b\n #2 pumps\nc: d",
        "a: b\n# Pump #2\n",
        "a: b # Pump #2\n",
        "a: #2\n  b: c",
        "a: [b] #2\n",
        "a: &x b\nc: *x #2\n",
    ],
)
def test_comments_and_texts_in_quotes_or_blocks_are_left_alone(text: str) -> None:
    assert found_in(text) == []


def test_every_one_of_a_file_is_told() -> None:
    text = "".join(f"pump-{n}: Pump #{n}\n" for n in range(1, 10))
    assert cut_off(text) == [(n, 14, f'"Pump #{n}"') for n in range(1, 10)]


def test_a_bracket_that_a_comment_leaves_open_is_told_with_what_did_it() -> None:
    findings = found_in("a: {name: Hall #3}\nb: c\n")
    assert [(f.code, f.place.line, f.place.column) for f in findings] == [
        ("yaml-syntax", 1, 4),
        ("cut-off-text", 1, 16),
    ]
    assert '"Hall #3"' in findings[1].remedy
