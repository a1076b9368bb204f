from __future__ import annotations

import csv
import io

import pytest

from fmplan.dates.dayoff import DayOff, Off
from fmplan.dates.ranges import parse_day
from fmplan.exports import fields
from fmplan.exports.csv import render
from fmplan.schedules.occurrence import Because, Move, Status
from tests.exports.registers import PUMP, a_plan, whole, with_first


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_plan_is_a_header_and_a_row_for_each_occurrence() -> None:
    assert whole(render(a_plan())) == (
        "uid,key,asset,asset_name,class,location,criticality,task,task_name,kind,force,due,planned,latest,limit,"
        "status,done_on,team,trade,minutes,people,times,person_hours,cost,impact,units,covers,covered_by,moved,"
        "source,schedule\n"
        "pump-1/check/2027-03-03@court,pump-1/check/2027-03-03,pump-1,Fire pump,pump/fire,tower-1/roof,safety,"
        "check,Monthly check,inspection,law,2027-03-03,2027-03-03,2027-03-03,,planned,,own,,30,2,1,1,50.00,"
        'outage water,,,,,"TSG T5002, A-1, B (verified)",\n'
    )


def test_names_are_told_in_the_language_that_is_asked_for() -> None:
    (row,) = rows_of(whole(render(a_plan(), "zh")))
    assert (row["asset_name"], row["task_name"]) == ("消防水泵", "月检")


def test_links_moves_caps_and_completions_stand_in_their_columns() -> None:
    day = parse_day("2027-02-12")
    moves = (
        Move(day, day - 7, Because.NO_WORK, (DayOff(Off.HOLIDAY, "Spring Festival"),)),
        Move(day - 7, day - 8, Because.NESTED),
    )
    plan = with_first(
        a_plan(),
        moved=moves,
        covers=("pump-1/a/2027-03-01", "pump-1/b/2027-03-02"),
        covered_by="pump-1/year/2027-03-05",
        limit=day,
        done_on=day,
        tail="#3",
        status=Status.COVERED,
    )
    (row,) = rows_of(whole(render(plan)))
    assert {
        name: row[name] for name in ("uid", "key", "limit", "done_on", "status", "covers", "covered_by", "moved")
    } == {
        "uid": "pump-1/check/#3@court",
        "key": "pump-1/check/#3",
        "limit": "2027-02-12",
        "done_on": "2027-02-12",
        "status": "covered",
        "covers": "pump-1/a/2027-03-01 pump-1/b/2027-03-02",
        "covered_by": "pump-1/year/2027-03-05",
        "moved": f"2027-02-12>2027-02-05 no work: Spring Festival; 2027-02-05>2027-02-04 {Because.NESTED.value}",
    }


@pytest.mark.parametrize("name", ['a "b", c', "two\\nlines", "semi;colon", "湖畔, 花园"])
def test_whatever_stands_in_a_name_comes_back_out_of_the_row(name: str) -> None:
    written = name.replace('"', '\\"')
    plan = a_plan(PUMP.replace("{en: Fire pump, zh: 消防水泵}", f'"{written}"'))
    (row,) = rows_of(whole(render(plan)))
    assert row["asset_name"] == name.replace("\\n", "\n")
    assert list(row) == list(fields.FIELDS)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝"])
def test_what_a_spreadsheet_would_run_has_an_apostrophe_in_front(sign: str) -> None:
    plan = a_plan(PUMP.replace("{en: Fire pump, zh: 消防水泵}", f'"{sign}1+1"'))
    (row,) = rows_of(whole(render(plan)))
    assert row["asset_name"] == f"'{sign}1+1"


def test_where_nothing_is_said_the_cell_is_empty() -> None:
    plan = a_plan("assets: {a: {class: x, name: A, tasks: {t: {name: T, every: 1 year, first: 2027-03-03}}}}")
    (row,) = rows_of(whole(render(plan)))
    empty = {name for name, value in row.items() if not value}
    assert empty == {
        *("location", "limit", "done_on", "team", "trade", "minutes", "person_hours", "cost", "impact"),
        *("units", "covers", "covered_by", "moved", "source", "schedule"),
    }


def test_several_plans_stand_under_one_header_in_their_order() -> None:
    plan = a_plan()
    text = whole(render([plan, plan]))
    assert text.count("uid,") == 1
    assert len(rows_of(text)) == 2


def test_many_rows_come_in_several_chunks_and_none_is_lost() -> None:
    plan = a_plan(PUMP.replace("1 month", "1 day").replace("03-03", "01-01"), days="2027-01-01..2040-12-31")
    assert len(plan.occurrences) > 3600
    many = [plan, plan]
    assert len(rows_of(whole(render(many)))) == 2 * len(plan.occurrences)
