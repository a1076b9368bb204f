from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fmplan.findings import Finding
from fmplan.yamlfile import events, reader
from fmplan.yamlfile.block import Block
from fmplan.yamlfile.events import DEPTH_LIMIT
from fmplan.yamlfile.plainlines import MAX_DEPTH, read_plain_lines
from fmplan.yamlfile.reader import read_yaml

REGISTER = """\
# pumps of tower 1

assets:
  pump-1:
    name: Booster pump 1
    class: plant/pump
    location: 1栋/泵房
    installed: 2019-05-04
    replaced:
    tasks:
      half-month:
        name: Half-monthly service
          
        every: 15 days
      # with the vendor
      year:
        every: 1 year
  pump-2:
    name: Booster pump 2
    note: a:b c#d it's "so" [far] {1} 100% 12:30 & more, see - there
    until: null
"""  # noqa: W293 (a blank line may have spaces)


def by_events(text: str | bytes, *, compiled: bool = True) -> tuple[Block | None, list[Finding]]:
    data = text.encode() if isinstance(text, str) else text
    with ExitStack() as stack:
        stack.enter_context(patch.object(reader, "read_plain_lines", lambda *_: None))
        if not compiled:
            stack.enter_context(patch.object(events, "CParser", None))
        return read_yaml("a.yaml", data)


def whole(value: object) -> object:
    """Spell out all that a value holds, order and positions too."""
    if isinstance(value, Block):
        return (value.path, value.at, value.marks, [(key, whole(inside)) for key, inside in value.items()])
    return (type(value), value)


def assert_read_alike(text: str) -> None:
    """Check that the file reads the same whether or not it takes the quick way, and that wrong ones do not."""
    expected, findings = by_events(text)
    root, found = read_yaml("a.yaml", text.encode())
    assert whole(root) == whole(expected)
    assert found == findings


def taken(text: str) -> bool:
    """Tell whether a text takes the quick way, and check that it then says what the events say."""
    root = read_plain_lines("a.yaml", text)
    if root is not None:
        expected, findings = by_events(text)
        assert findings == []
        assert whole(root) == whole(expected)
        # The pure parser puts the place of an empty value elsewhere; what it reads is the same.
        assert by_events(text, compiled=False) == (root, [])
    return root is not None


def test_a_plain_register_takes_the_quick_way_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    expected, _ = by_events(REGISTER)
    monkeypatch.setattr(events, "_Reading", None)
    root, findings = read_yaml("a.yaml", REGISTER.encode())
    assert findings == []
    assert whole(root) == whole(expected)


@pytest.mark.parametrize(
    "text",
    [
        REGISTER,
        REGISTER.replace("\n", "\r\n"),
        "a: b",
        "a:",
        "a:\n",
        "a:\nb:\n",
        "a:\n  b:\nc:\n",
        "a:\n\n  # why\n\n     b: c\n\n\nd: e",
        "a:\n# why\nb:\n# why",
        "  a: b\n  c: d\n# far left\n",
        "a: b\n    # far right\nc: d",
        "a: null\nb: Null\nc: NULL\nd: nULL\n",
        "null-like: 1\n012: no\n_: 1\n",
        "a: b :c\na.b: c::d\nc: d:#e\n",
        "a: 泵房：1\nb: é\nc: ²\n",
        "x" * 100 + ": y",
        " " * 255 + "a: b",
    ],
)
def test_what_is_plain_is_read(text: str) -> None:
    assert taken(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "# only a comment\n",
        "a: {b: c}",
        "a: [b]",
        "a: 'b'",
        'a: "b"',
        "'a': b",
        "a: |\n  b",
        "a: >\n  b",
        "a:\n- b",
        "a:\n  - b",
        "- a: b",
        "a: &b c",
        "a: *b",
        "&a b: c",
        "a: !b c",
        "a: ~",
        "a: -",
        "a: - b",
        "? a",
        "<<: a",
        "null: a",
        "a:\n  NULL: b",
        "泵: a",
        "a b: c",
        "---\na: b",
        "a: b\n---\nc: d",
        "a: b\n...\n",
        "%YAML 1.2\n---\na: b",
        "a: b\n  c",
        "a:\n  b",
        "a:\n  b\n  c",
        "a",
        "a:b",
        "a : b",
        "a:  b",
        "a: ",
        "a: b ",
        "a: b:",
        "a: b: c",
        "a: b #c",
        "a: #c",
        "a: # c",
        "a: b\tc",
        "a:\tb",
        "\ta: b",
        "a: b\n\t\n",
        "a: b\rc: d",
        "a: b\r\r\n",
        "a: b\n  c: d",
        "a: null\n  c: d",
        "a:\n    b: c\n  d: e",
        "  a: b\nc: d",
        "a:\n  b:\n      c: d\n    e: f",
        "a: b\na: c",
        "a:\na:\n  b: c",
        "a:\n  b: c\n  b:\n",
        "a:\n  b: c\na:\n  b: c\n",
        "x" * 101 + ": y",
        " " * 256 + "a: b",
    ],
)
def test_whatever_is_not_plain_is_left_to_the_events(text: str) -> None:
    assert not taken(text)
    assert_read_alike(text)


@pytest.mark.parametrize("sign", ["\0", "\x07", "\x7f", "\x85", "\u2028", "\u2029", "\ufeff", "\ufffe"])
@pytest.mark.parametrize("text", ["a: b{}c", "a: b{}", "a{}: b", "{}a: b", "a: b # {}", "a: b\n{}\nc: d"])
def test_a_hidden_character_is_found_wherever_it_stands(text: str, sign: str) -> None:
    assert_read_alike(text.format(sign))


def tower(depth: int) -> str:
    return "\n".join(f"{' ' * level}a:" for level in range(depth)) + " b"


def test_mappings_too_deep_are_left_to_the_events() -> None:
    assert MAX_DEPTH <= DEPTH_LIMIT
    assert taken(tower(MAX_DEPTH))
    assert not taken(tower(MAX_DEPTH + 1))
    assert_read_alike(tower(MAX_DEPTH + 1))
    assert_read_alike(tower(DEPTH_LIMIT + 1))


def test_equal_texts_are_kept_once() -> None:
    root = read_plain_lines("a.yaml", "a:\n  b: plant room\nc: plant room\n")
    assert root is not None
    assert root["a"]["b"] is root["c"]


def test_an_odd_line_may_stand_anywhere_in_a_long_file() -> None:
    lines = [f"key-{number}: text {number % 7}" for number in range(1000)]
    assert taken("\n".join(lines))
    for row in (0, 200, 999):
        assert not taken("\n".join([*lines[:row], "odd: {a: b}", *lines[row:]]))
    assert_read_alike("\n".join([*lines, "key-5: again"]))


def test_an_odd_line_is_met_before_anything_is_built() -> None:
    with patch("fmplan.yamlfile.plainlines._nested") as nested:
        assert read_plain_lines("a.yaml", "a: b\nc: {}\n" + REGISTER) is None
    nested.assert_not_called()


KEYS = st.sampled_from(["a", "b", "c", "name", "half-month", "x.y", "1", "_k", "null", "no"])
TEXTS = st.sampled_from(
    ["a", "Pump 1", "15 days", "2026-12-17", "泵房 1", "a:b", "a#b", "null", "it's", "08:30-17:30", "é, ü"]
)
PLAIN = st.recursive(
    st.one_of(st.none(), TEXTS),
    lambda inside: st.dictionaries(KEYS, inside, min_size=1, max_size=4),
    max_leaves=14,
)
DOCUMENTS: st.SearchStrategy[Mapping[str, object]] = st.dictionaries(KEYS, PLAIN, min_size=1, max_size=4)
BETWEEN = st.sampled_from(["", "", "", "\n", "  \n", "# why: so\n", "      # far\n"])


@st.composite
def written(draw: st.DrawFn) -> str:
    """Write a random document with random steps of indentation, blank lines and comments."""

    def lines(block: Mapping[str, object], indent: int) -> str:
        text = ""
        for key, value in block.items():
            text += draw(BETWEEN) + f"{' ' * indent}{key}:"
            if isinstance(value, Mapping):
                text += "\n" + lines(value, indent + draw(st.integers(1, 4)))
            else:
                text += "\n" if value is None else f" {value}\n"
        return text

    return lines(draw(DOCUMENTS), draw(st.integers(0, 2)))


DAMAGE = st.sampled_from(
    [
        *(" ", "  ", "\n", "\n\n", "\t", "\r", "\r\n", ":", ": ", " :", "#", " #", "# ", "-", "- ", "?", "? "),
        *("{", "}", "[", "]", ",", "&a ", "*a", "!", "|", ">", "'", '"', "%", "@", "`", "~", "<<: ", "\\"),
        *("---", "...", "\n---\n", "\n...\n", "\n- a\n", "\na\n", "null", "NULL:", "a: b\n", "\n  a: b\n"),
        *("\x00", "\x1b", "\x7f", "\x85", "\xa0", "\u200b", "\u2028", "\u3000", "\ufeff", "：", "é", "_", "."),
    ]
)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Write a random document and put in, take out or repeat something, once to four times."""
    text = draw(written())
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        kind = draw(st.sampled_from(["put in", "take out", "repeat"]))
        if kind == "put in":
            text = text[:at] + draw(DAMAGE) + text[at:]
        elif kind == "take out":
            text = text[:at] + text[at + draw(st.integers(1, 6)) :]
        else:
            lines = text.split("\n")
            row = draw(st.integers(0, len(lines) - 1))
            lines.insert(draw(st.integers(0, len(lines))), lines[row])
            text = "\n".join(lines)
    return text


@given(written())
def test_a_plain_document_is_read_as_the_events_read_it(text: str) -> None:
    assert taken(text) or "null:" in text


@given(damaged())
@example("a: b\n c: d")
@example("a:\n b:\n\n  c\n")
def test_a_damaged_document_is_read_as_the_events_read_it(text: str) -> None:
    assert_read_alike(text)
    assert_read_alike(text.replace("\n", "\r\n"))
