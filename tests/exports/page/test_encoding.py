from __future__ import annotations

import pytest

from fmplan.exports.page.encoding import base36, date_token, run_length
from fmplan.schedules.occurrence import Status


@pytest.mark.parametrize(("number", "text"), [(0, "0"), (35, "z"), (36, "10"), (-37, "-11"), (1295, "zz")])
def test_a_number_in_base_36(number: int, text: str) -> None:
    assert base36(number) == text
    assert int(text, 36) == number


def test_a_date_says_only_what_is_out_of_the_ordinary() -> None:
    assert date_token(7, Status.PLANNED, 0, None, None) == "7"
    assert date_token(7, Status.BREACH, -2, 40, "#12") == "7B~-2!14@#12"


def test_dates_alike_in_a_row_stand_once() -> None:
    assert run_length(["0", *["1"] * 364, "2"]) == "0 1*a4 2"
