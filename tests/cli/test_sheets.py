from __future__ import annotations

from pathlib import Path

from tests.cli.commands import Ended, fmplan
from tests.cli.yard import a_yard, an_act, fm, recorded_in

HEAD = "asset,task,on,by,result,items,reading\n"


def _from(yard: Path, text: str, name: str = "sheet.csv", today: str = "2027-01-20") -> Ended:
    (yard / name).write_text(text, encoding="utf-8")
    return fm(yard, "done", "--from", yard / name, today=today)


def test_every_row_is_an_entry_of_one_file(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    rows = "pump-1,check,2027-01-11,p-1; p-2,ok,,hours=100\nlift,half-month,2027/1/4,,ok,A-1-29=8; A-1-01=ok,\n"
    ended = _from(yard, HEAD + rows)
    assert ended.code == 0
    assert len(list((yard / "logbook").glob("*/*/*"))) == 1
    assert recorded_in(yard) == [
        an_act("done", "2027-01-11", "pump-1", "check", for_="2027-01-10", result="ok", by=["p-1", "p-2"]),
        {"entry": "reading", "on": "2027-01-11", "asset": "pump-1", "meter": "hours", "value": "100"},
        an_act(
            "done", "2027-01-04", "lift", "half-month", for_="2027-01-04", result="ok",
            items={"A-1-29": "8", "A-1-01": "ok"},
        ),
    ]  # fmt: skip


def test_a_row_closes_what_the_rows_above_left_open(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    _from(yard, HEAD + "pump-1,oil,2027-01-11,,,,\npump-1,oil,2027-01-19,,,,\n")
    assert [line["for"] for line in recorded_in(yard)] == ["#1", "#2"]


def test_every_bad_row_is_told_with_its_cell_and_nothing_is_written(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    rows = (
        "pump-1,check,2027-01-11,,ok,,\n"
        "pmup-1,check,2027-01-11,,ok,,\n"
        "pump-1,chek,2027-01-11,,ok,,\n"
        "pump-1,check,2027-01-32,,ok,,\n"
        "pump-1,check,2027-01-21,,ok,,\n"
        "pump-1,oil,2027-01-11,,okay,,\n"
        "lift,half-month,2027-01-05,,ok,A-1-29=few,\n"
        "pump-2,check,2027-01-11,,ok,,hours\n"
    )
    ended = _from(yard, HEAD + rows)
    assert ended.code == 65
    lines = [line.removeprefix(f"{yard / 'sheet.csv'}: ") for line in ended.err.splitlines()]
    assert [line.partition(":")[0] for line in lines] == ["A3", "B4", "C5", "C6", "E7", "F8", "G9", "fmplan"]
    assert lines[-1] == "fmplan: nothing was recorded: correct these 7 first"
    assert not (yard / "logbook").exists()


def test_all_wrong_cells_of_a_row_are_told_at_once(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    ended = _from(yard, "asset,task,on,minutes,result\npump-1,chek,2027-01-32,ten,okay\n")
    told = [line.split(": ")[1] for line in ended.err.splitlines()[:-1]]
    assert sorted(told) == ["B2", "C2", "D2", "E2"]


def test_rows_that_nobody_filled_in_are_passed_over(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    ended = _from(yard, HEAD + "pump-1,check,,,,,\npump-2,check,,,ok,,\n")
    assert [line["asset"] for line in recorded_in(yard)] == ["pump-2"]
    assert "1 row is not filled in, and was passed over" in ended.err


def test_the_same_sheet_again_changes_nothing(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    _from(yard, HEAD + "pump-1,check,2027-01-11,,ok,,hours=100\n")
    before = recorded_in(yard)
    assert _from(yard, HEAD + "pump-1,check,2027-01-11,,ok,,hours=100\n").code == 0
    assert recorded_in(yard) == before


def test_what_export_wrote_can_be_filled_in(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    head, *rows = fmplan("export", "csv", yard, "--from", "2027-01-01", "--to", "2027-01-20").out.splitlines()
    filled = [f"{row},2027-01-19,75" if row.startswith("hoist/grease") else f"{row},," for row in rows]
    assert _from(yard, "\n".join([f"{head},on,actual_minutes", *filled])).code == 0
    assert recorded_in(yard) == [an_act("done", "2027-01-19", "lift", "grease", for_="#1", minutes=75)]


def test_a_sheet_of_lines_of_json(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    line = '{"asset": "pump-1", "task": "check", "on": "2027-01-11", "items": {"lamp": "ok"}, "by": ["p-1"]}\n'
    assert _from(yard, line, "sheet.jsonl").code == 0
    assert recorded_in(yard)[0]["items"] == {"lamp": "ok"}
    bad = _from(yard, line.replace("check", "chek"), "sheet.jsonl")
    assert "sheet.jsonl: line 1, task: pump-1 has no task 'chek'" in bad.err


def test_a_column_that_is_not_known_is_told(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    ended = _from(yard, "asset,task,resullt\npump-1,check,ok\n")
    assert ended.code == 65
    assert "column 'resullt' is not known: did you mean 'result'?" in ended.err
    assert "there is no column 'task'" in _from(yard, "asset\npump-1\n").err


def test_assets_beside_a_sheet_are_a_usage_error(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    (yard / "sheet.csv").write_text(HEAD)
    assert fm(yard, "done", "pump-1", "check", "--from", yard / "sheet.csv").code == 2
    assert fm(yard, "done", "--from", yard / "other.csv").code == 2
    assert fm(yard, "done", "--from", yard / "estate.yaml").code == 2
