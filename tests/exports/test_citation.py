"""Citations: a code stays a code, a law goes by its name, a clause is written as the reader's language writes it."""

from __future__ import annotations

import pytest

from fmplan.assets.task_form import SourceForm
from fmplan.exports.citation import cited, clause_said, standard_said


@pytest.mark.parametrize(
    ("clause", "chinese"),
    [
        ("art. 32", "第32条"),
        ("art. 22, 31, 34", "第22、31、34条"),
        ("art. 5(9)", "第5条(9)"),
        ("art. 5(9)(b)", "第5条(9)(b)"),
        ("ch. 7", "第7章"),
        ("ch. 11 and 12", "第11和12章"),
        ("reg. 9", "第9条"),
        ("s. 3", "第3条"),
        ("clause 44.2", "第44.2条"),
        ("table 5.4.3", "表5.4.3"),
        ("Annex A, A-4-06", "附录A, A-4-06"),
        ("part CM and appendix D", "CM部分 and 附录D"),
        ("subd. 2", "第2款"),
        ("14.0.3(5)", "14.0.3(5)"),
        ("9.0.4 to 9.0.18", "9.0.4至9.0.18"),
        ("NB.4", "NB.4"),
        ("日管控", "日管控"),
        ("starts. 4", "starts. 4"),
    ],
)
def test_a_clause_in_chinese(clause: str, chinese: str) -> None:
    assert clause_said(clause, "zh") == chinese
    assert clause_said(clause, "en") == clause


@pytest.mark.parametrize(
    "code",
    [
        "TSG T5002-2017",
        "GB/T 40248 (draft successor of the 2021 edition)",
        "29 CFR 1910.147",
        "ANSI/ASSP Z9.5",
        "ASME BPVC",
        "HSG274 Part 2",
        "TR19 Grease",
        "Minn. Stat. 326B.184",
        "LOLER 1998",
        "中物协〔2004〕1号",
    ],
)
def test_a_code_is_the_same_in_every_language(code: str) -> None:
    source = SourceForm(standard=code, title={"en": "A title", "zh": "题目"})
    assert standard_said(source, "zh") == code


@pytest.mark.parametrize(
    "name", ["MEM Order 5 (2021)", "Civil Code", "F-gas Regulation", "Special Equipment Safety Law", "House practice"]
)
def test_a_name_in_words_is_the_title_in_the_readers_language(name: str) -> None:
    source = SourceForm(standard=name, title={"en": "A title", "zh": "题目"})
    assert standard_said(source, "zh") == "题目"
    assert standard_said(source, "en") == name


def test_a_title_in_one_language_alone_is_taken_where_it_is_no_english() -> None:
    source = SourceForm(standard="Civil Code", title="中华人民共和国民法典")
    assert standard_said(source, "zh") == "中华人民共和国民法典"


def test_without_a_title_in_that_language_the_name_stays() -> None:
    assert standard_said(SourceForm(standard="House practice"), "zh") == "House practice"
    assert standard_said(SourceForm(standard="House practice", title="Our own"), "zh") == "House practice"
    assert standard_said(SourceForm(standard="House practice", title={"en": "Our own"}), "zh") == "House practice"


def test_a_citation_says_how_sure_it_is() -> None:
    law = SourceForm(
        standard="MEM Order 5 (2021)",
        title={"en": "Fire safety rules for high-rise civil buildings", "zh": "高层民用建筑消防安全管理规定"},
        clause="art. 34",
        confidence="known",
    )
    assert cited(law, "en") == "MEM Order 5 (2021), art. 34 (known, not verified)"
    assert cited(law, "zh") == "高层民用建筑消防安全管理规定，第34条 (据知，未核实)"
