from __future__ import annotations

import pytest

from fmplan.assets.ids import bad_estate_id, bad_id, folded, look_alikes
from fmplan.findings import Place

HERE = Place("assets/pumps.yaml", 2, 3)


@pytest.mark.parametrize("id_", ["pump-3", "012", "1E100", "no", "泵-1", "süd", "a.b", "A_b", "x" * 100])
def test_words_of_any_script_can_be_ids(id_: str) -> None:
    assert bad_id(id_, "an asset", HERE) is None


@pytest.mark.parametrize(
    "id_",
    [
        "",
        ".",
        "..",
        "a..b",
        "../a",
        "a/b",
        "/a",
        "a b",
        "a\x00",
        "a\n",
        "-a",
        "a-",
        "#1",
        "x" * 101,
        "a\u202eb",
    ],
)
def test_what_would_break_a_path_a_key_or_a_shell_cannot_be_an_id(id_: str) -> None:
    finding = bad_id(id_, "an asset", HERE)
    assert finding is not None
    assert finding.code == "bad-id"


@pytest.mark.parametrize("id_", ["Lakeside", "lake_side", "-lake", "lake--side", "湖畔", ""])
def test_an_estate_has_a_plain_lower_case_id(id_: str) -> None:
    assert bad_estate_id(id_, HERE) is not None


@pytest.mark.parametrize(
    ("one", "other"), [("Lift", "lift"), ("ｌift", "lift"), ("Straße", "STRASSE"), ("ﬁre", "fire")]
)
def test_ids_that_a_person_cannot_tell_apart_are_the_same_when_folded(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_each_look_alike_names_the_first_one() -> None:
    places = [Place("a.yaml", line, 3) for line in (2, 3, 4)]
    findings = look_alikes(zip(["lift", "Lift", "pump"], places, strict=True), "the asset")
    assert [(finding.place, finding.message) for finding in findings] == [
        (
            places[1],
            (
                "the asset 'Lift' stands here beside 'lift', which differs only by case or Unicode form; "
                "first written at a.yaml:2:3"
            ),
        )
    ]
