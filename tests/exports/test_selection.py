from __future__ import annotations

import pytest

from fmplan.exports.selection import ALL, Selection, select
from tests.exports.registers import PUMP, a_plan

BOTH = f"""{PUMP}\
  lift-1:
    class: elevator/traction
    name: Lift
    location: tower-10
    formerly: [hoist-1]
    tasks: {{wash: {{name: Wash, kind: cleaning, every: 1 month, first: 2027-03-05}}}}
"""


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (ALL, ["pump-1", "lift-1"]),
        (Selection(assets=("lift-*",)), ["lift-1"]),
        (Selection(assets=("hoist-1",)), ["lift-1"]),
        (Selection(assets=("lift-?", "pump-1")), ["pump-1", "lift-1"]),
        (Selection(classes=("elevator",)), ["lift-1"]),
        (Selection(classes=("elev",)), []),
        (Selection(tasks=("che*",)), ["pump-1"]),
        (Selection(kinds=("cleaning",)), ["lift-1"]),
        (Selection(forces=("law",)), ["pump-1"]),
        (Selection(teams=("own",)), ["pump-1"]),
        (Selection(locations=("tower-1",)), ["pump-1"]),
        (Selection(locations=("tower-1",), kinds=("cleaning",)), []),
    ],
)
def test_a_selection_keeps_what_fits(selection: Selection, expected: list[str]) -> None:
    selected = select(a_plan(BOTH), selection)
    assert [one.series.asset.id for one in selected.occurrences] == expected
    assert sorted(one.asset.id for one in selected.series) == sorted(expected)


def test_what_covers_a_visit_counts_although_it_is_not_shown() -> None:
    covered = PUMP + ("      year: {name: Yearly, every: 1 year, first: 2027-03-03, covers: [check]}\n")
    plan = a_plan(covered)
    (check,) = select(plan, Selection(tasks=("check",))).occurrences
    assert check.covered_by == "pump-1/year/2027-03-03"
