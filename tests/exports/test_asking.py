from __future__ import annotations

from fmplan.exports.asking import asked
from tests.exports.registers import PUMP, a_plan

UNKNOWN = PUMP.replace("        first: 2027-03-03\n", "").replace("1 month", "6 months")


def test_what_nobody_knows_the_last_completion_of_is_listed_with_where_to_write_it() -> None:
    series = a_plan(UNKNOWN).series
    assert "".join(asked(series, "en", "mill/")).splitlines() == [
        "  asset   task   name       write its last: here",
        "  pump-1  check  Fire pump  mill/assets/a.yaml:2",
        "",
        "Last done unknown: 1. Until it is written, they are planned within 30 days of the begin.",
    ]


def test_where_all_is_known_there_is_no_table() -> None:
    assert list(asked(a_plan().series, "en")) == []
