from __future__ import annotations

import pytest

from fmplan.dates.ranges import parse_day
from fmplan.logbook.keys import KEYS
from fmplan.logbook.values import CODES, READ, Values, parse_for, parse_moment


@pytest.mark.parametrize(
    "text",
    [
        "2027-03-02",
        "2027-03-02T17:20",
        "2027-03-02T17:20Z",
        "2027-03-02T17:20:05.123456-03:30",
        "2027-03-02T00:00+14:00",
    ],
)
def test_a_moment_is_of_the_day_where_it_was_written(text: str) -> None:
    assert parse_moment(text) == parse_day("2027-03-02")


@pytest.mark.parametrize("text", ["", "2027-03-02 17:20", "2027-03-02T24:00", "2027-03-02T17:20+8", "2027-02-29T10:00"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_moment(text)


@pytest.mark.parametrize("text", ["2027-03-01", "#1", "#12", "2027-03-01+", "2027-03-01+3", "#4+"])
def test_an_occurrence_is_named_by_its_date_or_number(text: str) -> None:
    assert parse_for(text) == text


@pytest.mark.parametrize("text", ["", "#", "#0", "12", "2027-02-30", "2027-03-01 ", "#१", "#1234567"])
def test_what_names_no_occurrence_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_for(text)


def test_every_value_that_is_read_has_a_key_and_a_code() -> None:
    assert CODES.keys() - {"closes"} == READ.keys()
    assert READ.keys() <= set(KEYS)


def test_values_are_not_remembered_without_end() -> None:
    values = Values(str)
    for number in range(50_000):
        assert values[number] == str(number)
    assert len(values) < 25_000
