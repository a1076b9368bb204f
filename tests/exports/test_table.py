from __future__ import annotations

import re

from msgspec.structs import replace
from rich.cells import cell_len

from fmplan.exports.table import render
from fmplan.schedules.occurrence import Status
from tests.exports.registers import ESTATE, PUMP, a_plan, whole, with_first

TWO = f"""{PUMP}\
  lift-1:
    class: elevator
    name: {{en: Lift, zh: 电梯}}
    team: own
    tasks: {{wash: {{name: {{en: Wash, zh: 清洗}}, every: 1 week, first: 2027-03-03, duration: 3 h}}}}
"""


def test_the_work_stands_under_its_day_and_a_line_of_totals_closes() -> None:
    assert whole(render(a_plan(TWO, days="2027-03-01..2027-03-14"))).splitlines() == [
        "  asset      task           place         team       hours",
        "",
        "2027-03-03 Wednesday",
        "  Lift       Wash                         Own staff      3",
        "  Fire pump  Monthly check  Tower 1/roof  Own staff      1",
        "",
        "2027-03-10 Wednesday",
        "  Lift       Wash                         Own staff      3",
        "",
        "3 dates, 7 person-hours",
    ]


def test_in_chinese_double_width_characters_line_up() -> None:
    text = whole(render(a_plan(TWO, days="2027-03-01..2027-03-05"), "zh"))
    assert text.splitlines() == [
        "  设备      任务  位置      班组      工时",
        "",
        "2027-03-03 星期三",
        "  电梯      清洗            自有班组     3",
        "  消防水泵  月检  1栋/roof  自有班组     1",
        "",
        "共2项，4工时",
    ]
    widths = {cell_len(line) for line in text.splitlines() if line.startswith("  ")}
    assert widths == {42}


def test_no_line_is_wider_than_asked_for_and_what_is_cut_shows_an_ellipsis() -> None:
    for name in ("A very long name of a pump that would never fit " * 2, "很长很长的水泵名称" * 9):
        plan = a_plan(PUMP.replace("{en: Fire pump, zh: 消防水泵}", f'"{name}"'))
        for width in (40, 79, 80, 81, 120):
            text = whole(render(plan, width=width))
            assert max(map(cell_len, text.splitlines())) <= width
            assert "…" in text


def test_what_another_visit_covers_is_left_out() -> None:
    plan = with_first(a_plan(), status=Status.COVERED)
    assert whole(render(plan)) == "Nothing is planned: 2027-03-01..2027-03-31\n"


def test_what_is_late_says_so() -> None:
    plan = with_first(a_plan(), status=Status.BREACH)
    assert "  Fire pump  breach: Monthly check  Tower 1/roof" in whole(render(plan))


def test_names_cannot_act_in_the_terminal_nor_break_the_line() -> None:
    plan = a_plan()
    series = plan.series[0]
    wild = replace(series, asset=replace(series.asset, name="[red]a\x1b[31m\nb\u202e"))
    text = whole(render(with_first(plan, series=wild)))
    assert "[red]a [31m b  Monthly check" in text
    assert "\x1b" not in text


def test_colours_come_only_when_asked_for_and_change_no_width() -> None:
    plan = a_plan(TWO)
    coloured = whole(render(plan, colour=True))
    assert "\x1b[33m  Fire pump" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == whole(render(plan))


def test_estates_of_a_portfolio_stand_under_their_names() -> None:
    text = whole(render([a_plan(), a_plan(estate=ESTATE.replace("Harbour Court", "Mill Lane"))]))
    assert [line for line in text.splitlines() if line in ("Harbour Court", "Mill Lane")] == [
        "Harbour Court",
        "Mill Lane",
    ]
