from __future__ import annotations

from fmplan.exports.markdown import escaped, render
from tests.exports.registers import PUMP, a_plan, whole


def test_each_day_is_a_heading_with_its_table() -> None:
    assert whole(render(a_plan())) == (
        "# Harbour Court\n"
        "\n"
        "## 2027-03-03 Wednesday\n"
        "\n"
        "| asset | task | place | team | hours |\n"
        "| --- | --- | --- | --- | ---: |\n"
        "| Fire pump | Monthly check | Tower 1/roof | Own staff | 1 |\n"
        "\n"
        "1 date, 1 person-hour\n"
    )


def test_a_name_stays_inside_its_cell_and_is_no_markup() -> None:
    plan = a_plan(PUMP.replace("{en: Fire pump, zh: 消防水泵}", '"a | <b>\\n[x](y)"'))
    assert "| a \\| \\<b\\> \\[x\\](y) | Monthly check |" in whole(render(plan))


def test_signs_of_markup_are_escaped() -> None:
    assert escaped("`*_~&#\\") == "\\`\\*\\_\\~\\&\\#\\\\"


def test_it_speaks_the_language_asked_for() -> None:
    assert "| 消防水泵 | 月检 | 1栋/roof | 自有班组 | 1 |" in whole(render(a_plan(), "zh"))
