from __future__ import annotations

from pathlib import Path

from tests.cli.commands import ESTATE, PUMP, an_estate, fmplan


def test_facts_are_told_with_who_says_and_who_asks(tmp_path: Path) -> None:
    court = an_estate(
        tmp_path / "court",
        f"{ESTATE}facts: {{level: L1}}\n",
        PUMP.replace("every: 1 month", "every: {by: level, L1: 1 month}"),
    )
    ended = fmplan("facts", court)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "level",
        f"  = L1: the estate  {court}/estate.yaml:9:9",
        f"  ? asset pump-1, check chooses every by it (L1: 1 month)  {court}/assets/pumps.yaml:6:42",
    ]
