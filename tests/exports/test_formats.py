from __future__ import annotations

from importlib import import_module

import pytest

from fmplan.exports import FORMATS
from tests.exports.registers import PUMP, a_plan

MANY = PUMP.replace("1 month", "1 day")


@pytest.mark.parametrize("module", FORMATS.values())
def test_the_same_plan_gives_the_same_bytes(module: str) -> None:
    render = import_module(module).render
    once, again = (b"".join(render(a_plan(MANY))) for _ in range(2))
    assert once == again
    assert module.endswith("xlsx") or once.endswith(b"\n")


_COUNTED = {"html", "xlsx"}
"""In a browser and in a workbook days are numbers."""


@pytest.mark.parametrize("module", [module for format_, module in FORMATS.items() if format_ not in _COUNTED])
def test_an_export_names_every_planned_day(module: str) -> None:
    text = b"".join(import_module(module).render(a_plan(MANY))).decode()
    sign = "" if module.endswith("ical") else "-"
    assert [day for day in range(3, 32) if f"2027{sign}03{sign}{day:02}" not in text] == []
