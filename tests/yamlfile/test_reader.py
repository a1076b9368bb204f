from __future__ import annotations

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from fmplan.findings import Finding, Place
from fmplan.yamlfile import events
from fmplan.yamlfile.block import Block, Items
from fmplan.yamlfile.codes import CODES, UNREADABLE
from fmplan.yamlfile.events import ALIAS_BUDGET, DEPTH_LIMIT
from fmplan.yamlfile.reader import read_yaml

SAMPLE = """\
# the lifts
types:
  gen2: {class: elevator/traction, make: "Otis", attributes: {floors: 32}}
assets:
  lift-1a:
    name: {en: Tower 1 lift A, zh: 1栋A梯}
    serial: '012'
    serves: [tower-1, tower-2]
    suspended:
      - 2027-05-01..2027-06-30
      -
    note: |
      first line
      second line
    tasks:
      rope-check: &rope {every: 1 month, on: first monday}
      belt-check: *rope
"""


@pytest.fixture(params=["compiled", "pure"])
def _each_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a test with the compiled parser and again without it."""
    if request.param == "pure":
        monkeypatch.setattr(events, "CParser", None)


def read(text: str | bytes) -> Block:
    root, findings = read_yaml("a.yaml", text.encode() if isinstance(text, str) else text)
    assert findings == []
    assert root is not None
    return root


def said(text: str | bytes) -> list[tuple[str, int, int]]:
    """Return code, line and column of what is found, and check that the Block is there where it should be."""
    root, findings = read_yaml("a.yaml", text.encode() if isinstance(text, str) else text)
    codes = {finding.code for finding in findings}
    assert codes <= set(CODES)
    assert (root is None) == bool(codes & UNREADABLE)
    assert all(f.is_error == (f.code != "cut-off-text") for f in findings)
    assert all(f.message and f.remedy and f.place.path == "a.yaml" for f in findings)
    return [(f.code, f.place.line, f.place.column) for f in findings]


def only(text: str | bytes) -> Finding:
    (finding,) = read_yaml("a.yaml", text.encode() if isinstance(text, str) else text)[1]
    return finding


@pytest.mark.usefixtures("_each_parser")
def test_a_register_comes_out_as_blocks_lists_and_text() -> None:
    rope = {"every": "1 month", "on": "first monday"}
    assert read(SAMPLE) == {
        "types": {"gen2": {"class": "elevator/traction", "make": "Otis", "attributes": {"floors": "32"}}},
        "assets": {
            "lift-1a": {
                "name": {"en": "Tower 1 lift A", "zh": "1栋A梯"},
                "serial": "012",
                "serves": ["tower-1", "tower-2"],
                "suspended": ["2027-05-01..2027-06-30", None],
                "note": "first line\nsecond line\n",
                "tasks": {"rope-check": rope, "belt-check": rope},
            }
        },
    }


@pytest.mark.parametrize("text", ["012", "1E100", "no", "yes", "12:30", "0x1F", "2027-03-31", "1_000", ".inf", "="])
@pytest.mark.usefixtures("_each_parser")
def test_a_plain_scalar_stays_the_text_it_is_as_key_and_as_value(text: str) -> None:
    assert read(f"{text}: {text}\n") == {text: text}


def test_a_tab_may_stand_between_a_key_and_its_value() -> None:
    assert read("a:\t1\n") == {"a": "1"}


@pytest.mark.parametrize("nothing", ["", "~", "null", "Null", "NULL"])
@pytest.mark.usefixtures("_each_parser")
def test_only_what_is_plain_and_empty_is_none(nothing: str) -> None:
    assert read(f"a: {nothing}\nb: '{nothing}'\nc: [{nothing or '~'}, \"{nothing}\"]\n") == {
        "a": None,
        "b": nothing,
        "c": [None, nothing],
    }


@pytest.mark.parametrize("key", ["null", "~", "NULL"])
def test_a_key_is_always_text(key: str) -> None:
    assert read(f"{key}: 1") == {key: "1"}


def test_a_quoted_key_may_be_empty() -> None:
    assert read('"": 1') == {"": "1"}


@pytest.mark.usefixtures("_each_parser")
def test_places_point_at_the_first_character_of_keys_and_values() -> None:
    root = read(SAMPLE)
    lift = root["assets"]["lift-1a"]
    lines = SAMPLE.split("\n")

    def at(place: Place) -> str:
        return lines[place.line - 1][place.column - 1 :]

    assert at(root["types"].key_place("gen2")).startswith("gen2:")
    assert at(root["types"].value_place("gen2")).startswith("{class")
    assert at(root["types"]["gen2"].value_place("make")).startswith('"Otis"')
    assert at(root["types"]["gen2"]["attributes"].key_place("floors")).startswith("floors: 32")
    assert at(lift["name"].value_place("zh")) == "1栋A梯}"
    assert at(lift.value_place("serial")) == "'012'"
    assert at(lift["serves"].item_place(1)) == "tower-2]"
    assert at(lift["suspended"].item_place(0)) == "2027-05-01..2027-06-30"
    assert at(lift.value_place("note")) == "|"
    assert at(lift["tasks"].value_place("belt-check")) == "*rope"
    assert at(lift.place()).startswith("name: {en")


def test_columns_count_characters_not_bytes() -> None:
    root = read("{名称: 泵房, 位置: 𠮷林}")
    assert root.key_place("位置") == Place("a.yaml", 1, 10)
    assert root.value_place("位置") == Place("a.yaml", 1, 14)


def test_a_value_on_the_next_line_has_its_place_there() -> None:
    assert read("name:\n  Pump\n  one\n").value_place("name") == Place("a.yaml", 2, 3)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_byte_order_mark_and_any_line_end_are_read_silently(end: str) -> None:
    root = read(codecs.BOM_UTF8 + f"a: 1{end}b: 2{end}".encode())
    assert root == {"a": "1", "b": "2"}
    assert root.key_place("a") == Place("a.yaml", 1, 1)
    assert root.value_place("b") == Place("a.yaml", 2, 4)


HOSTILE: list[tuple[str | bytes, list[tuple[str, int, int]]]] = [
    ("", [("empty-file", 0, 0)]),
    (" \n\t\n", [("empty-file", 0, 0)]),
    (codecs.BOM_UTF8, [("empty-file", 0, 0)]),
    ("# only\n\n# comments\n", [("empty-file", 0, 0)]),
    ("---\n", [("empty-file", 0, 0)]),
    (b"a: 1\nb: \0\n", [("binary-file", 2, 4)]),
    (b"PK\x03\x04\0\0", [("binary-file", 0, 0)]),
    (b"\x89PNG\r\n\x1a\n", [("binary-file", 0, 0)]),
    ("名: a\n".encode("utf-16"), [("not-utf8", 1, 1)]),
    ("assets: 泵\n".encode("utf-16-le"), [("not-utf8", 1, 1)]),
    ("assets: 泵\n".encode("utf-16-be"), [("not-utf8", 1, 1)]),
    ("a: 1\nname: 生活水泵\n".encode("gb18030"), [("not-utf8", 2, 7)]),
    (b"a: \xed\xa0\x80", [("not-utf8", 1, 4)]),
    ("泵: 1\n泵: ".encode() + b"\xff", [("not-utf8", 2, 4)]),
    ("a: 1\nb: x\x1by", [("control-character", 2, 5)]),
    ("泵: x\x85y", [("control-character", 1, 5)]),
    ("泵: x\u2028y", [("control-character", 1, 5)]),
    ("a: \ufeffx", [("control-character", 1, 4)]),
    ('a: "x"\nb: ["\\0", "\\e[1m"]', [("escaped-character", 2, 5), ("escaped-character", 2, 11)]),
    ('a: "\\n\\t\\u6cf5"', []),
    ("a:\n\tb: 1\n", [("tab-indent", 2, 1)]),
    ("a:\n  b: 1\n \tc: 1\n", [("tab-indent", 3, 2)]),
    ("name：Pump\nclass: pump\n", [("full-width-punctuation", 1, 5)]),
    ("name：Pump\n", [("full-width-punctuation", 1, 5)]),
    ("a:\n  名称：泵\n  class: pump\n", [("full-width-punctuation", 2, 5)]),
    ("a: 1\n名称：泵\nclass: pump\n", [("full-width-punctuation", 2, 3)]),
    ("a: “Tower: one”\n", [("full-width-punctuation", 1, 4)]),
    ("a: {b: 1，c: 2}\n", [("full-width-punctuation", 1, 9)]),
    ("note: 注意：断电，再开盖\n", []),
    ("a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> side\n", [("merge-conflict", 2, 1)]),
    ("a: 1\n=======\nb: 2\n", [("merge-conflict", 2, 1)]),
    ("a: 1 # =======\nb: '>>>>>>>'\n", []),
    ("a: &x 1\nb: *y\n", [("unknown-anchor", 2, 4)]),
    ("a: &x [1, *x]\n", [("alias-loop", 1, 11)]),
    ("a: &x\n  b: {c: *x}\n", [("alias-loop", 2, 10)]),
    ("a: !!str 1\nb: !x {c: 1}\n", [("yaml-tag", 1, 4), ("yaml-tag", 2, 4)]),
    ("a: !x!y 1\n", [("yaml-syntax", 1, 4)]),
    ("a: 1\nb: 2\n'a': 3\na: 4\n", [("duplicate-key", 3, 1), ("duplicate-key", 4, 1)]),
    ("a: {b: 1, b: 2}\n", [("duplicate-key", 1, 11)]),
    ("a: &x {b: 1}\nc:\n  <<: *x\n", [("merge-key", 3, 3)]),
    ("'<<': 1\n", []),
    ("? [a, b]\n: 1\nc: 2\n", [("key-not-text", 1, 3)]),
    ("{a: 1}: 1\nc: 2\n", [("key-not-text", 1, 1)]),
    ("a: 1\n? \n: 2\n", [("key-not-text", 2, 2)]),
    ("- a\n- b\n", [("not-a-mapping", 1, 1)]),
    ("# x\njust a text\n", [("not-a-mapping", 2, 1)]),
    ("a: 1\n---\nb: 2\n", [("several-documents", 2, 1)]),
    ("# x\n%YAML 1.2\n---\na: 1\n", [("yaml-directive", 2, 1)]),
    ("a: Tower 1: lift\n", [("yaml-syntax", 1, 11)]),
    ("a:1\nb: 2\n", [("yaml-syntax", 1, 2)]),
    ("a: 1\nb:2\nc: 3\n", [("yaml-syntax", 2, 2)]),
    ("a: 1\nb\nc: 3\n", [("yaml-syntax", 2, 1)]),
    ("a\nb: 2\n", [("yaml-syntax", 1, 1)]),
    ("a: 1\n  b: 2\n", [("yaml-syntax", 2, 3)]),
    ("a:\n    b: 1\n  c: 2\n", [("yaml-syntax", 3, 3)]),
    ("a: 'open\nb: 2\n", [("yaml-syntax", 1, 4)]),
    ("a: 'it's'\n", [("yaml-syntax", 1, 8)]),
    ("a: [1, 2\nb: 3\n", [("yaml-syntax", 1, 4)]),
    ("a: {b: 1 c: 2}\n", [("yaml-syntax", 1, 11)]),
    ("a: ]\n", [("yaml-syntax", 1, 4)]),
    ("a: @home\n", [("yaml-syntax", 1, 4)]),
    ("a: *\n", [("yaml-syntax", 1, 5)]),
    ("a: - b\n", [("yaml-syntax", 1, 4)]),
    ("a: 1\n- b\n", [("yaml-syntax", 2, 1)]),
    ("a:\n  - b\n  c: 1\n", [("yaml-syntax", 3, 3)]),
    ("a: | text\n", [("yaml-syntax", 1, 6)]),
]


@pytest.mark.parametrize(("text", "expected"), HOSTILE)
@pytest.mark.usefixtures("_each_parser")
def test_what_is_wrong_is_found_at_its_place(text: str | bytes, expected: list[tuple[str, int, int]]) -> None:
    assert said(text) == expected


def test_the_likely_encoding_is_named() -> None:
    finding = only("name: 生活水泵\n".encode("gbk"))
    assert "GB18030 (GBK)" in finding.message
    assert "0xC9" in finding.message
    assert "UTF-8" in finding.remedy


def test_a_colon_without_a_key_is_called_so() -> None:
    finding = only("a:\n  : 1\n")
    assert (finding.place.line, finding.place.column) == (2, 3)
    assert finding.message == "there is no key before the colon"


def test_an_open_quote_is_told_where_it_opens_and_how_an_apostrophe_is_written() -> None:
    finding = only("name: 'Owners' meeting'\n")
    assert finding.message == "text stands behind the closing quote"
    assert "it''s" in finding.remedy


def test_a_duplicate_names_the_first_place_and_the_first_value_stays() -> None:
    root, (finding,) = read_yaml("a.yaml", b"a: 1\nb: 2\na: 3\n")
    assert root == {"a": "1", "b": "2"}
    assert "line 1" in finding.message
    assert root.key_place("b") == Place("a.yaml", 2, 1)


def test_all_that_can_be_read_around_is_found_at_once() -> None:
    text = "a: !x 1\nb: 2\nb: 3\n<<: {c: 1}\n[d]: 4\ne: *f\ng: ok\n"
    root, findings = read_yaml("a.yaml", text.encode())
    assert [f.code for f in findings] == [
        "yaml-tag",
        "duplicate-key",
        "merge-key",
        "key-not-text",
        "unknown-anchor",
    ]
    assert root == {"a": "1", "b": "2", "e": None, "g": "ok"}
    assert root.key_place("g") == Place("a.yaml", 7, 1)


def test_what_was_found_before_a_syntax_error_is_told_too() -> None:
    assert said("a: 1\na: 2\nb: [\n") == [("duplicate-key", 2, 1), ("yaml-syntax", 3, 4)]


def test_keys_that_differ_only_in_case_or_unicode_form_are_kept_as_written() -> None:
    assert list(read("é: 1\ne\u0301: 2\nÉ: 3\n")) == ["é", "e\u0301", "É"]


def nested(depth: int) -> str:
    return "a: " + "[" * (depth - 1) + "]" * (depth - 1)


@pytest.mark.usefixtures("_each_parser")
def test_lists_may_be_nested_to_the_limit_and_no_deeper() -> None:
    assert said(nested(DEPTH_LIMIT)) == []
    assert said(nested(DEPTH_LIMIT + 1)) == [("nested-too-deep", 1, 3 + DEPTH_LIMIT)]


@pytest.mark.parametrize("opening", ["[", "{", "- ", "{a: ", "? ", "[[{", "[? "])
@pytest.mark.usefixtures("_each_parser")
def test_a_tower_of_brackets_is_refused(opening: str) -> None:
    ((code, _, _),) = said("a:\n  " + opening * 200_000)
    assert code == "nested-too-deep"


def test_references_within_the_budget_are_resolved() -> None:
    root = read("a: &x [1, 2]\nb: *x\nc: [*x, *x]\n&k d: *k\n")
    assert root == {"a": ["1", "2"], "b": ["1", "2"], "c": [["1", "2"], ["1", "2"]], "d": "d"}


@pytest.mark.usefixtures("_each_parser")
def test_an_alias_bomb_is_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    ((code, line, _),) = said("\n".join(lines))
    assert (code, line) == ("alias-bomb", 4)


def test_a_thousand_small_references_are_fine_and_too_many_are_not() -> None:
    assert said("a: &x 1\nb: [" + "*x, " * ALIAS_BUDGET + "]") == []
    ((code, _, _),) = said("a: &x 1\nb: [" + "*x, " * (ALIAS_BUDGET + 1) + "]")
    assert code == "alias-bomb"


def test_references_do_not_get_around_the_depth_limit() -> None:
    half = "[" * 40 + "{}" + "]" * 40
    ((code, line, _),) = said(f"a: &x {half}\nb: {'[' * 40}*x{']' * 40}")
    assert (code, line) == ("nested-too-deep", 2)


def test_a_file_of_twenty_megabytes_is_refused_unread() -> None:
    assert said(b"\xff" * 20_000_000) == [("file-too-large", 0, 0)]


def test_a_line_of_a_million_characters_is_refused() -> None:
    assert said("a: 1\nb: " + "x" * (1 << 20)) == [("line-too-long", 2, 1)]


def test_many_duplicates_are_all_found() -> None:
    text = "".join(f"k{n}: 1\n" for n in range(5_000)) * 2
    root, findings = read_yaml("a.yaml", text.encode())
    assert root is not None
    assert len(root) == 5_000
    assert [(f.code, f.place.line) for f in findings] == [("duplicate-key", n) for n in range(5_001, 10_001)]


bytes_of_yaml = st.lists(
    st.sampled_from([b"[", b"]", b"{", b"}", b": ", b"\n", b"- ", b"? ", b"&a ", b"*a", b"<<", b"\t", b"'", b'"'])
    | st.sampled_from([b"|", b">", b"%", b"!", b"#", b"\\", b"---", b"\r", b"\0", "：".encode(), "　".encode()])
    | st.binary(max_size=4),
    max_size=30,
).map(b"".join)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Draw the sample register with parts replaced, cut, doubled or overwritten."""
    data = SAMPLE.encode()
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 40)))
        piece = draw(bytes_of_yaml | st.just(data[start:end] * 2))
        data = data[:start] + piece + data[end:]
    return data[: draw(st.integers(0, len(data)))] if draw(st.booleans()) else data


@given(mutated() | bytes_of_yaml)
@example(b'a: "\\UFFFFFFFF"')
@example(b"\n\x0c")
def test_whatever_the_bytes_there_is_an_answer(data: bytes) -> None:
    said(data)


@given(mutated() | bytes_of_yaml)
@example(b'a: "\\UFFFFFFFF"')
@example(b'a: "\\ud800"')
def test_the_pure_parser_has_an_answer_too(data: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(events, "CParser", None)
        said(data)


words = st.text(st.characters(categories=["L", "N", "P", "Zs"], exclude_characters="\u2028\u2029\ufeff"), max_size=12)
documents = st.dictionaries(
    words,
    st.recursive(
        words,
        lambda inside: st.lists(inside, max_size=4) | st.dictionaries(words, inside, max_size=4),
        max_leaves=12,
    ),
    min_size=1,
    max_size=5,
)


def written(value: object, indent: int) -> str:
    """Write a value as YAML, in blocks at even depth and in brackets below odd ones."""
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    if isinstance(value, dict):
        if not value or indent % 4:
            return "{" + ", ".join(f"{written(k, 2)}: {written(v, 2)}" for k, v in value.items()) + "}"
        pad = "\n" + " " * indent
        return pad + pad.join(f"{written(k, 2)}: {written(v, indent + 2)}" for k, v in value.items())
    assert isinstance(value, list)
    return "[" + ", ".join(written(v, 2) for v in value) + "]"


@given(documents)
def test_a_well_formed_document_is_read_as_the_safe_loader_reads_it(document: dict[str, object]) -> None:
    text = written(document, 0)
    assert read(text) == YAML(typ="safe", pure=True).load(text) == document


@given(documents)
def test_every_place_points_at_what_stands_there(document: dict[str, object]) -> None:
    text = written(document, 0)
    lines = text.split("\n")

    def check(value: object, place: Place) -> None:
        rest = lines[place.line - 1][place.column - 1 :]
        if isinstance(value, str):
            assert rest.startswith(written(value, 2))
        elif isinstance(value, Block):
            for key in value:
                check(key, value.key_place(key))
                check(value[key], value.value_place(key))
        else:
            assert isinstance(value, Items)
            assert rest.startswith("[")
            for index, item in enumerate(value):
                check(item, value.item_place(index))

    root = read(text)
    check(root, root.place())
